// Python's own functions, and the casts.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "python/eval/control.h"
#include "python/eval/format.h"
#include "python/eval/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

using View = Evaluator::View;

std::string_view spaces_off(std::string_view text) { return trimmed(text); }

// Underscores between digits, as int() and float() take them.
bool plain_number(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

Value number_of_text(Evaluator& e, Value v) {
  if (!is_ascii(v->text)) return e.unknown_from(v, nullptr, "a number", Kind::integer);
  std::string text;
  if (!plain_number(spaces_off(v->text), text)) return e.raised("ValueError");
  std::string_view digits = text;
  const bool negative = digits.starts_with("-");
  if (negative || digits.starts_with("+")) digits.remove_prefix(1);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit))
    return e.raised("ValueError");
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  (void)end;
  if (error != std::errc() || size > static_cast<std::uint64_t>(INT64_MAX))
    return e.over_budget("an integer beyond 64 bits", Kind::integer);
  const auto value = static_cast<std::int64_t>(size);
  return e.values.integer(negative ? -value : value);
}

template <Value (*Cast)(Evaluator&, Value)>
Value cast_call(Evaluator& e, const Arguments& given) {
  if (given.count() == 0) return Cast(e, nullptr);
  if (given.count() != 1 || given.positional.empty())
    return e.unknown_from(given.get(0), nullptr, "a conversion");
  return Cast(e, given.positional[0]);
}

// list(), tuple(), set(), frozenset()
template <Type Made>
Value collect(Evaluator& e, const Arguments& given) {
  if (given.count() == 0) return e.make_list(Made, {});
  const Value from = given.get(0);
  if (from == nullptr || from->is(Type::none) || from->is_number()) return e.raised("TypeError");
  return e.with_items(from, [&](const View& all) -> Value {
    if (!all.known || (!all.ordered && Made != Type::set))
      return e.unknown_from(from, nullptr, "items that are not known", kind_of(Made));
    e.step(all.items.size() / 8);
    return e.make_list(Made, all.items, all.open);
  });
}

Value frozen_set(Evaluator& e, const Arguments& given) {
  const Value set = collect<Type::set>(e, given);
  if (!e.stopped() && set->is(Type::set)) e.state.change(set->object).frozen = true;
  return set;
}

Value dict(Evaluator& e, const Arguments& given) {
  const Value made = e.make_dict({});
  if (given.get(0) != nullptr && given.get(0)->is(Type::external))
    return e.unknown_from(nullptr, nullptr, "a mapping", Kind::mapping);
  e.call_method(made, "update", given);
  return e.stopped() ? e.nothing() : made;
}

Value length(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || v->is(Type::none) || v->is_number()) return e.raised("TypeError");
  if (v->is(Type::string))
    return e.values.integer(static_cast<std::int64_t>(count_code_points(v->text)));
  if (v->is(Type::bytes) || v->is(Type::iterator) || v->is(Type::range))
    return e.unknown_from(v, nullptr, "a length", Kind::integer);
  return e.with_items(v, [&](const View& all) -> Value {
    if (!all.known || all.open) return e.unknown_from(v, nullptr, "a length", Kind::integer);
    return e.values.integer(static_cast<std::int64_t>(all.items.size()));
  });
}

template <bool Any>
Value any_all(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  return e.with_items(v, [&](const View& all) -> Value {
    Truth result = Any ? Truth::no : Truth::yes;
    for (Value item : all.items) {
      const Truth next = e.truth(item);
      result = Any ? either(result, next) : both(result, next);
    }
    if (!all.known) result = Truth::unknown;
    if (all.open && result != truth_of(Any)) result = Truth::unknown;
    return e.truth_value(result, v);
  });
}

Value sum(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  const View all = e.view(v);
  if (!all.known || all.open || !all.ordered || given.named.size() > 0)
    return e.unknown_from(v, nullptr, "a sum");
  Value total = given.get(1) == nullptr ? e.values.integer(0) : given.get(1);
  for (Value item : all.items) {
    if (!e.step() || e.stopped()) return e.nothing();
    total = e.binary(Operator::add, total, item);
  }
  return total;
}

