#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "tree/builder.h"
#include "tree/path.h"

namespace djaz {
namespace {

constexpr std::size_t kMostPlaces = 1'000'000;

// The text that stands for a node when something inside it is missing: its key, the name by which
// people know it, or its first byte.
Span anchor_of(const Node& node) {
  if (node.key_span.valid()) return node.key_span;
  if (node.is(Kind::mapping)) {
    for (const std::string_view name : {"name", "id", "type"}) {
      const Entry* entry = find_entry(node, name);
      if (entry != nullptr && entry->value->span.valid()) return entry->value->span;
    }
  }
  Span first = node.span;
  if (node.is_collection() && !first.empty()) first.end = first.begin + 1;
  return first;
}

void append_name(std::string& path, std::string_view name) {
  const bool first = path.empty();
  path.reserve(path.size() + name.size() + 3);
  if (!first) path += '.';
  append_path_segment(path, name);
}

bool has_candidates(const Node& node) {
  return node.is(Kind::unknown) && !node.unknown->candidates.empty();
}

class Resolver {
 public:
  Resolver(Arena& arena, const ResolveOptions& options) : builder_(arena), options_(options) {}

  std::vector<Place> run(const Path& path, const Node& root, std::string_view root_path) {
    if (!path.has_wildcard()) {
      places_.push_back(one(path, root, root_path));
      return std::move(places_);
    }
    Place start = start_at(root);
    start.path = std::string(root_path);
    anchors_ = {anchor_};
    places_.push_back(std::move(start));
    for (const Step& step : path.steps) advance(step);
    return std::move(places_);
  }

  Place one(const Path& path, const Node& root, std::string_view root_path) {
    lazy_ = true;
    Place place = start_at(root);
    std::size_t room = root_path.size();
    for (const Step& step : path.steps) room += step.name.size() + 3;
    place.path.reserve(room);
    place.path += root_path;
    for (const Step& step : path.steps) place = inside(place, step.name, std::move(place.path));
    return place;
  }

 private:
  Place start_at(const Node& root) {
    Place start;
    start.node = &root;
    start.present = Truth::yes;
    start.ancestor = &root;
    start.span = root.span.valid() ? root.span : options_.fallback;
    anchor_ = options_.fallback;
    pass(root);
    return start;
  }

  // The anchor becomes that of a node, if it has one. Along a single path it is not looked for
  // before somebody asks.
  void pass(const Node& node) {
    if (lazy_ && passed_ < kMostPassed) {
      nodes_[passed_++] = &node;
      return;
    }
    settle();
    const Span anchor = anchor_of(node);
    if (anchor.valid()) anchor_ = anchor;
  }

  const Span& settle() {
    while (passed_ > 0) {
      const Span anchor = anchor_of(*nodes_[--passed_]);
      if (!anchor.valid()) continue;
      anchor_ = anchor;
      passed_ = 0;
    }
    return anchor_;
  }

  void advance(const Step& step) {
    // Both pairs of lists keep their room from one step to the next.
    from_.clear();
    from_anchors_.clear();
    from_.swap(places_);
    from_anchors_.swap(anchors_);
    for (std::size_t i = 0; i < from_.size() && places_.size() < kMostPlaces; ++i) {
      anchor_ = from_anchors_[i];
      switch (step.how) {
        case Step::How::name:
          name(from_[i], step.name);
          break;
        case Step::How::each_item:
          items(from_[i]);
          break;
        case Step::How::each_value:
          values(from_[i]);
          break;
        case Step::How::descendants:
          descendants(from_[i]);
          break;
        case Step::How::attribute:
          break;
      }
    }
  }

  const Entry* entry_of(const Node& mapping, std::string_view name) const {
    return options_.ignore_case ? find_entry_ignoring_case(mapping, name)
                                : find_entry(mapping, name);
  }

  void found(const Place& from, const Node& node, std::string path) {
    const Span around = anchor_;
    places_.push_back(there(from, node, std::move(path)));
    anchors_.push_back(anchor_);
    anchor_ = around;
  }

  void name(const Place& from, std::string_view name) {
    const Span around = anchor_;
    places_.push_back(inside(from, name, from.path));
    anchors_.push_back(anchor_);
    anchor_ = around;
  }

