// Python's own functions of numbers and of what can be called or gone through once.
#include <charconv>
#include <cmath>

#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

bool whole(Value v) { return v != nullptr && (v->is(Type::integer) || v->is(Type::boolean)); }

Value not_known(Evaluator& e, const Arguments& given, Kind kind = Kind::unknown) {
  e.may_raise();
  return e.unknown_from(given.get(0), given.get(1), "a number", kind);
}

// Halves go to the even neighbour. Digits behind the point would need the exact decimal value.
Value round_number(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (given.count() != 1 || v == nullptr) return not_known(e, given);
  if (whole(v)) return e.values.integer(v->integer);
  if (v->is(Type::real) && std::fabs(v->real) < 9e15)
    return e.values.integer(static_cast<std::int64_t>(std::nearbyint(v->real)));
  if (v->is(Type::string) || v->is(Type::none)) return e.raised("TypeError");
  return not_known(e, given);
}

Value divide(Evaluator& e, const Arguments& given) {
  if (!whole(given.get(0)) || !whole(given.get(1))) return not_known(e, given, Kind::tuple);
  const Value quotient = e.binary(Operator::floor_divide, given.get(0), given.get(1));
  if (e.stopped()) return e.nothing();
  const Value rest = e.binary(Operator::modulo, given.get(0), given.get(1));
  return e.stopped() ? e.nothing() : e.values.tuple(Type::tuple, {quotient, rest});
}

Value power(Evaluator& e, const Arguments& given) {
  if (given.count() != 2 || !whole(given.get(0)) || !whole(given.get(1)))
    return not_known(e, given);
  return e.binary(Operator::power, given.get(0), given.get(1));
}

Value character(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (!whole(v)) return not_known(e, given, Kind::string);
  if (v->integer < 0 || v->integer > 0x10ffff) return e.raised("ValueError");
  if (v->integer >= 0xd800 && v->integer < 0xe000) return not_known(e, given, Kind::string);
  std::string text;
  append_utf8(text, static_cast<char32_t>(v->integer));
  return e.new_string(std::move(text));
}

Value code_point(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || !v->is(Type::string)) return not_known(e, given, Kind::integer);
  if (count_code_points(v->text) != 1) return e.raised("TypeError");
  std::size_t at = 0;
  return e.values.integer(static_cast<std::int64_t>(decode_utf8(v->text, at)));
}

template <int Base>
Value in_base(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (!whole(v) || v->integer == INT64_MIN) return not_known(e, given, Kind::string);
  char buffer[72];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::llabs(v->integer), Base);
  const std::string prefix = Base == 16 ? "0x" : Base == 8 ? "0o" : "0b";
  return e.new_string((v->integer < 0 ? "-" : "") + prefix + std::string(buffer, end.ptr));
}

Value can_be_called(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  switch (v->type) {
    case Type::function:
    case Type::klass:
    case Type::method:
      return e.values.boolean(true);
    case Type::external:
      if (is_builtin_name(v->text) && v->self == nullptr) return e.values.boolean(true);
      break;
    case Type::unknown:
    case Type::instance:
      break;
    default:
      return e.values.boolean(false);
  }
  return e.unknown(Reason::unsupported, "whether an object can be called", Kind::boolean);
}

// Of what was made for it, an iterator gives the first item.
Value next_item(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  if (!v->is(Type::iterator) || v->open) {
    e.may_raise("StopIteration");
    return e.unknown_from(v, nullptr, "the next item");
  }
  if (!v->items.empty()) return v->items.front();
  return given.get(1) != nullptr ? given.get(1) : e.raised("StopIteration");
}

Value reduce(Evaluator& e, const Arguments& given) {
  const Value act = given.get(0);
  const Value over = given.get(1);
  if (act == nullptr || over == nullptr) return e.raised("TypeError");
  const Evaluator::View all = e.view(over);
  if (!all.known || all.open || !all.ordered || all.items.size() > 500)
    return e.call_unknown("functools.reduce", given);
  std::size_t at = 0;
  Value total = given.get(2);
  if (total == nullptr) {
    if (all.items.empty()) return e.raised("TypeError");
    total = all.items[at++];
  }
  for (; at < all.items.size(); ++at) {
    if (!e.step(2) || e.stopped()) return e.nothing();
    total = e.call(act, Arguments{{total, all.items[at]}, {}, false, given.span});
  }
  return e.stopped() ? e.nothing() : total;
}

Value chained(Evaluator& e, const Arguments& given) {
  std::vector<Value> items;
  for (Value one : given.positional) {
    const Evaluator::View all = e.view(one);
    if (!all.known || all.open || !all.ordered) return e.call_unknown("itertools.chain", given);
    items.insert(items.end(), all.items.begin(), all.items.end());
  }
  // What changes while it is gone through is not followed.
  if (!e.step(items.size() / 8)) return e.nothing();
  return e.make_list(Type::iterator, std::move(items));
}

}  // namespace

const BuiltinTable& number_builtins() {
  static const BuiltinTable table = {
      {"round", round_number}, {"divmod", divide},           {"pow", power},
      {"chr", character},      {"ord", code_point},          {"hex", in_base<16>},
      {"oct", in_base<8>},     {"bin", in_base<2>},          {"callable", can_be_called},
      {"next", next_item},     {"functools.reduce", reduce}, {"itertools.chain", chained},
  };
  return table;
}

}  // namespace djaz::python::eval
