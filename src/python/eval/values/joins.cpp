// Values with one alternative for each path: how they are made, and how each of them is asked.
#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/values/object_join.h"

namespace djaz::python::eval {
namespace {

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