  // A node that is there, reached from `from`. The anchor becomes its own.
  Place there(const Place& from, const Node& node, std::string path) {
    Place place;
    place.node = &node;
    place.present = Truth::yes;
    if (has_candidates(node)) {
      const auto candidates = node.unknown->candidates;
      const bool absent = std::any_of(candidates.begin(), candidates.end(),
                                      [](const Candidate& c) { return c.value == nullptr; });
      if (absent) place.present = Truth::unknown;
    }
    place.ancestor = &node;
    place.path = std::move(path);
    place.span = node.span.valid() ? node.span : settle();
    // A node made from candidates keeps the place of what it was made from.
    if (!place.span.valid()) place.span = from.span;
    pass(node);
    return place;
  }

  Place absent(const Place& from, Truth present, std::string path) {
    Place place;
    place.present = present;
    place.ancestor = from.ancestor;
    place.span = settle().valid() ? anchor_ : options_.fallback;
    place.path = std::move(path);
    return place;
  }

  // `path` is that of `from`.
  Place inside(const Place& from, std::string_view name, std::string path) {
    append_name(path, name);
    if (from.node == nullptr) return absent(from, from.present, std::move(path));
    const Node& node = *from.node;
    if (node.is(Kind::mapping)) {
      const Entry* entry = entry_of(node, name);
      if (entry != nullptr) return there(from, *entry->value, std::move(path));
      return absent(from, node.open ? Truth::unknown : Truth::no, std::move(path));
    }
    if (!node.is(Kind::unknown)) return absent(from, Truth::no, std::move(path));
    if (!has_candidates(node)) return absent(from, Truth::unknown, std::move(path));
    const Node* derived = through_candidates(node, name);
    if (derived == nullptr) return absent(from, Truth::no, std::move(path));
    return there(from, *derived, std::move(path));
  }

  // Neither what it is nor whether it is there is known.
  const Node* perhaps(std::string_view detail, Span span) {
    return builder_.unknown(Reason::not_exported, detail, span);
  }

  // What `name` is under each candidate; null when it is absent under all.
  const Node* through_candidates(const Node& node, std::string_view name) {
    std::vector<Candidate> derived;
    bool any = false;
    for (const Candidate& candidate : node.unknown->candidates) {
      const Node* value = nullptr;
      if (candidate.value != nullptr && candidate.value->is(Kind::mapping)) {
        const Entry* entry = entry_of(*candidate.value, name);
        if (entry != nullptr) {
          value = entry->value;
        } else if (candidate.value->open) {
          value = perhaps("it may be set where djaz cannot see", candidate.value->span);
        }
      } else if (candidate.value != nullptr && candidate.value->is(Kind::unknown) &&
                 (candidate.value->unknown->type == Kind::unknown ||
                  candidate.value->unknown->type == Kind::mapping)) {
        value = perhaps(candidate.value->unknown->detail, candidate.value->span);
      }
      any = any || value != nullptr;
      derived.push_back({value, candidate.condition, candidate.asked_for});
    }
    return any ? builder_.one_of(derived, node.span) : nullptr;
  }

  std::string item_path(const Place& from, const Node& item, std::size_t index) const {
    if (item.is(Kind::mapping)) {
      const Entry* entry = entry_of(item, "name");
      if (entry != nullptr && entry->value->is(Kind::string) && !entry->value->text.empty())
        return from.path + '[' + std::string(entry->value->text) + ']';
    }
    return from.path + '[' + std::to_string(index) + ']';
  }

  void items(const Place& from) {
    if (from.node != nullptr && from.node->is_sequence()) {
      const Node& node = *from.node;
      for (std::size_t i = 0; i < node.items.size(); ++i)
        found(from, *node.items[i], item_path(from, *node.items[i], i));
    } else if (from.node != nullptr && has_candidates(*from.node)) {
      items_of_candidates(from, *from.node);
    }
    if (options_.may_hold_more && hides_any(from, Step::How::each_item)) rest_of(from, "[*]");
  }

  // Whether there may be items, or values, that the node does not show.
  static bool hides_any(const Place& from, Step::How how) {
    if (from.node == nullptr) return from.present == Truth::unknown;
    return hides_any(*from.node, how);
  }

  static bool hides_any(const Node& node, Step::How how) {
    const bool keyed = how == Step::How::each_value;
    if (has_candidates(node)) {
      const auto candidates = node.unknown->candidates;
      return std::any_of(candidates.begin(), candidates.end(), [how](const Candidate& each) {
        return each.value != nullptr && !has_candidates(*each.value) && hides_any(*each.value, how);
      });
    }
    if (!node.is(Kind::unknown)) return node.open && node.is(Kind::mapping) == keyed;
    const Kind type = node.has(Trait::lazy) ? Kind::string : node.unknown->type;
    if (type == Kind::unknown) return true;
    if (keyed) return type == Kind::mapping;
    return type == Kind::list || type == Kind::tuple || type == Kind::set;
  }

