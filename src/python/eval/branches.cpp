// Where paths split and join: each side runs on a layer of its own, and what differs afterwards
// becomes an unknown with one alternative for each side.
#include <algorithm>
#include <map>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostAlternatives = 64;
constexpr std::uint64_t kMostDistributed = 200'000;

bool has_alternatives(Value value) {
  return value != nullptr && value->is(Type::unknown) && !value->unknown->alternatives.empty();
}

bool is_opaque(Value value) {
  if (value == nullptr || !value->is(Type::unknown) || value->traits != 0) return false;
  const Info& info = *value->unknown;
  return info.type == Kind::unknown && info.alternatives.empty() && !info.not_empty &&
         info.prefix.empty() && info.suffix.empty() &&
         (value->text.empty() || value->text.starts_with("module "));
}

// The last of them stands for all: the first are what is asked for in special cases.
Value one_opaque(const Values& values, const std::vector<Alternative>& all) {
  const Value last = all.back().value;
  Data* data = values.copy(values.unknown(*last->unknown));
  data->text = last->text;
  data->span = last->span;
  return data;
}

}  // namespace

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

namespace {

// Joins what several outcomes say of the dicts, lists and sets that they changed.
class ObjectJoin {
 public:
  explicit ObjectJoin(Evaluator& e) : e_(e) {}

  ObjectPtr join(const std::vector<std::pair<Condition, ObjectPtr>>& all) {
    const ObjectPtr& first = all.front().second;
    bool alike = true;
    std::size_t gone = 0;
    for (const auto& [when, object] : all) {
      alike = alike && object == first;
      gone += object->lost != nullptr ? 1 : 0;
      // What is left of a list or set that was lost on one side is that anything may be in it
      // there.
      const bool dict = first->type == Type::dict;
      if (object->type != first->type || (object->lost != nullptr && dict) || gone == all.size())
        return lost(*first, object->lost);
    }
    if (alike) return first;
    auto result = std::make_shared<Object>();
    result->type = first->type;
    result->span = first->span;
    result->frozen = first->frozen;
    if (first->type == Type::dict) {
      join_entries(all, *result);
    } else {
      join_ways(all, *result);
    }
    return result;
  }

 private:
  ObjectPtr lost(const Object& like, const Info* info) {
    auto result = std::make_shared<Object>();
    result->type = like.type;
    result->span = like.span;
    if (info == nullptr) {
      Info plain;
      plain.reason = Reason::conflict;
      plain.detail = "paths differ";
      info = e_.scratch.make<Info>(plain);
    }
    result->lost = info;
    result->ways.emplace_back();
    return result;
  }

  void join_entries(const std::vector<std::pair<Condition, ObjectPtr>>& all, Object& result) {
    std::vector<std::string> order;
    std::unordered_map<std::string, const DictEntry*> keys;
    for (const auto& [when, object] : all) {
      result.open = result.open || object->open;
      std::vector<std::pair<std::size_t, std::string>> names;
      for (const auto& [text, place] : object->index) names.emplace_back(place, text);
      std::sort(names.begin(), names.end());
      for (auto& [place, text] : names)
        if (keys.emplace(text, &object->entries[place]).second) order.push_back(text);
      e_.step(names.size() / 8);
    }
    for (const std::string& text : order) {
      const DictEntry& entry = *keys[text];
      std::vector<Alternative> ways;
      for (const auto& [when, object] : all) {
        auto found = object->index.find(text);
        Value value = found == object->index.end() ? nullptr : object->entries[found->second].value;
        if (value == nullptr && object->open)
          value = e_.unknown(Reason::unresolved, "the key may have been added");
        ways.push_back({when, value});
      }
      // Where the key is there under conditions only that exclude this path, it is absent.
      const Value joined = e_.join_values(ways);
      if (joined == nullptr) continue;
      result.index.emplace(text, result.entries.size());
      result.entries.push_back({entry.key, joined, entry.key_span});
    }
  }

  void join_ways(const std::vector<std::pair<Condition, ObjectPtr>>& all, Object& result) {
    std::size_t size = 0;
    for (const auto& [when, object] : all) {
      if (object->lost != nullptr) {
        add(result.ways, when, Items{{}, {}, true});
        continue;
      }
      for (const Items& way : object->ways) {
        if (e_.conditions.exclude(when, way.when)) continue;
        add(result.ways, e_.conditions.both(when, way.when), way);
        size += way.items.size();
        e_.step(way.items.size() / 8);
      }
    }
    if (result.ways.empty()) result.ways.emplace_back();
    if (result.ways.size() > kMostAlternatives || size > e_.limits.elements) shrink(result);
  }

  void add(std::vector<Items>& ways, const Condition& when, const Items& way) {
    for (Items& other : ways) {
      if (other.open != way.open || other.items.size() != way.items.size()) continue;
      bool alike = true;
      for (std::size_t i = 0; alike && i < way.items.size(); ++i)
        alike = same(other.items[i], way.items[i]);
      if (!alike) continue;
      other.when = e_.conditions.either(other.when, when);
      return;
    }
    ways.push_back({when, way.items, way.open});
  }

