#include <optional>
#include <string>
#include <vector>

#include "project/project.h"
#include "support/text.h"
#include "support/version_number.h"
#include "syntax/embedded.h"
#include "tree/builder.h"
#include "tree/path.h"

namespace djaz {
namespace {

constexpr std::string_view kFolder = "rules/defaults/";

std::string_view text_of(const Node& entry, std::string_view key) {
  const Entry* found = find_entry(entry, key);
  return found == nullptr ? std::string_view() : found->value->text;
}

// One fact, ready to be laid over a tree.
struct Default {
  const std::vector<Step>& steps;
  const Node* value = nullptr;
};

class Overlay {
 public:
  explicit Overlay(Arena& arena) : builder_(arena) {}

  // The node with the default laid in from step `index` on; the same node where nothing changes.
  // Depth is the number of steps of a path that we wrote.
  const Node* apply(const Node& node, const Default& fact, std::size_t index) const {
    if (node.is(Kind::unknown)) return apply_to_candidates(node, fact, index);
    const Step& step = fact.steps[index];
    if (step.how == Step::How::each_item) return apply_to_items(node, fact, index);
    if (!node.is(Kind::mapping)) return &node;
    const Entry* entry = find_entry_ignoring_case(node, step.name);
    const bool last = index + 1 == fact.steps.size();
    if (entry == nullptr) {
      if (node.open) return &node;
      const Node* value = last ? fact.value : missing_parent(fact, index + 1);
      return value == nullptr ? &node : with_entry(node, step.name, value);
    }
    const Node* value =
        last ? fill_absent(*entry->value, fact) : apply(*entry->value, fact, index + 1);
    return value == entry->value ? &node : with_entry(node, entry->name, value);
  }

  // Before 2.0 Django read MIDDLEWARE_CLASSES where MIDDLEWARE was not set.
  const Node* read_old_middleware(const Node& root) const {
    const Entry* settings = find_entry(root, "settings");
    if (settings == nullptr || !settings->value->is(Kind::mapping)) return &root;
    const Entry* old = find_entry(*settings->value, "MIDDLEWARE_CLASSES");
    if (old == nullptr || find_entry(*settings->value, "MIDDLEWARE") != nullptr) return &root;
    return with_entry(root, "settings", with_entry(*settings->value, "MIDDLEWARE", old->value));
  }

 private:
  const Node* apply_to_items(const Node& node, const Default& fact, std::size_t index) const {
    if (!node.is_sequence() || index + 1 == fact.steps.size()) return &node;
    // Copied with the first that changes.
    std::vector<const Node*> items;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const Node* value = apply(*node.items[i], fact, index + 1);
      if (value == node.items[i]) continue;
      if (items.empty()) items.assign(node.items.begin(), node.items.end());
      items[i] = value;
    }
    if (items.empty()) return &node;
    Node* copy = builder_.copy(node);
    copy->items = builder_.arena().list(items);
    return copy;
  }

  const Node* apply_to_candidates(const Node& node, const Default& fact, std::size_t index) const {
    if (node.unknown->candidates.empty()) return &node;
    std::vector<Candidate> candidates(node.unknown->candidates.begin(),
                                      node.unknown->candidates.end());
    bool changed = false;
    for (Candidate& candidate : candidates) {
      if (candidate.value == nullptr || candidate.value->is(Kind::unknown)) continue;
      const Node* value = apply(*candidate.value, fact, index);
      changed = changed || value != candidate.value;
      candidate.value = value;
    }
    return changed ? builder_.one_of(candidates, node.span) : &node;
  }

  // A value that is absent on some paths is the default there.
  const Node* fill_absent(const Node& node, const Default& fact) const {
    if (!node.is(Kind::unknown) || node.unknown->candidates.empty()) return &node;
    std::vector<Candidate> candidates(node.unknown->candidates.begin(),
                                      node.unknown->candidates.end());
    bool changed = false;
    for (Candidate& candidate : candidates) {
      if (candidate.value != nullptr) continue;
      candidate.value = fact.value;
      changed = true;
    }
    return changed ? builder_.one_of(candidates, node.span) : &node;
  }