template <bool Max>
Value extreme(Evaluator& e, const Arguments& given) {
  std::vector<Value> items = given.positional;
  if (!given.named.empty() || items.empty()) return e.unknown_from(nullptr, nullptr, "an extreme");
  if (items.size() == 1) {
    const View all = e.view(items[0]);
    if (!all.known || all.open) return e.unknown_from(given.positional[0], nullptr, "an extreme");
    items = all.items;
  }
  if (items.empty()) return e.raised("ValueError");
  Value best = items[0];
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (!e.step()) return e.nothing();
    const Value better = e.compare_plain(Max ? Operator::greater : Operator::less, items[i], best);
    if (e.stopped()) return e.nothing();
    if (!better->is(Type::boolean)) return e.unknown_from(better, nullptr, "an extreme");
    if (better->boolean) best = items[i];
  }
  return best;
}

Value sorted(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  const Value reverse = given.named_or_null("reverse");
  const Value key = given.named_or_null("key");
  return e.with_items(v, [&](const View& all) -> Value {
    bool plain = all.known && !all.open && (key == nullptr || key->is(Type::none)) &&
                 (reverse == nullptr || reverse->is(Type::boolean)) && all.items.size() <= 5000;
    bool texts = true;
    bool numbers = true;
    for (Value item : all.items) {
      texts = texts && item->is(Type::string);
      numbers = numbers && (item->is(Type::integer) || item->is(Type::boolean));
    }
    if (!plain || (!texts && !numbers) || !e.step(all.items.size()))
      return e.unknown_from(v, nullptr, "a sorted list", Kind::list);
    std::vector<Value> items = all.items;
    const bool down = reverse != nullptr && reverse->boolean;
    std::stable_sort(items.begin(), items.end(), [&](Value a, Value b) {
      if (down) std::swap(a, b);
      return texts ? a->text < b->text : a->integer < b->integer;
    });
    return e.make_list(Type::list, std::move(items));
  });
}

Value reversed(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  View all = e.view(v);
  if (!all.known || all.open || !all.ordered) return e.unknown_from(v, nullptr, "reversed items");
  std::reverse(all.items.begin(), all.items.end());
  return e.make_list(Type::iterator, all.items);
}

Value range(Evaluator& e, const Arguments& given) {
  Value parts[3] = {e.values.integer(0), nullptr, e.values.integer(1)};
  if (given.positional.empty() || given.positional.size() > 3) return e.raised("TypeError");
  if (given.positional.size() == 1)
    parts[1] = given.positional[0];
  else
    for (std::size_t i = 0; i < given.positional.size(); ++i) parts[i] = given.positional[i];
  std::vector<Value> kept;
  for (Value part : parts) {
    if (part->is(Type::boolean)) part = e.values.integer(part->integer);
    if (!part->is(Type::integer)) return e.unknown_from(part, nullptr, "a range");
    kept.push_back(part);
  }
  if (kept[2]->integer == 0) return e.raised("ValueError");
  return e.values.tuple(Type::range, kept);
}

Value enumerate(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  const Value start = given.get(1, "start");
  if (v == nullptr) return e.raised("TypeError");
  const View all = e.view(v);
  if (!all.known || all.open || !all.ordered || (start != nullptr && !start->is(Type::integer)) ||
      (start != nullptr && (start->integer > (1LL << 60) || start->integer < -(1LL << 60))))
    return e.unknown_from(v, nullptr, "numbered items");
  std::vector<Value> items;
  std::int64_t at = start == nullptr ? 0 : start->integer;
  for (Value item : all.items)
    items.push_back(e.make_list(Type::tuple, {e.values.integer(at++), item}));
  return e.make_list(Type::iterator, std::move(items));
}

