// Arithmetic and its relatives, checked: what does not fit 64 bits is unknown, never wrapped.
#include <cmath>

#include "python/eval/library/environ_path.h"
#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"

namespace djaz::python::eval {
namespace {

bool exact_real(Value v) {
  return v->is(Type::real) || (v->integer > -(1LL << 53) && v->integer < (1LL << 53));
}

Value integer_power(Evaluator& e, std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) return e.raised("ZeroDivisionError");
    return e.unknown(Reason::unsupported, "a negative power", Kind::real);
  }
  std::int64_t result = 1;
  std::int64_t factor = base;
  bool factor_fits = true;
  while (exponent > 0) {
    if ((exponent & 1) != 0) {
      // Only of 0 does nothing become of it, and its factor always fits.
      if (!factor_fits || __builtin_mul_overflow(result, factor, &result))
        return e.too_big_integer();
    }
    exponent >>= 1;
    if (exponent > 0 && factor_fits) factor_fits = !__builtin_mul_overflow(factor, factor, &factor);
  }
  return e.values.integer(result);
}

Value integers(Evaluator& e, Operator op, std::int64_t a, std::int64_t b, bool booleans) {
  std::int64_t result = 0;
  switch (op) {
    case Operator::add:
      return __builtin_add_overflow(a, b, &result) ? e.too_big_integer() : e.values.integer(result);
    case Operator::subtract:
      return __builtin_sub_overflow(a, b, &result) ? e.too_big_integer() : e.values.integer(result);
    case Operator::multiply:
      return __builtin_mul_overflow(a, b, &result) ? e.too_big_integer() : e.values.integer(result);
    case Operator::floor_divide:
    case Operator::modulo: {
      if (b == 0) return e.raised("ZeroDivisionError");
      if (b == -1) {
        if (op == Operator::modulo) return e.values.integer(0);
        return __builtin_sub_overflow(std::int64_t{0}, a, &result) ? e.too_big_integer()
                                                                   : e.values.integer(result);
      }
      std::int64_t quotient = a / b;
      std::int64_t rest = a % b;
      if (rest != 0 && (rest < 0) != (b < 0)) {
        rest += b;
        --quotient;
      }
      return e.values.integer(op == Operator::modulo ? rest : quotient);
    }
    case Operator::power:
      return integer_power(e, a, b);
    case Operator::left_shift:
      if (b < 0) return e.raised("ValueError");
      if (a == 0) return e.values.integer(0);
      if (b >= 63) return e.too_big_integer();
      return __builtin_mul_overflow(a, std::int64_t{1} << b, &result) ? e.too_big_integer()
                                                                      : e.values.integer(result);
    case Operator::right_shift:
      if (b < 0) return e.raised("ValueError");
      return e.values.integer(b >= 63 ? (a < 0 ? -1 : 0) : a >> b);
    case Operator::bit_or:
    case Operator::bit_and:
    case Operator::bit_xor:
      result = op == Operator::bit_or ? (a | b) : op == Operator::bit_and ? (a & b) : (a ^ b);
      return booleans ? e.values.boolean(result != 0) : e.values.integer(result);
    default:
      return nullptr;
  }
}

Value reals(Evaluator& e, Operator op, Value left, Value right) {
  const double a = as_real(left);
  const double b = as_real(right);
  switch (op) {
    case Operator::add:
      return e.values.real(a + b);
    case Operator::subtract:
      return e.values.real(a - b);
    case Operator::multiply:
      return e.values.real(a * b);
    case Operator::divide:
    case Operator::floor_divide:
    case Operator::modulo:
      if (b == 0) return e.raised("ZeroDivisionError");
      if (op == Operator::divide) return e.values.real(a / b);
      return e.unknown(Reason::unsupported, "division of reals", Kind::real);
    case Operator::power:
      return e.unknown(Reason::unsupported, "a power of reals");
    default:
      return nullptr;
  }
}

Value repeat(Evaluator& e, Value text, std::int64_t count) {
  if (count <= 0 || text->text.empty()) return e.new_string("", text);
  if (count > static_cast<std::int64_t>(e.limits.bytes) ||
      text->text.size() * static_cast<std::uint64_t>(count) > e.limits.bytes)
    return e.over_budget("the text would be too long", Kind::string);
  std::string all;
  for (std::int64_t i = 0; i < count; ++i) all += text->text;
  return e.new_string(std::move(all), text);
}

