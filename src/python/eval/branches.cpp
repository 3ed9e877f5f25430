// Where paths split and join: each side runs on a layer of its own, and what differs afterwards
// becomes an unknown with one alternative for each side.
#include <algorithm>
#include <map>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"
#include "python/eval/values/object_join.h"

namespace djaz::python::eval {

Chain::Chain(Evaluator& evaluator) : e_(evaluator) {
  first_scope_ = static_cast<std::uint32_t>(e_.scopes_.size());
  mark_ = e_.conditions.mark();
  e_.state.push();
  depth_ = e_.state.depth() - 1;
  ++e_.forks_;
}

void Chain::side(const Condition& when, const std::function<Value()>& run) {
  const std::size_t mark = e_.conditions.mark();
  if (!e_.conditions.assume(when)) return;
  e_.state.push();
  const Value value = run();
  if (!e_.dead_) outcomes_.push_back(e_.outcome_since(depth_, mark_, value));
  e_.dead_ = false;
  e_.state.pop();
  e_.conditions.rewind(mark);
}

bool Chain::rest(const Condition& when) { return e_.conditions.assume(when); }

Value Chain::finish(Value last) {
  if (last != nullptr && !e_.dead_) outcomes_.push_back(e_.outcome_since(depth_, mark_, last));
  e_.dead_ = false;
  e_.state.pop();
  e_.conditions.rewind(mark_);
  --e_.forks_;
  if (outcomes_.empty()) {
    e_.dead_ = true;
    return e_.nothing_;
  }
  return e_.merge(std::move(outcomes_), first_scope_);
}

bool Chain::clause(const Evaluator::Split& decision, const std::function<Value()>& run) {
  if (decision.truth == Truth::no) return true;
  if (decision.truth == Truth::yes) {
    otherwise(run);
    return false;
  }
  side(decision.yes, run);
  if (rest(decision.no)) return true;
  finish(nullptr);
  return false;
}

void Chain::otherwise(const std::function<Value()>& run) {
  const Value last = run();
  finish(e_.dead_ ? nullptr : last);
}

Value Evaluator::fork(const std::vector<Branch>& branches) {
  Chain chain(*this);
  for (const Branch& branch : branches) {
    step();
    chain.side(branch.when, branch.run);
  }
  return chain.finish(nullptr);
}

Value Evaluator::merge(std::vector<Outcome> outcomes, std::uint32_t first_new_scope) {
  if (outcomes.size() == 1) {
    state.apply(outcomes.front().changes);
    conditions.assume(conditions.of({}));
    for (Literal literal : outcomes.front().literals)
      conditions.assume({std::span<const Literal>(&literal, 1), {}});
    return outcomes.front().value;
  }
  std::vector<Condition> when;
  for (const Outcome& outcome : outcomes) when.push_back(conditions.of(outcome.literals));

  std::vector<NameKey> order;
  std::unordered_map<NameKey, std::vector<std::size_t>> names;
  std::map<std::uint32_t, std::vector<std::size_t>> objects;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (NameKey key : outcomes[i].changes.order) {
      auto& list = names[key];
      if (list.empty()) order.push_back(key);
      list.push_back(i);
    }
    for (const auto& [id, object] : outcomes[i].changes.objects) objects[id].push_back(i);
  }
  // What holds for those that did not change a thing.
  auto rest = [&](const std::vector<std::size_t>& changed) {
    Condition all;
    std::size_t next = 0;
    bool first = true;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (next < changed.size() && changed[next] == i) {
        ++next;
        continue;
      }
      all = first ? when[i] : conditions.either(all, when[i]);
      first = false;
    }
    return all;
  };
  const bool many = outcomes.size() > kMostAlternatives;

  // Objects that were made on a path are there before anything that holds them is joined.
  std::unordered_set<std::uint32_t> made;
  for (const auto& [id, changed] : objects) {
    if (state.has_object(id)) continue;
    made.insert(id);
    state.put(id, outcomes[changed.front()].changes.objects.at(id));
  }
  for (const auto& [id, changed] : objects) {
    std::vector<std::pair<Condition, ObjectPtr>> all;
    for (std::size_t i : changed) all.emplace_back(when[i], outcomes[i].changes.objects.at(id));
    if (made.contains(id) && changed.size() == 1) continue;
    const ObjectPtr before = made.contains(id) ? nullptr : state.shared(id);
    if (before != nullptr && changed.size() < outcomes.size())
      all.emplace_back(many ? Condition{} : rest(changed), before);
    state.put(id, ObjectJoin(*this).join(all));
  }
  for (NameKey key : order) {
    const auto& changed = names[key];
    std::vector<Alternative> ways;
    for (std::size_t i : changed) ways.push_back({when[i], outcomes[i].changes.names.at(key)});
    const bool fresh = scope_of(key) >= first_new_scope || scope_of(key) == kModuleScope;
    if (!fresh && changed.size() < outcomes.size())
      ways.push_back({many ? Condition{} : rest(changed), lookup(key)});
    state.set(key, join_values(ways));
  }
  std::vector<Alternative> ways;
  for (std::size_t i = 0; i < outcomes.size(); ++i) ways.push_back({when[i], outcomes[i].value});
  return join_values(ways);
}

}  // namespace djaz::python::eval