Value zip(Evaluator& e, const Arguments& given) {
  std::vector<View> all;
  std::size_t shortest = given.positional.empty() ? 0 : SIZE_MAX;
  for (Value v : given.positional) {
    all.push_back(e.view(v));
    if (!all.back().known || all.back().open || !all.back().ordered || !given.named.empty())
      return e.unknown_from(v, nullptr, "paired items");
    shortest = std::min(shortest, all.back().items.size());
  }
  std::vector<Value> items;
  for (std::size_t i = 0; i < shortest; ++i) {
    std::vector<Value> row;
    for (const View& one : all) row.push_back(one.items[i]);
    items.push_back(e.make_list(Type::tuple, std::move(row)));
  }
  return e.make_list(Type::iterator, std::move(items));
}

Value map(Evaluator& e, const Arguments& given) {
  if (given.positional.size() != 2) return e.call_unknown("map", given);
  const View all = e.view(given.positional[1]);
  if (!all.known || all.open || !all.ordered) {
    e.lose(given.positional[0], Reason::call, "used by map");
    return e.unknown_from(given.positional[1], nullptr, "mapped items");
  }
  Repetition repetition(e);
  std::vector<Value> items;
  for (Value item : all.items) {
    if (!e.step(2) || e.stopped()) break;
    items.push_back(e.call(given.positional[0], Arguments{{item}, {}, false, given.span}));
  }
  if (e.stopped()) {
    if (!repetition.outermost) return e.nothing();
    repetition.end();
    if (e.stopped()) return e.nothing();
    e.lose(given.positional[0], Reason::budget, "used by map");
    return e.over_budget("too many calls to follow");
  }
  return e.make_list(Type::iterator, std::move(items));
}

Value filter(Evaluator& e, const Arguments& given) {
  if (given.positional.size() != 2) return e.call_unknown("filter", given);
  const View all = e.view(given.positional[1]);
  std::vector<Value> items;
  bool sure = all.known && !all.open && all.ordered;
  for (Value item : all.items) {
    if (!sure || e.stopped()) break;
    const Value test = given.positional[0]->is(Type::none)
                           ? item
                           : e.call(given.positional[0], Arguments{{item}, {}, false, given.span});
    if (e.stopped()) return e.nothing();
    const Truth keep = e.truth(test);
    sure = keep != Truth::unknown;
    if (keep == Truth::yes) items.push_back(item);
  }
  if (!sure) {
    e.lose(given.positional[0], Reason::call, "used by filter");
    return e.unknown_from(given.positional[1], nullptr, "filtered items");
  }
  return e.make_list(Type::iterator, std::move(items));
}

Value is_instance(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  const Value type = given.get(1);
  if (v == nullptr || type == nullptr) return e.raised("TypeError");
  std::vector<Value> types{type};
  if (type->is(Type::tuple)) types.assign(type->items.begin(), type->items.end());
  Truth any = Truth::no;
  const Kind kind = known_kind(v);
  for (Value one : types) {
    Truth is = Truth::unknown;
    if (one->is(Type::external) && kind != Kind::unknown && kind != Kind::path) {
      const std::string_view name = one->text;
      if (name == "str") is = truth_of(kind == Kind::string);
      if (name == "bool") is = truth_of(kind == Kind::boolean);
      if (name == "int") is = truth_of(kind == Kind::integer || kind == Kind::boolean);
      if (name == "float") is = truth_of(kind == Kind::real);
      if (name == "list") is = truth_of(kind == Kind::list);
      if (name == "tuple") is = truth_of(kind == Kind::tuple);
      if (name == "dict") is = truth_of(kind == Kind::mapping);
      if (name == "bytes") is = truth_of(kind == Kind::bytes);
      // A known kind of an unknown mapping or list may be that of a subclass: still an instance.
    }
    any = either(any, is);
  }
  return e.truth_value(any, v);
}