Value repeat_items(Evaluator& e, Value list, std::int64_t count) {
  return e.with_items(list, [&](const Evaluator::View& view) -> Value {
    const Type type = list->is(Type::unknown) ? Type::list : list->type;
    if (!view.known) return e.unknown_from(list, nullptr, "a repeated list", kind_of(type));
    const std::uint64_t times = count <= 0 ? 0 : static_cast<std::uint64_t>(count);
    if (view.items.empty() || times == 0) return e.make_list(type, {}, view.open && times != 0);
    if (times > e.limits.elements || view.items.size() * times > e.limits.elements)
      return e.over_budget("too many items", kind_of(type));
    std::vector<Value> all;
    for (std::uint64_t i = 0; i < times; ++i)
      all.insert(all.end(), view.items.begin(), view.items.end());
    e.step(all.size() / 8);
    return e.make_list(type, std::move(all), view.open);
  });
}

bool is_text(Value v) { return known_kind(v) == Kind::string; }
bool is_list_like(Value v) { return v->is(Type::list) || v->is(Type::tuple); }

Value set_operation(Evaluator& e, Operator op, Value a, Value b) {
  const Evaluator::View left = e.view(a);
  const Evaluator::View right = e.view(b);
  if (!left.known || !right.known || left.open || right.open)
    return e.unknown_from(a, b, "a set", Kind::set);
  std::vector<Value> all;
  auto member = [&](Value item, const std::vector<Value>& items, Truth& sure) {
    for (Value other : items) {
      const Truth same_item = e.equal(item, other);
      if (same_item == Truth::yes) return true;
      if (same_item == Truth::unknown) sure = Truth::unknown;
    }
    return false;
  };
  Truth sure = Truth::yes;
  e.step(left.items.size() * right.items.size() / 16);
  for (Value item : left.items) {
    const bool there = member(item, right.items, sure);
    if (op == Operator::bit_or || there == (op == Operator::bit_and)) all.push_back(item);
  }
  if (op == Operator::bit_or || op == Operator::bit_xor)
    for (Value item : right.items)
      if (!member(item, left.items, sure)) all.push_back(item);
  if (sure != Truth::yes) return e.unknown_from(a, b, "a set", Kind::set);
  return e.make_list(Type::set, std::move(all));
}

Value merge_dicts(Evaluator& e, Value a, Value b) {
  const Value copy = e.copy_collection(a, 1);
  if (!copy->is(Type::dict)) return copy;
  const Value method_result = e.call_method(copy, "update", Arguments{{b}, {}, false, e.here});
  (void)method_result;
  return copy;
}

}  // namespace

Value Evaluator::unary(const Unary& e) {
  const Value operand = evaluate(e.operand);
  if (dead_ || exhausted_) return nothing_;
  return each(operand, [&](Value v) -> Value {
    if (e.op == Operator::logical_not) return truth_value(negate(truth(v)), v);
    if (v->is(Type::boolean) || v->is(Type::integer)) {
      std::int64_t result = 0;
      if (e.op == Operator::plus) return values.integer(v->integer);
      if (e.op == Operator::invert) return values.integer(~v->integer);
      if (__builtin_sub_overflow(std::int64_t{0}, v->integer, &result)) return too_big_integer();
      return values.integer(result);
    }
    if (v->is(Type::real) && e.op != Operator::invert)
      return values.real(e.op == Operator::plus ? v->real : -v->real);
    if (!v->is(Type::unknown)) {
      if (v->is(Type::external)) return unknown_from(v, nullptr, "the result of an operation");
      return raised("TypeError");
    }
    const Kind kind = v->unknown->type;
    return unknown_from(v, nullptr, "a number",
                        kind == Kind::integer || kind == Kind::real ? kind : Kind::unknown);
  });
}

Value Evaluator::binary_chain(const Binary& e) {
  Value value = evaluate(e.operands[0]);
  for (std::size_t i = 0; i < e.operators.size(); ++i) {
    if (dead_ || exhausted_) return nothing_;
    const Value right = evaluate(e.operands[i + 1]);
    if (dead_ || exhausted_) return nothing_;
    value = binary(e.operators[i], value, right);
  }
  return value;
}

Value Evaluator::binary(Operator op, Value a, Value b) {
  return each2(a, b, [&](Value x, Value y) { return binary_plain(op, x, y); });
}

