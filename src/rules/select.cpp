#include "rules/select.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace djaz {
namespace {

constexpr std::size_t kMostPlaces = 1'000'000;

class Selector {
 public:
  Selector(const Judge& judge, Selections& shared) : judge_(judge), shared_(shared) {}

  const std::vector<Selected>& run(std::vector<Selected>& own) {
    if (const std::vector<Selected>* lists = whole_lists()) return *lists;
    own = places();
    return own;
  }

 private:
  // Most rules select nothing but lists of resources, and the same lists: found once for all.
  const std::vector<Selected>* whole_lists() {
    if (!judge_.rule().each.empty()) return nullptr;
    std::string key;
    for (const Path& path : judge_.rule().select) {
      if (path.steps[0].name != "azure" || path.steps.back().how != Step::How::each_item ||
          !is_plain(path, path.steps.size()))
        return nullptr;
      key += '\f' + key_of_lists(path);
    }
    const auto known = shared_.lists().find(key);
    if (known != shared_.lists().end()) return &known->second;
    return &shared_.lists().emplace(std::move(key), places()).first->second;
  }

  static bool is_plain(const Path& path, std::size_t end) {
    return std::all_of(path.steps.begin(), path.steps.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Step& step) {
                         return step.how == Step::How::name || step.how == Step::How::each_item;
                       });
  }

  static std::string key_of_lists(const Path& path) {
    std::string key;
    for (const Step& step : path.steps)
      key += step.how == Step::How::name ? '\n' + step.name : std::string("\t");
    return key;
  }

  std::vector<Selected> places() {
    std::vector<Selected> out;
    for (const Path& path : judge_.rule().select) {
      std::vector<Selected> found;
      if (path.steps[0].name == "azure") {
        found = of_azure(path);
      } else {
        for (Place& place : judge_.select(path)) found.push_back({std::move(place), nullptr, {}});
      }
      for (Selected& each : found) out.push_back(std::move(each));
    }
    if (judge_.rule().select.size() > 1) out = once(std::move(out));
    if (!judge_.rule().each.empty()) return under(out);
    return out;
  }