Value get_attribute(Evaluator& e, const Arguments& given) {
  const Value object = given.get(0);
  const Value name = given.get(1);
  const Value fallback = given.get(2);
  if (object == nullptr || name == nullptr) return e.raised("TypeError");
  if (name->is(Type::string) && object->is(Type::module)) {
    Scope* before = e.scope;
    const Value value = e.module_attribute(object, name->text, e.here);
    e.scope = before;
    if (e.stopped()) return e.nothing();
    if (value == nullptr && fallback != nullptr) return fallback;
    if (value != nullptr && fallback == nullptr) return value;
    if (value != nullptr && !value->is(Type::unknown)) return value;
  }
  const Value unknown = e.unknown(Reason::unresolved, "an attribute that is not known");
  if (fallback == nullptr) {
    e.may_raise();
    return unknown;
  }
  return e.join_values({{{}, fallback}, {{}, unknown}});
}

Value absolute(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  if (v->is(Type::real)) return e.values.real(std::fabs(v->real));
  if ((v->is(Type::integer) || v->is(Type::boolean)) && v->integer != INT64_MIN)
    return e.values.integer(v->integer < 0 ? -v->integer : v->integer);
  return e.unknown_from(v, nullptr, "a number");
}

Value representation(Evaluator& e, const Arguments& given) {
  std::string text;
  if (given.get(0) == nullptr) return e.raised("TypeError");
  if (!to_repr(e, given.get(0), text))
    return e.unknown_from(given.get(0), nullptr, "text", Kind::string);
  return e.new_string(std::move(text), given.get(0));
}

Value nothing_happens(Evaluator& e, const Arguments&) { return e.values.none(); }

Value rewrites_names(Evaluator& e, const Arguments& given) {
  for (Value one : given.positional) e.lose(one, Reason::dynamic, "given to dynamic code");
  e.may_raise();
  e.remark(given.span, "code that is made at run time; every name may have been rewritten");
  e.lose_everything("dynamic code may have rewritten it");
  return e.unknown(Reason::dynamic, "the result of dynamic code");
}

Value names_of_module(Evaluator& e, const Arguments& given) {
  if (!given.positional.empty() || e.scope->kind != Scope::Kind::module)
    return rewrites_names(e, given);
  return e.values.borrowed(Type::external, "globals()");
}

Value globals(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, "globals()");
}

Value update_names(Evaluator& e, const Arguments& given) {
  const Value from = given.get(0);
  if (from != nullptr) {
    const View keys = e.view(from);
    if (!from->is(Type::dict) || !keys.known || keys.open) return rewrites_names(e, given);
    for (Value key : keys.items) {
      const Value value = e.narrow(e.dict_find(e.state.object(from->object), key)->value);
      if (key->is(Type::string)) e.store_in(e.module_scope(), e.keep(key->text), value);
    }
  }
  for (const auto& [name, value] : given.named) e.store_in(e.module_scope(), name, value);
  return e.values.none();
}

Value name_or(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  const Value fallback = given.get(1) == nullptr ? e.values.none() : given.get(1);
  if (name != nullptr && name->is(Type::string)) {
    const Value value = e.narrow(e.lookup(name_key(e.module_scope().id, e.intern(name->text))));
    if (value == nullptr && !e.module_scope().open) return fallback;
    if (value != nullptr && !value->is(Type::unknown)) return value;
  }
  return e.unknown(Reason::unresolved, "a name that is not known");
}

Value open_file(Evaluator& e, const Arguments&) {
  e.may_raise("OSError");
  Data* data = e.values.copy(e.unknown(Reason::file_content, "a file's content"));
  data->text = "file";
  return data;
}

Value leaves(Evaluator& e, const Arguments&) { return e.raised("SystemExit"); }

}  // namespace

Value to_boolean(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.boolean(false);
  const Truth truth = e.truth(v);
  Value result = truth == Truth::unknown
                     ? e.unknown_from(v, nullptr, "a truth value", Kind::boolean)
                     : e.values.boolean(truth == Truth::yes);
  return v->has(Trait::env_text) ? e.values.with_trait(result, Trait::env_text) : result;
}