  // Too many ways: what is certainly there, and the list is open.
  void shrink(Object& result) {
    Items common{{}, {}, true};
    for (Value item : result.ways.front().items) {
      bool everywhere = true;
      for (const Items& way : result.ways)
        everywhere = everywhere && std::any_of(way.items.begin(), way.items.end(),
                                               [item](Value other) { return same(item, other); });
      if (everywhere) common.items.push_back(item);
    }
    result.ways.assign(1, std::move(common));
  }

  Evaluator& e_;
};

}  // namespace

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

Value Evaluator::join_values(const std::vector<Alternative>& alternatives) {
  std::vector<Alternative> flat;
  bool overflow = false;
  auto add = [&](const Condition& when, Value value) {
    for (Alternative& other : flat) {
      if (!(other.value == value || same(other.value, value))) continue;
      other.when = conditions.either(other.when, when);
      return;
    }
    if (flat.size() == kMostAlternatives) {
      overflow = true;
      return;
    }
    flat.push_back({when, value});
  };
  for (const Alternative& alternative : alternatives) {
    if (!has_alternatives(alternative.value)) {
      add(alternative.when, alternative.value);
      continue;
    }
    for (const Alternative& inner : alternative.value->unknown->alternatives)
      if (!conditions.exclude(alternative.when, inner.when))
        add(conditions.both(alternative.when, inner.when), inner.value);
  }
  if (flat.empty()) return unknown(Reason::conflict, "no path leads here");
  if (flat.size() == 1 && !overflow) return flat.front().value;
  // Ways of which nothing at all is known are one.
  if (!overflow && std::all_of(flat.begin(), flat.end(),
                               [](const Alternative& one) { return is_opaque(one.value); }))
    return one_opaque(values, flat);

  Info info;
  info.reason = Reason::conflict;
  info.not_empty = true;
  bool first = true;
  std::uint8_t all_traits = 0xff;
  std::uint8_t any_traits = 0;
  const Info* cause = nullptr;
  bool absent = false;
  for (const Alternative& alternative : flat) {
    if (alternative.value == nullptr) {
      absent = true;
      continue;
    }
    const Kind kind = known_kind(alternative.value);
    info.type = first || info.type == kind ? kind : Kind::unknown;
    first = false;
    // What can be emptied later is asked again each time.
    info.not_empty =
        info.not_empty && !alternative.value->is_object() && truth(alternative.value) == Truth::yes;
    all_traits &= alternative.value->traits;
    any_traits |= alternative.value->traits;
    if (alternative.value->is(Type::unknown) && cause == nullptr)
      cause = alternative.value->unknown;
  }
  if (absent) info.not_empty = false;
  if (overflow) {
    if (absent) {
      info.type = Kind::unknown;
      info.alternatives = {};
    }
    info.reason = Reason::budget;
    info.detail = "more than 64 ways to get here";
  } else {
    info.alternatives = scratch.list(flat);
    if (cause != nullptr) info.reason = cause->reason;
    info.detail = cause != nullptr ? cause->detail : "it depends on the path";
  }
  Data* data = values.copy(values.unknown(info));
  data->traits = static_cast<std::uint8_t>(
      (all_traits & trait_bit(Trait::env_text)) |
      (any_traits & (trait_bit(Trait::random) | trait_bit(Trait::secret))));
  return data;
}

Value Evaluator::laid_over(Value value, Value below) {
  std::vector<Alternative> ways;
  for (const Alternative& one : value->unknown->alternatives)
    ways.push_back({one.when, one.value == nullptr ? below : one.value});
  return join_values(ways);
}

Value Evaluator::each(Value value, const std::function<Value(Value)>& act) {
  if (!has_alternatives(value)) return act(value);
  distributed_ += value->unknown->alternatives.size();
  if (distributed_ > kMostDistributed) {
    lose(value, Reason::budget, "too many ways to follow");
    may_raise();
    return over_budget("too many ways to follow");
  }
  std::vector<Branch> branches;
  bool absent = false;
  for (const Alternative& alternative : value->unknown->alternatives) {
    if (alternative.value == nullptr) {
      absent = true;
      continue;
    }
    branches.push_back({alternative.when, [&act, alternative] { return act(alternative.value); }});
  }
  if (absent) may_raise("NameError");
  return fork(branches);
}

Value Evaluator::each2(Value a, Value b, const std::function<Value(Value, Value)>& act) {
  if (has_alternatives(a) && has_alternatives(b) && a->unknown->alternatives.size() > 8 &&
      b->unknown->alternatives.size() > 8) {
    lose(a, Reason::budget, "too many ways to follow");
    may_raise();
    return over_budget("too many ways to follow");
  }
  return each(a, [&](Value first) {
    return each(narrow(b), [&](Value second) { return act(first, second); });
  });
}

}  // namespace djaz::python::eval
