#include "rules/select.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace djaz {
namespace {

constexpr std::size_t kMostPlaces = 1'000'000;

class Selector {
 public:
  explicit Selector(const Judge& judge) : judge_(judge) {}

  std::vector<Selected> run() {
    std::vector<Selected> out;
    for (const Path& path : judge_.rule().select) {
      std::vector<Selected> found;
      if (path.steps[0].name == "azure") {
        found = in_resources(path, {});
      } else {
        for (Place& place : judge_.select(path)) found.push_back({std::move(place), nullptr, {}});
      }
      for (Selected& each : found) out.push_back(std::move(each));
    }
    if (judge_.rule().select.size() > 1) out = once(std::move(out));
    return judge_.rule().each.empty() ? out : under(out);
  }

 private:
  static std::vector<Selected> once(std::vector<Selected> all) {
    std::vector<Selected> out;
    // Two resources may have one name: what is absent of them has the same path.
    std::set<std::tuple<std::string, const Node*, FileId, std::uint32_t>> seen;
    for (Selected& each : all) {
      const Place& place = each.place;
      if (seen.insert({place.path, place.node, place.span.file, place.span.begin}).second)
        out.push_back(std::move(each));
    }
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
    for (Place& place : judge_.select(part)) {
      const Node* resource = as_resource(place, nullptr);
      out.push_back({std::move(place), resource, {}});
    }
    return out;
  }

  std::vector<Selected> next_part(const Path& part, const std::vector<Selected>& from) {
    std::vector<Selected> out;
    for (const Selected& each : from) {
      if (each.place.node == nullptr) continue;
      ResolveOptions options;
      const bool azure = each.place.path.starts_with("azure");
      options.ignore_case = azure;
      options.fallback = each.place.span;
      for (Place& place :
           resolve(part, *each.place.node, each.place.path, judge_.arena(), options)) {
        const bool item = azure && part.steps.back().how == Step::How::each_item;
        const Node* resource = item ? as_resource(place, each.resource) : each.resource;
        out.push_back({std::move(place), resource, {}});
      }
    }
    return out;
  }

  const Judge& judge_;
  // Steps of the path in hand that are done.
  std::size_t consumed_ = 0;
};

}  // namespace

std::vector<Selected> select_places(const Judge& judge) { return Selector(judge).run(); }

}  // namespace djaz