  static std::vector<Selected> once(std::vector<Selected> all) {
    // Two resources may have one name: what is absent of them has the same path.
    using Key = std::tuple<std::string_view, const Node*, FileId, std::uint32_t>;
    struct Hash {
      std::size_t operator()(const Key& key) const {
        return std::hash<std::string_view>()(std::get<0>(key)) ^
               std::hash<const Node*>()(std::get<1>(key)) * 31U ^ std::get<3>(key);
      }
    };
    std::unordered_set<Key, Hash> seen;
    seen.reserve(all.size());
    std::vector<bool> again(all.size(), false);
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Place& place = all[i].place;
      again[i] = !seen.insert({place.path, place.node, place.span.file, place.span.begin}).second;
      any = any || again[i];
    }
    if (!any) return all;
    std::vector<Selected> out;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!again[i]) out.push_back(std::move(all[i]));
    return out;
  }

  // The resources are found once for all rules, what lies in them for each.
  std::vector<Selected> of_azure(const Path& path) {
    std::size_t end = path.steps.size();
    while (end > 0 && path.steps[end - 1].how != Step::How::each_item) --end;
    if (end == 0 || !is_plain(path, end)) return in_resources(path, {});
    Path lists;
    lists.steps.assign(path.steps.begin(), path.steps.begin() + static_cast<std::ptrdiff_t>(end));
    auto [known, added] = shared_.lists().try_emplace(key_of_lists(lists));
    if (added) known->second = items_of(lists);
    if (end == path.steps.size()) return known->second;
    Path rest;
    rest.steps.assign(path.steps.begin() + static_cast<std::ptrdiff_t>(end), path.steps.end());
    return next_part(rest, known->second);
  }

  // The items of a list of resources, or of lists in the items of one that is found already.
  std::vector<Selected> items_of(const Path& lists) {
    std::size_t outer = lists.steps.size() - 1;
    while (outer > 0 && lists.steps[outer - 1].how != Step::How::each_item) --outer;
    const auto middle = lists.steps.begin() + static_cast<std::ptrdiff_t>(outer);
    Path around;
    around.steps.assign(lists.steps.begin(), middle);
    const std::vector<Selected> from = outer == 0 ? std::vector<Selected>() : of_azure(around);
    arena_ = &shared_.arena();
    Path inner;
    inner.steps.assign(middle, lists.steps.end());
    std::vector<Selected> out = outer == 0 ? first_part(inner) : next_part(inner, from);
    arena_ = nullptr;
    return out;
  }

  // What `each` leads to, from every selected place.
  std::vector<Selected> under(const std::vector<Selected>& items) {
    std::vector<Selected> out;
    for (const Selected& item : items) {
      for (const Path& path : judge_.rule().each) {
        if (item.place.node == nullptr || out.size() >= kMostPlaces) continue;
        consumed_ = 0;
        for (Selected& found : in_resources(path, {item})) {
          found.item = item.place;
          out.push_back(std::move(found));
        }
      }
    }
    return once(std::move(out));
  }

  // The same, one list of resources after the other, so that each place knows its resource. From
  // the deployment, or from places that are found already.
  std::vector<Selected> in_resources(const Path& path, std::vector<Selected> current) {
    const bool from_root = current.empty();
    Path part;
    for (const Step& step : path.steps) {
      part.steps.push_back(step);
      const bool last = part.steps.size() + consumed_ == path.steps.size();
      if (step.how != Step::How::each_item && !last) continue;
      current = from_root && consumed_ == 0 ? first_part(part) : next_part(part, current);
      consumed_ += part.steps.size();
      part.steps.clear();
    }
    consumed_ = 0;
    return current;
  }

  static const Node* as_resource(const Place& place, const Node* otherwise) {
    const bool resource = place.node != nullptr && place.node->is(Kind::mapping) &&
                          find_entry_ignoring_case(*place.node, "type") != nullptr &&
                          find_entry_ignoring_case(*place.node, "name") != nullptr;
    return resource ? place.node : otherwise;
  }

  std::vector<Selected> first_part(const Path& part) {
    std::vector<Selected> out;
    for (Place& place : judge_.select(part, arena())) {
      const Node* resource = as_resource(place, nullptr);
      out.push_back({std::move(place), resource, {}});
    }
    return out;
  }

  std::vector<Selected> next_part(const Path& part, const std::vector<Selected>& from) {
    std::vector<Selected> out;
    out.reserve(from.size());
    const bool wildcard = part.has_wildcard();
    for (const Selected& each : from) {
      if (each.place.node == nullptr) continue;
      ResolveOptions options;
      const bool azure = each.place.path.starts_with("azure");
      options.ignore_case = azure;
      options.fallback = each.place.span;
      if (!wildcard) {
        out.push_back({resolve_one(part, *each.place.node, each.place.path, arena(), options),
                       each.resource,
                       {}});
        continue;
      }
      for (Place& place : resolve(part, *each.place.node, each.place.path, arena(), options)) {
        const bool item = azure && part.steps.back().how == Step::How::each_item;
        const Node* resource = item ? as_resource(place, each.resource) : each.resource;
        out.push_back({std::move(place), resource, {}});
      }
    }
    return out;
  }

  Arena& arena() const { return arena_ != nullptr ? *arena_ : judge_.arena(); }

  const Judge& judge_;
  Selections& shared_;
  // Where nodes go that are made on the way, if not where the judge has them.
  Arena* arena_ = nullptr;
  // Steps of the path in hand that are done.
  std::size_t consumed_ = 0;
};

}  // namespace

const std::vector<Selected>& select_places(const Judge& judge, Selections& shared,
                                           std::vector<Selected>& own) {
  return Selector(judge, shared).run(own);
}

}  // namespace djaz