Value Evaluator::binary_plain(Operator op, Value a, Value b) {
  const bool integral = (a->is(Type::boolean) || a->is(Type::integer)) &&
                        (b->is(Type::boolean) || b->is(Type::integer));
  Value result = environ_path_operation(*this, op, a, b);
  if (result != nullptr || dead_) return dead_ ? nothing_ : result;
  if (integral && op != Operator::divide) {
    result =
        integers(*this, op, a->integer, b->integer, a->is(Type::boolean) && b->is(Type::boolean));
  } else if (a->is_number() && b->is_number()) {
    if (!exact_real(a) || !exact_real(b))
      return unknown(Reason::unsupported, "a large number", Kind::real);
    result = reals(*this, op, a, b);
  } else if (a->is(Type::string) && op == Operator::modulo) {
    result = format_percent(*this, a, b);
  } else if (is_text(a) && is_text(b) && op == Operator::add) {
    TextParts parts;
    for (Value part : {a, b})
      if (part->is(Type::string)) {
        parts.traits |= part->traits;
        parts.add(part->text);
      } else {
        parts.add_unknown(part);
      }
    result = parts.build(*this);
  } else if (op == Operator::multiply && a->is(Type::string) &&
             (b->is(Type::integer) || b->is(Type::boolean))) {
    result = repeat(*this, a, b->integer);
  } else if (op == Operator::multiply && b->is(Type::string) &&
             (a->is(Type::integer) || a->is(Type::boolean))) {
    result = repeat(*this, b, a->integer);
  } else if (op == Operator::multiply && is_list_like(a) &&
             (b->is(Type::integer) || b->is(Type::boolean))) {
    result = repeat_items(*this, a, b->integer);
  } else if (op == Operator::multiply && is_list_like(b) &&
             (a->is(Type::integer) || a->is(Type::boolean))) {
    result = repeat_items(*this, b, a->integer);
  } else if (op == Operator::multiply && a->is(Type::bytes)) {
    result = unknown(Reason::unsupported, "repeated bytes");
    may_raise();
  } else if (op == Operator::add && is_list_like(a) && a->type == b->type) {
    result = with_items(a, [&](const View& left) {
      return with_items(b, [&](const View& right) -> Value {
        if (!left.known && !right.known) return unknown_from(a, b, "a list", kind_of(a->type));
        std::vector<Value> all = left.items;
        all.insert(all.end(), right.items.begin(), right.items.end());
        step(all.size() / 8);
        const bool open = left.open || right.open || !left.known || !right.known;
        return make_list(a->type, std::move(all), open);
      });
    });
  } else if (op == Operator::add && is_list_like(a) && b->is(Type::unknown)) {
    // Python adds only like to like: what comes out has the left's items, then more.
    may_raise("TypeError");
    if (b->unknown->type == kind_of(a->type))
      result =
          with_items(a, [&](const View& left) { return make_list(a->type, left.items, true); });
  } else if (op == Operator::add && is_list_like(b) && a->is(Type::unknown)) {
    may_raise("TypeError");
    if (a->unknown->type == kind_of(b->type))
      result =
          with_items(b, [&](const View& right) { return make_list(b->type, right.items, true); });
  } else if (a->is(Type::set) && b->is(Type::set) &&
             (op == Operator::bit_or || op == Operator::bit_and || op == Operator::subtract ||
              op == Operator::bit_xor)) {
    result = set_operation(*this, op, a, b);
  } else if (a->is(Type::dict) && b->is(Type::dict) && op == Operator::bit_or) {
    result = merge_dicts(*this, a, b);
  } else if (op == Operator::add && a->is(Type::path) && !a->boolean && b->is(Type::string)) {
    if (a->text.starts_with('/'))
      return new_string(std::string(a->text) + std::string(b->text), a, b);
    result = path_of(
        *this,
        std::string(a->text) +
            std::string(a->text.empty() && b->text.starts_with('/') ? b->text.substr(1) : b->text),
        false);
    if (a->text.empty() && !b->text.starts_with('/'))
      result = unknown_from(a, b, "a path", Kind::path);
  } else if ((a->is(Type::path) || b->is(Type::path) || known_kind(a) == Kind::path) &&
             op == Operator::divide) {
    result = call_method(a, "joinpath", Arguments{{b}, {}, false, here});
  }
  if (dead_) return nothing_;
  if (result != nullptr) return result;
  const bool known = !a->is(Type::unknown) && !b->is(Type::unknown) && !a->is(Type::external) &&
                     !b->is(Type::external) && !a->is(Type::klass) && !b->is(Type::klass) &&
                     !a->is(Type::instance) && !b->is(Type::instance) && !a->is(Type::path) &&
                     !b->is(Type::path) && !a->is(Type::iterator) && !b->is(Type::iterator) &&
                     !a->is_object() && !b->is_object() && !a->is(Type::tuple) &&
                     !b->is(Type::tuple) && !a->is(Type::bytes);
  if (known) return raised("TypeError");
  return unknown_from(a, b, "the result of an operation");
}

}  // namespace djaz::python::eval
