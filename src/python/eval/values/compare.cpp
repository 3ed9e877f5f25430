// Comparisons of every kind, one after another and in chains.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

// -1, 0, 1; 2 when it cannot be said.
int order(Evaluator& e, Value a, Value b) {
  if (a->is_number() && b->is_number()) {
    if (!a->is(Type::real) && !b->is(Type::real))
      return a->integer < b->integer ? -1 : a->integer > b->integer ? 1 : 0;
    const double x = as_real(a);
    const double y = as_real(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
  }
  if (a->is(Type::string) && b->is(Type::string)) {
    const int sign = a->text.compare(b->text);
    return sign < 0 ? -1 : sign > 0 ? 1 : 0;
  }
  const bool lists = (a->is(Type::tuple) || a->is(Type::list)) && a->type == b->type;
  if (!lists) return 2;
  const Evaluator::View left = e.view(a);
  const Evaluator::View right = e.view(b);
  if (!left.known || !right.known || left.open || right.open) return 2;
  for (std::size_t i = 0; i < std::min(left.items.size(), right.items.size()); ++i) {
    const Truth same_item = e.equal(left.items[i], right.items[i]);
    if (same_item == Truth::yes) continue;
    if (same_item == Truth::unknown) return 2;
    const bool plain = (left.items[i]->is_number() && right.items[i]->is_number()) ||
                       (left.items[i]->is(Type::string) && right.items[i]->is(Type::string));
    return plain ? order(e, left.items[i], right.items[i]) : 2;
  }
  return left.items.size() < right.items.size()   ? -1
         : left.items.size() > right.items.size() ? 1
                                                  : 0;
}

Truth identical(Evaluator& e, Value a, Value b) {
  const Kind left = known_kind(a);
  const Kind right = known_kind(b);
  for (const auto& [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
    if (one->is(Type::none)) {
      if (other->is(Type::none)) return Truth::yes;
      if (other->is(Type::external))
        return find_builtin(other->text) != nullptr ? Truth::no : Truth::unknown;
      if (!other->is(Type::unknown)) return Truth::no;
      return e.equal(one, other);
    }
  }
  if (a->is(Type::boolean) && b->is(Type::boolean)) return truth_of(a->boolean == b->boolean);
  if (left != Kind::unknown && right != Kind::unknown && left != right) return Truth::no;
  if (left == Kind::boolean && right == Kind::boolean) return e.equal(a, b);
  if (a->is_object() && b->is_object()) return truth_of(a->object == b->object);
  return Truth::unknown;
}

}  // namespace

Value Evaluator::compare_plain(Operator op, Value a, Value b) {
  switch (op) {
    case Operator::equal:
    case Operator::not_equal: {
      const Truth same_value = equal(a, b);
      const bool swapped = op == Operator::not_equal;
      if (same_value == Truth::unknown) may_raise();
      return truth_value(swapped ? negate(same_value) : same_value, a->is(Type::unknown) ? a : b);
    }
    case Operator::is:
    case Operator::is_not: {
      const Truth one = identical(*this, a, b);
      return truth_value(op == Operator::is_not ? negate(one) : one, a->is(Type::unknown) ? a : b);
    }
    case Operator::in:
    case Operator::not_in: {
      const bool copied = b->is(Type::external) && b->text == kEnvironmentCopy;
      if (copied && (!a->is(Type::string) || variable_written(a->text)))
        return unknown(Reason::environment, "a variable that may have been written", Kind::boolean);
      if (copied || (b->is(Type::external) && b->text == "os.environ")) {
        const Value present = variable_present(a);
        return op == Operator::in
                   ? present
                   : each(present, [&](Value v) { return truth_value(negate(truth(v)), v); });
      }
      if (b->is(Type::external) && b->text == "globals()") {
        const Value there = has_name(*this, b->self, a);
        return op == Operator::in
                   ? there
                   : each(there, [&](Value v) { return truth_value(negate(truth(v)), v); });
      }
      const Truth inside = contains(a, b);
      if (dead_) return nothing_;
      return truth_value(op == Operator::not_in ? negate(inside) : inside,
                         a->is(Type::unknown) ? a : b);
    }
    default:
      break;
  }
  const int sign = order(*this, a, b);
  if (sign == 2) {
    const bool mismatch = (a->is_number() && b->is(Type::string)) ||
                          (a->is(Type::string) && b->is_number()) ||
                          (a->is(Type::none) && !b->is(Type::unknown)) ||
                          (b->is(Type::none) && !a->is(Type::unknown));
    if (mismatch) return raised("TypeError");
    return unknown_from(a, b, "a comparison",
                        (a->is(Type::unknown) || b->is(Type::unknown)) &&
                                !(is_immutable(known_kind(a)) && is_immutable(known_kind(b)))
                            ? Kind::unknown
                            : Kind::boolean);
  }
  const bool holds = op == Operator::less         ? sign < 0
                     : op == Operator::less_equal ? sign <= 0
                     : op == Operator::greater    ? sign > 0
                                                  : sign >= 0;
  return values.boolean(holds);
}

Value Evaluator::compare(Operator op, Value a, Value b) {
  if (op == Operator::in || op == Operator::not_in) {
    return each2(a, b, [&](Value x, Value y) {
      if (!y->is(Type::list) && !y->is(Type::set)) return compare_plain(op, x, y);
      return with_items(y, [&](const View& one) -> Value {
        if (!one.known) return truth_value(Truth::unknown, x);
        return compare_plain(op, x, y);
      });
    });
  }
  return each2(a, b, [&](Value x, Value y) -> Value {
    // The same test of the same text again is the same outcome.
    const bool plain = (op == Operator::equal || op == Operator::not_equal) &&
                       x->is(Type::unknown) && y->is(Type::string) &&
                       is_immutable(x->unknown->type);
    if (!plain) return compare_plain(op, x, y);
    const std::string key = std::to_string(x->unknown->identity) + ":" + std::string(y->text);
    auto [known, added] = comparisons_.try_emplace(key, nullptr);
    if (added) known->second = compare_plain(Operator::equal, x, y);
    const Value outcome = narrow(known->second);
    if (op == Operator::equal) return outcome;
    return truth_value(negate(truth(outcome)), outcome);
  });
}

Value Evaluator::comparison(const Comparison& e) {
  Value left = evaluate(e.operands[0]);
  if (e.operators.size() == 1) {
    const Value right = evaluate(e.operands[1]);
    return dead_ || exhausted_ ? nothing_ : compare(e.operators[0], left, right);
  }
  Chain chain(*this);
  for (std::size_t i = 0; i < e.operators.size(); ++i) {
    const Value right = dead_ ? nothing_ : evaluate(e.operands[i + 1]);
    if (dead_) return chain.finish(nullptr);
    const Value outcome = compare(e.operators[i], left, right);
    if (dead_) return chain.finish(nullptr);
    if (exhausted_ || i + 1 == e.operators.size()) return chain.finish(outcome);
    const Split decision = split(outcome, nullptr);
    if (decision.truth == Truth::no) return chain.finish(outcome);
    if (decision.truth == Truth::unknown) {
      chain.side(decision.no, [&] { return values.boolean(false); });
      if (!chain.rest(decision.yes)) return chain.finish(nullptr);
    }
    left = right;
  }
  return chain.finish(nothing_);
}

}  // namespace djaz::python::eval
