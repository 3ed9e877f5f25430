// Joins: the first node of a selection for which a condition certainly holds.
#include "rules/judge.h"

namespace djaz {

bool Judge::collection_open(const Path& path) const {
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    if (path.steps[i].how == Step::How::name) continue;
    Path collection;
    collection.steps.assign(path.steps.begin(),
                            path.steps.begin() + static_cast<std::ptrdiff_t>(i));
    for (const Place& place : select(collection)) {
      if (place.node == nullptr ? place.present == Truth::unknown
                                : place.node->open || place.node->is(Kind::unknown))
        return true;
    }
  }
  return false;
}

void Judge::resolve_join(const Join& join, JoinState& state) const {
  state.resolved = true;
  for (const Path& path : join.select) {
    // A branch without any document is no proof of absence.
    if (find_entry(*deployment_.root, path.steps[0].name) == nullptr) state.open = true;
    for (Place& place : select(path)) {
      if (place.node != nullptr)
        state.places.push_back(std::move(place));
      else if (place.present == Truth::unknown)
        state.open = true;
    }
    state.open = state.open || collection_open(path);
  }
}

const Place& Judge::bound(std::size_t index) {
  JoinState& state = joins_[index];
  if (state.bound) return *state.bound;
  const Join& join = rule_.joins[index];
  if (!state.resolved) resolve_join(join, state);
  Place none;
  none.present = state.open ? Truth::unknown : Truth::no;
  none.span = node_.span;
  none.path = '$' + join.name;
  for (const Place& place : state.places) {
    Truth answer = place.present;
    if (++asked_ > kMostAsked) {
      answer = Truth::unknown;
    } else if (join.where) {
      // What a joined node leaves open is said by the join as a whole.
      const std::vector<std::string> kept = reasons_;
      answer = both(answer, holds(*join.where, place));
      reasons_ = kept;
    }
    if (answer == Truth::yes) {
      state.bound = place;
      return *state.bound;
    }
    if (answer == Truth::unknown) none.present = Truth::unknown;
    if (asked_ > kMostAsked) break;
  }
  state.bound = std::move(none);
  return *state.bound;
}

}  // namespace djaz