  // `siteConfig` is not written at all: what lies inside it has its default all the same.
  const Node* missing_parent(const Default& fact, std::size_t index) const {
    const Node* value = fact.value;
    for (std::size_t i = fact.steps.size(); i-- > index;) {
      if (fact.steps[i].how != Step::How::name) return nullptr;
      const Entry entry{fact.steps[i].name, value, {}, nullptr};
      value = builder_.mapping(std::vector<Entry>{copied(entry)});
    }
    return value;
  }

  const Node* with_entry(const Node& node, std::string_view name, const Node* value) const {
    std::vector<Entry> entries(node.entries.begin(), node.entries.end());
    bool replaced = false;
    for (Entry& entry : entries) {
      if (entry.name != name) continue;
      entry.value = value;
      replaced = true;
    }
    if (!replaced) entries.push_back(copied({name, value, {}, nullptr}));
    Node* copy = builder_.copy(node);
    copy->entries = builder_.arena().list(entries);
    return copy;
  }

  Entry copied(Entry entry) const {
    entry.name = builder_.arena().text(entry.name);
    return entry;
  }

  Builder builder_;
};

// The Django series that production runs, where something says so.
std::optional<VersionNumber> django_version(const Node& root, const ProductionOptions& options) {
  if (!options.django_version.empty()) return VersionNumber::parse(options.django_version);
  const Entry* runtime = find_entry(root, "runtime");
  if (runtime == nullptr) return std::nullopt;
  const Entry* django = find_entry(*runtime->value, "django");
  if (django == nullptr) return std::nullopt;
  const Node* version = django->value;
  // Of several that a requirement lets in, the first is the newest: that one is installed.
  if (version->is(Kind::unknown) && !version->unknown->candidates.empty())
    version = version->unknown->candidates.front().value;
  if (version == nullptr || !version->is(Kind::string)) return std::nullopt;
  return VersionNumber::parse(version->text);
}

// One fact as it is written. What it is made of lasts as long as the program.
struct Written {
  Path path;
  const Node* value = nullptr;
  std::string_view text;
  std::string_view source;
  std::string_view since;
  std::string_view until;
};

// Read once: a tenant's export is many projects one after the other.
const std::vector<Written>& all_written() {
  static const std::vector<Written> kAll = [] {
    std::vector<Written> out;
    for (const std::string_view file : embedded_paths()) {
      if (!file.starts_with(kFolder)) continue;
      const Entry* list = find_entry(*embedded(file), "default");
      if (list == nullptr) continue;
      for (const Node* entry : list->value->items) {
        const Entry* value = find_entry(*entry, "value");
        Result<Path> path = parse_path(text_of(*entry, "path"));
        if (value == nullptr || !path.ok()) continue;
        out.push_back({std::move(path.value()), value->value, text_of(*entry, "text"),
                       text_of(*entry, "source"), text_of(*entry, "since"),
                       text_of(*entry, "until")});
      }
    }
    return out;
  }();
  return kAll;
}

// Without a known version the facts of the newest series hold.
bool applies(const Written& fact, const std::optional<VersionNumber>& django) {
  const std::string_view since = fact.since;
  const std::string_view until = fact.until;
  if (!django) return until.empty();
  if (!since.empty() && *django < *VersionNumber::parse(since)) return false;
  return until.empty() || *django < *VersionNumber::parse(until);
}

}  // namespace

const Node* overlay_defaults(const Node& root, const ProductionOptions& options, Arena& arena) {
  const Builder builder(arena);
  const Overlay overlay(arena);
  const std::optional<VersionNumber> django = django_version(root, options);
  const Node* result = &root;
  if (django && *django < *VersionNumber::parse("2.0")) result = overlay.read_old_middleware(root);
  for (const Written& fact : all_written()) {
    const std::vector<Step>& steps = fact.path.steps;
    if (find_entry(*result, steps.front().name) == nullptr || !applies(fact, django)) continue;
    Node* node = builder.copy(*fact.value);
    node->span = {};
    node->key_span = {};
    node->origin = builder.defaulted(fact.text, fact.source);
    result = overlay.apply(*result, {steps, node}, 0);
  }
  return result;
}

}  // namespace djaz
