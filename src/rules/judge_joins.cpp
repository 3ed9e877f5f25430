// Joins: the first node of a selection for which a condition certainly holds.
#include <algorithm>
#include <iterator>
#include <numeric>

#include "rules/joined.h"
#include "rules/judge.h"
#include "support/text.h"

namespace djaz {
namespace {

using Base = CompiledPath::Base;

bool of_joined_node(const std::optional<CompiledPath>& path) {
  return !path || path->base == Base::subject || path->base == Base::project;
}

// Whether the answer is the same whichever node is judged.
bool speaks_of_joined_node(const Condition& condition) {
  if (!of_joined_node(condition.path) || !of_joined_node(condition.test.from)) return false;
  if (condition.over && !of_joined_node(condition.over->start)) return false;
  return std::all_of(condition.parts.begin(), condition.parts.end(), speaks_of_joined_node);
}

// `{ path = "resourceGroup", equals = { from = "$node.resourceGroup" } }`
bool is_key(const Condition& condition) {
  return condition.how == Condition::How::test && condition.test.kind == Test::Kind::equals &&
         condition.path && condition.path->base == Base::subject && condition.test.from &&
         condition.test.from->base == Base::node;
}

// What has to hold, part by part.
std::vector<const Condition*> parts_of(const Condition& condition) {
  if (condition.how != Condition::How::all || condition.path) return {&condition};
  std::vector<const Condition*> parts;
  for (const Condition& part : condition.parts) parts.push_back(&part);
  return parts;
}

bool is_plain_text(const Node* node) {
  return node != nullptr && node->is(Kind::string) && !node->has(Trait::lazy);
}

}  // namespace

bool Judge::collection_open(const Path& path, Arena& arena) const {
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (path.steps[i].how == Step::How::name) continue;
    Path collection;
    collection.steps.assign(path.steps.begin(),
                            path.steps.begin() + static_cast<std::ptrdiff_t>(i));
    for (const Place& place : resolve_at_root(collection, arena)) {
      if (place.node == nullptr ? place.present == Truth::unknown
                                : place.node->open || place.node->is(Kind::unknown))
        return true;
    }
  }
  return false;
}

std::vector<Place> Judge::resolve_at_root(const Path& path, Arena& arena) const {
  const Node& root = root_for(path.steps[0].name);
  if (find_entry(root, path.steps[0].name) == nullptr) return {};
  return resolve(path, root, "", arena, options_for(path));
}

void Judge::resolve_join(const Join& join, JoinState& state, Arena& arena) {
  state.resolved = true;
  for (const Path& path : join.select) {
    // A branch without any document is no proof of absence.
    if (find_entry(root_for(path.steps[0].name), path.steps[0].name) == nullptr) state.open = true;
    for (Place& place : resolve_at_root(path, arena)) {
      if (place.node != nullptr)
        state.places.push_back(std::move(place));
      else if (place.present == Truth::unknown)
        state.open = true;
    }
    state.open = state.open || collection_open(path, arena);
  }
  if (join.where && join.correlated && state.places.size() > 1) index_join(join, state);
}

// A join of sites and databases asks each site of each database, unless those are left out that
// cannot be meant whichever node is judged, and the others are found by what they have in common.
void Judge::index_join(const Join& join, JoinState& state) {
  const std::size_t kept = reasons_.size();
  const std::vector<const Condition*> parts = parts_of(*join.where);
  const auto alone = [&](const Place& place) {
    Truth all = place.present;
    for (const Condition* part : parts)
      if (all != Truth::no && speaks_of_joined_node(*part)) all = both(all, holds(*part, place));
    return all;
  };
  std::vector<Truth> truths;
  std::erase_if(state.places, [&](const Place& place) {
    const Truth truth = alone(place);
    if (truth != Truth::no) truths.push_back(truth);
    return truth == Truth::no;
  });
  const bool azure = std::all_of(join.select.begin(), join.select.end(),
                                 [](const Path& path) { return path.steps[0].name == "azure"; });
  const auto key =
      std::find_if(parts.begin(), parts.end(), [](const Condition* part) { return is_key(*part); });
  if (azure && key != parts.end()) {
    state.key = *key;
    state.key_decides = std::all_of(parts.begin(), parts.end(), [&](const Condition* part) {
      return part == state.key || speaks_of_joined_node(*part);
    });
    for (std::uint32_t i = 0; i < state.places.size(); ++i) {
      const Place place = follow(*state.key->path, state.places[i]);
      if (!is_plain_text(place.node)) {
        state.without_text.push_back(i);
        continue;
      }
      JoinedText& text = state.by_text[lowered(place.node->text)];
      text.places.push_back(i);
      if (truths[i] == Truth::yes && !text.first) text.first = i;
      text.possible = text.possible || truths[i] == Truth::unknown;
    }
  }
  reasons_.resize(kept);
}

const JoinState& Judge::resolved(const Join& join, Bound& bound) {
  if (bound.state != nullptr) return *bound.state;
  const bool shared = joined_ != nullptr && joined_->root() != nullptr &&
                      std::all_of(join.select.begin(), join.select.end(),
                                  [](const Path& path) { return path.steps[0].name == "azure"; });
  if (shared) {
    bound.state = &joined_->state(
        join, [&](JoinState& state, Arena& arena) { resolve_join(join, state, arena); });
  } else {
    resolve_join(join, bound.own, arena_);
    bound.state = &bound.own;
  }
  return *bound.state;
}

// The places that may be meant, in order.
std::vector<std::uint32_t> Judge::asked_of(const JoinState& state, Truth& none) {
  const Place from = state.key == nullptr ? Place() : follow(*state.key->test.from, node_);
  std::vector<std::uint32_t> out;
  if (!is_plain_text(from.node)) {
    out.resize(state.places.size());
    std::iota(out.begin(), out.end(), 0U);
    return out;
  }
  const auto same = state.by_text.find(lowered(from.node->text));
  if (same == state.by_text.end()) return state.without_text;
  const JoinedText& text = same->second;
  std::vector<std::uint32_t> places = text.places;
  if (state.key_decides) {
    // Asked again, since whoever asks wants to see it hold.
    places.clear();
    if (text.first) places.push_back(*text.first);
    if (text.possible) none = Truth::unknown;
  }
  std::merge(places.begin(), places.end(), state.without_text.begin(), state.without_text.end(),
             std::back_inserter(out));
  return out;
}

const Place& Judge::bound(std::size_t index) {
  Bound& found = joins_[index];
  if (found.place) return *found.place;
  const Join& join = rule_.joins[index];
  const JoinState& state = resolved(join, found);
  Place none;
  none.present = state.open ? Truth::unknown : Truth::no;
  none.span = node_.span;
  none.path = '$' + join.name;
  for (const std::uint32_t i : asked_of(state, none.present)) {
    const Place& place = state.places[i];
    Truth answer = place.present;
    if (++asked_ > kMostAsked) {
      answer = Truth::unknown;
    } else if (join.where) {
      // What a joined node leaves open is said by the join as a whole.
      const std::size_t kept = reasons_.size();
      answer = both(answer, holds(*join.where, place));
      reasons_.resize(kept);
    }
    if (answer == Truth::yes) {
      found.place = place;
      return *found.place;
    }
    if (answer == Truth::unknown) none.present = Truth::unknown;
    if (asked_ > kMostAsked) break;
  }
  found.place = std::move(none);
  return *found.place;
}

}  // namespace djaz