Value to_integer(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.integer(0);
  switch (v->type) {
    case Type::boolean:
    case Type::integer:
      return e.values.integer(v->integer);
    case Type::string:
      return number_of_text(e, v);
    case Type::real:
      if (v->real > -9e15 && v->real < 9e15)
        return e.values.integer(static_cast<std::int64_t>(v->real));
      if (std::isnan(v->real)) return e.raised("ValueError");
      if (std::isinf(v->real)) return e.raised("OverflowError");
      return e.over_budget("an integer beyond 64 bits", Kind::integer);
    case Type::unknown:
      e.may_raise("ValueError");
      return e.unknown_from(v, nullptr, "a number", Kind::integer);
    case Type::external:
    case Type::bytes:
      return e.unknown_from(v, nullptr, "a number");
    default:
      return e.raised("TypeError");
  }
}

Value to_real(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.real(0);
  switch (v->type) {
    case Type::real:
      return v;
    case Type::boolean:
    case Type::integer:
      if (v->integer > (1LL << 53) || v->integer < -(1LL << 53)) break;
      return e.values.real(static_cast<double>(v->integer));
    case Type::string: {
      std::string text;
      if (!is_ascii(v->text)) break;
      if (!plain_number(spaces_off(v->text), text) || text.empty()) return e.raised("ValueError");
      const std::string word = lowered(text[0] == '-' || text[0] == '+' ? text.substr(1) : text);
      const bool special = word == "inf" || word == "infinity" || word == "nan";
      if (!special && text.find_first_not_of("0123456789+-.eE") != std::string::npos)
        return e.raised("ValueError");
      char* end = nullptr;
      const double value = std::strtod(text.c_str(), &end);
      if (end != text.c_str() + text.size()) return e.raised("ValueError");
      return e.values.real(value);
    }
    case Type::none:
    case Type::list:
    case Type::dict:
    case Type::tuple:
      return e.raised("TypeError");
    default:
      break;
  }
  e.may_raise("ValueError");
  return e.unknown_from(v, nullptr, "a number", Kind::real);
}

Value to_string(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.string("");
  if (v->is(Type::string)) return v;
  if (v->is(Type::path)) return path_of(e, v->text, false);
  if (v->is(Type::unknown) && v->unknown->type == Kind::string) return v;
  std::string text;
  if (!to_text(e, v, text)) return e.unknown_from(v, nullptr, "text", Kind::string);
  return e.new_string(std::move(text), v);
}

const BuiltinTable& core_builtins() {
  static const BuiltinTable table = {
      {"bool", cast_call<to_boolean>},
      {"int", cast_call<to_integer>},
      {"float", cast_call<to_real>},
      {"str", cast_call<to_string>},
      {"list", collect<Type::list>},
      {"tuple", collect<Type::tuple>},
      {"set", collect<Type::set>},
      {"frozenset", frozen_set},
      {"dict", dict},
      {"len", length},
      {"any", any_all<true>},
      {"all", any_all<false>},
      {"sum", sum},
      {"max", extreme<true>},
      {"min", extreme<false>},
      {"sorted", sorted},
      {"reversed", reversed},
      {"range", range},
      {"enumerate", enumerate},
      {"zip", zip},
      {"map", map},
      {"filter", filter},
      {"isinstance", is_instance},
      {"getattr", get_attribute},
      {"abs", absolute},
      {"repr", representation},
      {"print", nothing_happens},
      {"globals", globals},
      {"locals", names_of_module},
      {"vars", names_of_module},
      {"globals().update", update_names},
      {"globals().get", name_or},
      {"exec", rewrites_names},
      {"eval", rewrites_names},
      {"compile", open_file},
      {"execfile", rewrites_names},
      {"open", open_file},
      {"exit", leaves},
      {"quit", leaves},
      {"sys.exit", leaves},
      {"dynaconf.DjangoDynaconf", rewrites_names},
      {"split_settings.tools.include", rewrites_names},
  };
  return table;
}

}  // namespace djaz::python::eval
