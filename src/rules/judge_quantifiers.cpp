// `every`, `some` and `none`: a condition asked of all nodes to which a path leads. The path is
// taken step by step, since what a step meets may have candidates: then each is followed on its
// own. A collection that may hold more than it shows leaves `every` without a yes and `some`
// without a no.
#include "rules/judge.h"

namespace djaz {
namespace {

bool is_wildcard(const Path& step) { return step.steps[0].how != Step::How::name; }

// Whether there may be nodes that the places do not show.
bool may_hold_more(const Place& collection, const Path& step, const std::vector<Place>& places) {
  if (collection.node->open) return true;
  if (step.steps[0].how != Step::How::descendants) return false;
  for (const Place& place : places)
    if (place.node != nullptr && (place.node->open || place.node->is(Kind::unknown))) return true;
  return false;
}

}  // namespace

Truth Judge::quantified(const Condition& condition, const Place& subject, Fold fold) {
  const Quantified& over_what = *condition.over;
  const std::string& first = over_what.steps[0].steps[0].name;
  Place root;
  Place start = start_of(over_what.start, subject, first, root);
  // A branch that the project does not have is called by its name.
  if (start.node == nullptr && start.path.empty()) start.path = first;
  // None is, when it is not so that some is.
  if (condition.how == Condition::How::none)
    return negate(over(condition, start, 0, negated(fold)));
  return over(condition, start, 0, fold);
}

Truth Judge::over(const Condition& condition, const Place& place, std::size_t step, Fold fold) {
  if (++asked_ > kMostAsked) {
    give_reason("there is too much to compare");
    return Truth::unknown;
  }
  const std::vector<Path>& steps = condition.over->steps;
  if (step == steps.size()) return ask_each(condition, place, fold);
  if (place.node == nullptr) {
    if (place.present == Truth::no) return truth_of(condition.how == Condition::How::every);
    explain(place);
    return Truth::unknown;
  }
  if (has_candidates(*place.node)) return over_candidates(condition, place, step, fold);
  if (place.node->is(Kind::unknown)) {
    explain(place);
    return Truth::unknown;
  }
  if (is_wildcard(steps[step])) return over_wildcard(condition, place, step, fold);
  std::vector<Place> next =
      resolve(steps[step], *place.node, place.path, arena_, options_from(place));
  next.front().asked_for = place.asked_for;
  return over(condition, next.front(), step + 1, fold);
}

Truth Judge::over_wildcard(const Condition& condition, const Place& place, std::size_t step,
                           Fold fold) {
  const bool every = condition.how == Condition::How::every;
  const Path& path = condition.over->steps[step];
  std::vector<Place> items = resolve(path, *place.node, place.path, arena_, options_from(place));
  // Also those that are not asked because one of them decides: they were made.
  asked_ += items.size();
  const bool more = may_hold_more(place, path, items);
  Truth all = more ? Truth::unknown : truth_of(every);
  for (Place& item : items) {
    item.asked_for = place.asked_for;
    const Truth each = over(condition, item, step + 1, fold);
    all = every ? both(all, each) : either(all, each);
    if (all == truth_of(!every)) return all;
  }
  if (more) give_reason("`" + place.path + "` may hold more than can be seen");
  return all;
}

Truth Judge::over_candidates(const Condition& condition, const Place& place, std::size_t step,
                             Fold fold) {
  std::optional<Truth> all;
  for (const Candidate& candidate : place.node->unknown->candidates) {
    const Truth each = over(condition, under(place, candidate), step, fold);
    all = all ? combined(fold, *all, each) : each;
  }
  return *all;
}

// The condition of one of the nodes.
Truth Judge::ask_each(const Condition& condition, const Place& place, Fold fold) {
  const Condition& that = condition.parts[0];
  const bool several = place.node != nullptr && has_candidates(*place.node);
  // What a wildcard led to may not be there under some candidate, and is then not asked.
  const bool of_wildcard = is_wildcard(condition.over->steps.back());
  if (of_wildcard && place.node == nullptr && place.present == Truth::no)
    return truth_of(condition.how == Condition::How::every);
  const std::size_t kept = reasons_.size();
  if (!several || !of_wildcard || place.present == Truth::yes) {
    const Truth whole = holds(that, place, fold);
    if (whole != Truth::unknown || !several) return whole;
  }
  // Conditions that belong together may agree under each candidate, though not one by one.
  const Truth split = over_candidates(condition, place, condition.over->steps.size(), fold);
  if (split != Truth::unknown) reasons_.resize(kept);
  return split;
}

}  // namespace djaz
