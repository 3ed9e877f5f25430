// Truth: what a value is worth as a test, what a test says about the value, and what is left of a
// value on a path that assumes an outcome.
#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/words.h"

namespace djaz::python::eval {

Truth Evaluator::truth(Value v) {
  switch (v->type) {
    case Type::none:
      return Truth::no;
    case Type::boolean:
    case Type::integer:
      return truth_of(v->integer != 0);
    case Type::real:
      return truth_of(v->real != 0);
    case Type::string:
    case Type::bytes:
      return truth_of(!v->text.empty());
    case Type::tuple:
      return v->items.empty() && v->open ? Truth::unknown : truth_of(!v->items.empty());
    case Type::ellipsis:
    case Type::path:
    case Type::function:
    case Type::klass:
    case Type::instance:
    case Type::module:
    case Type::method:
    case Type::iterator:
      return Truth::yes;
    case Type::external:
      return find_builtin(v->text) != nullptr ? Truth::yes : Truth::unknown;
    case Type::range: {
      const std::int64_t start = v->items[0]->integer;
      const std::int64_t stop = v->items[1]->integer;
      return truth_of(v->items[2]->integer > 0 ? start < stop : start > stop);
    }
    case Type::list:
    case Type::dict:
    case Type::set: {
      const Object& object = state.object(v->object);
      if (object.lost != nullptr) return Truth::unknown;
      if (v->is(Type::dict)) {
        bool maybe = object.open;
        for (const DictEntry& entry : object.entries) {
          bool certain = true;
          if (entry.value->is(Type::unknown))
            for (const Alternative& one : entry.value->unknown->alternatives)
              certain = certain && one.value != nullptr;
          if (certain) return Truth::yes;
          maybe = true;
        }
        return maybe ? Truth::unknown : Truth::no;
      }
      bool some = false;
      bool none = false;
      for (const Items& way : object.ways) {
        if (!conditions.possible(way.when)) continue;
        if (!way.items.empty()) {
          some = true;
        } else {
          none = true;
          some = some || way.open;
        }
      }
      return some && none ? Truth::unknown : truth_of(some);
    }
    case Type::unknown: {
      const Info& info = *v->unknown;
      // What is translated late has the length of its translation, and nothing has none.
      if (v->has(Trait::lazy)) return truth_of(!v->text.empty());
      if (info.not_empty || !info.prefix.empty() || !info.suffix.empty()) return Truth::yes;
      if (info.type == Kind::null) return Truth::no;
      if (info.type == Kind::path || info.type == Kind::callable) return Truth::yes;
      if (info.alternatives.empty()) return Truth::unknown;
      bool first = true;
      Truth all = Truth::unknown;
      for (const Alternative& one : info.alternatives) {
        if (one.value == nullptr || !conditions.possible(one.when)) continue;
        const Truth next = truth(one.value);
        all = first ? next : agree(all, next);
        first = false;
      }
      return all;
    }
  }
  return Truth::unknown;
}

Value Evaluator::truth_value(Truth truth, Value from) {
  if (truth != Truth::unknown) return values.boolean(truth == Truth::yes);
  if (from != nullptr && from->is(Type::unknown))
    return unknown(from->unknown->reason, from->unknown->detail, Kind::boolean);
  return unknown(Reason::unsupported, "the outcome of a test is not known", Kind::boolean);
}

Value Evaluator::narrow(Value v) {
  if (v == nullptr || !v->is(Type::unknown)) return v;
  const Info& info = *v->unknown;
  if (!info.alternatives.empty()) {
    std::vector<Alternative> kept;
    for (const Alternative& one : info.alternatives)
      if (conditions.possible(one.when)) kept.push_back(one);
    if (kept.size() == 1) {
      if (kept.front().value == nullptr) return nullptr;
      v = kept.front().value;
    } else if (!kept.empty() && kept.size() < info.alternatives.size()) {
      v = join_values(kept);
    }
  }
  if (v == nullptr || !v->is(Type::unknown) || !is_immutable(v->unknown->type)) return v;
  const std::string key = "t" + std::to_string(v->unknown->identity);
  const int assumed = conditions.assumed(key);
  return assumed < 0 ? v : refine(v, assumed == 1);
}

Value Evaluator::refine(Value v, bool holds) {
  if (!v->is(Type::unknown)) return v;
  const Info& info = *v->unknown;
  if (!info.alternatives.empty()) {
    std::vector<Alternative> kept;
    for (const Alternative& one : info.alternatives) {
      if (one.value == nullptr || !conditions.possible(one.when)) continue;
      if (truth(one.value) == truth_of(!holds)) continue;
      kept.push_back(
          {one.when, one.value->is(Type::unknown) ? refine(one.value, holds) : one.value});
    }
    return kept.empty() ? v : join_values(kept);
  }
  Value exact = nullptr;
  if (info.type == Kind::boolean) exact = values.boolean(holds);
  if (info.type == Kind::integer && !holds) exact = values.integer(0);
  if (info.type == Kind::string && !holds) exact = values.borrowed(Type::string, "");
  if (exact != nullptr) {
    Data* data = values.copy(exact);
    data->traits = v->traits;
    data->span = v->span;
    data->cause = v->cause;
    return data;
  }
  if (!holds || info.not_empty || !is_immutable(info.type)) return v;
  Info sharper = info;
  sharper.not_empty = true;
  Data* data = values.copy(v);
  data->unknown = scratch.make<Info>(sharper);
  return data;
}

Evaluator::Split Evaluator::split(Value test, const Expression* expression) {
  Split decision;
  decision.truth = truth(test);
  if (decision.truth != Truth::unknown) return decision;
  const bool several = test->is(Type::unknown) && !test->unknown->alternatives.empty();
  bool stable = test->is(Type::unknown) && is_immutable(test->unknown->type);
  if (several && !stable) {
    stable = true;
    for (const Alternative& one : test->unknown->alternatives)
      stable = stable && (one.value == nullptr || is_immutable(known_kind(one.value)));
  }
  std::vector<Literal> common[2];
  bool first[2] = {true, true};
  bool asks[2] = {several, several};
  bool definite = several;
  std::size_t count[2] = {0, 0};
  Condition only[2];
  // An alternative whose truth is certain, of each side.
  const Alternative* sure[2] = {nullptr, nullptr};
  if (several) {
    for (const Alternative& one : test->unknown->alternatives) {
      if (one.value == nullptr || !conditions.possible(one.when)) continue;
      const Truth next = truth(one.value);
      definite = definite && next != Truth::unknown;
      if (next != Truth::unknown) sure[next == Truth::yes ? 0 : 1] = &one;
      for (int side = 0; side < 2; ++side) {
        if (next == truth_of(side == 0)) continue;
        ++count[side];
        only[side] = one.when;
        asks[side] = asks[side] && one.when.asks;
        std::vector<Literal> kept;
        for (Literal literal : one.when.literals)
          if (first[side] ||
              std::find(common[side].begin(), common[side].end(), literal) != common[side].end())
            kept.push_back(literal);
        common[side] = kept;
        first[side] = false;
      }
    }
  }
  if (definite && count[0] == 1 && count[1] == 1 && !only[0].literals.empty() &&
      conditions.exclude(only[0], only[1])) {
    decision.no = only[0];
    decision.yes = only[1];
    return decision;
  }
  bool plain_env = test->has(Trait::env_text) && known_kind(test) == Kind::string;
  bool may_be_none = false;
  if (several) {
    plain_env = true;
    for (const Alternative& one : test->unknown->alternatives) {
      const bool none = one.value != nullptr && one.value->is(Type::none);
      may_be_none = may_be_none || none;
      plain_env =
          plain_env && one.value != nullptr &&
          (none || (one.value->has(Trait::env_text) && known_kind(one.value) == Kind::string));
    }
  }
  std::string holds = describe(expression, true);
  std::string fails = describe(expression, false);
  if (plain_env && expression != nullptr && holds.size() > 8 && holds.ends_with(" is true")) {
    const std::string_view variable = variable_behind(test);
    const std::string name =
        variable.empty() ? holds.substr(0, holds.size() - 8) : "`" + std::string(variable) + "`";
    fails = name + (may_be_none ? " is unset or empty" : " is empty");
    holds = name + " is not empty";
  }
  if (sure[0] != nullptr && sure[1] == nullptr) add_unset(conditions, sure[0]->when, holds, fails);
  if (sure[1] != nullptr && sure[0] == nullptr) add_unset(conditions, sure[1]->when, fails, holds);
  const std::string key = stable ? "t" + std::to_string(test->unknown->identity) : "";
  const Literal fact = conditions.fact(key, holds, fails);
  if (asks[1]) conditions.needs_variable(fact);
  if (asks[0]) conditions.needs_variable(opposite(fact));
  std::vector<Literal> yes{fact};
  std::vector<Literal> no{opposite(fact)};
  yes.insert(yes.end(), common[1].begin(), common[1].end());
  no.insert(no.end(), common[0].begin(), common[0].end());
  decision.yes = conditions.of(yes);
  decision.no = conditions.of(no);
  // The implied facts narrow the path; the words are the test's.
  decision.yes.words = keep(holds);
  decision.no.words = keep(fails);
  return decision;
}

Value Evaluator::choose(Value test, const Expression* expression, const std::function<Value()>& yes,
                        const std::function<Value()>& no) {
  const Split decision = split(test, expression);
  if (decision.truth == Truth::yes) return yes();
  if (decision.truth == Truth::no) return no();
  return fork({{decision.yes, yes}, {decision.no, no}});
}

}  // namespace djaz::python::eval