  void rest_of(const Place& from, std::string_view wildcard) {
    const Node& around = from.node != nullptr ? *from.node : *from.ancestor;
    const Span span = around.span.valid() ? around.span : from.span;
    const std::string_view detail = around.is(Kind::unknown) ? around.unknown->detail : "";
    const Node* node = builder_.unknown(
        Reason::unresolved, detail.empty() ? "there may be more than djaz can see" : detail, span);
    const Span before = anchor_;
    Place place = there(from, *node, from.path + std::string(wildcard));
    place.present = Truth::unknown;
    places_.push_back(std::move(place));
    anchors_.push_back(anchor_);
    anchor_ = before;
  }

  // Each item that some candidate holds, with the conditions under which it is there.
  void items_of_candidates(const Place& from, const Node& node) {
    const auto candidates = node.unknown->candidates;
    std::vector<const Node*> seen;
    for (const Candidate& candidate : candidates) {
      if (candidate.value == nullptr || !candidate.value->is_sequence()) continue;
      for (const Node* item : candidate.value->items) {
        if (seen.size() == 1'000) return;
        const bool known = std::any_of(seen.begin(), seen.end(), [&](const Node* other) {
          return other == item || equal(*other, *item);
        });
        if (known) continue;
        seen.push_back(item);
        std::vector<Candidate> derived;
        for (const Candidate& holder : candidates)
          derived.push_back({item_under(holder.value, *item), holder.condition, holder.asked_for});
        found(from, *builder_.one_of(derived, item->span), item_path(from, *item, seen.size() - 1));
      }
    }
  }

  static const Node* item_under(const Node* collection, const Node& item) {
    if (collection == nullptr) return nullptr;
    if (collection->is(Kind::unknown)) return collection;
    for (const Node* other : collection->items)
      if (other == &item || equal(*other, item)) return other;
    return nullptr;
  }

  void values(const Place& from) {
    if (from.node != nullptr) shown_values(from, *from.node);
    if (options_.may_hold_more && hides_any(from, Step::How::each_value)) rest_of(from, ".*");
  }

  void shown_values(const Place& from, const Node& node) {
    if (node.is(Kind::mapping)) {
      for (const Entry& entry : node.entries)
        found(from, *entry.value, from.path + '.' + path_segment(entry.name));
    } else if (has_candidates(node)) {
      std::vector<std::string_view> names;
      for (const Candidate& candidate : node.unknown->candidates) {
        if (candidate.value == nullptr) continue;
        for (const Entry& entry : candidate.value->entries)
          if (std::find(names.begin(), names.end(), entry.name) == names.end())
            names.push_back(entry.name);
      }
      for (const std::string_view each : names) name(from, each);
    }
  }

  // The node itself and everything below it, in document order.
  void descendants(const Place& from) {
    if (from.node == nullptr) return;
    struct Pending {
      const Node* node;
      std::string path;
      Span anchor;
    };
    std::vector<Pending> pending = {{from.node, from.path, anchor_}};
    while (!pending.empty() && places_.size() < kMostPlaces) {
      const Pending next = std::move(pending.back());
      pending.pop_back();
      anchor_ = next.anchor;
      found(from, *next.node, next.path);
      const Span anchor = anchors_.back();
      const Place here = places_.back();
      std::vector<Pending> children;
      for (const Entry& entry : next.node->entries)
        children.push_back({entry.value, next.path + '.' + path_segment(entry.name), anchor});
      for (std::size_t i = 0; i < next.node->items.size(); ++i)
        children.push_back({next.node->items[i], item_path(here, *next.node->items[i], i), anchor});
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        pending.push_back(std::move(*child));
    }
  }

  Builder builder_;
  ResolveOptions options_;
  std::vector<Place> places_;
  std::vector<Place> from_;
  std::vector<Span> from_anchors_;
  // For each place, what to underline when something inside it is missing.
  std::vector<Span> anchors_;
  // Of the place in hand, but for what was passed since.
  Span anchor_;
  static constexpr std::size_t kMostPassed = 8;
  std::array<const Node*, kMostPassed> nodes_{};
  std::size_t passed_ = 0;
  bool lazy_ = false;
};

}  // namespace

std::vector<Place> resolve(const Path& path, const Node& root, std::string_view root_path,
                           Arena& arena, const ResolveOptions& options) {
  return Resolver(arena, options).run(path, root, root_path);
}

Place resolve_one(const Path& path, const Node& root, std::string_view root_path, Arena& arena,
                  const ResolveOptions& options) {
  return Resolver(arena, options).one(path, root, root_path);
}

}  // namespace djaz
