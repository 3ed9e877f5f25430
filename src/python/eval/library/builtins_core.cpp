// Python's own functions of one value, and the casts as functions.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "python/eval/effects/outside_files.h"
#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

template <Value (*Cast)(Evaluator&, Value)>
Value cast_call(Evaluator& e, const Arguments& given) {
  if (given.count() == 0) return Cast(e, nullptr);
  if (given.count() != 1 || given.positional.empty())
    return e.unknown_from(given.get(0), nullptr, "a conversion");
  return Cast(e, given.positional[0]);
}

Value integer_call(Evaluator& e, const Arguments& given) {
  const Value base = given.get(1, "base");
  const Value v = given.get(0);
  if (base == nullptr || v == nullptr || given.count() != 2) return cast_call<to_integer>(e, given);
  // What is written with a sign, a mark of its base or an underscore is left alone.
  const bool plain = v->is(Type::string) && base->is(Type::integer) && base->integer >= 2 &&
                     base->integer <= 36 && !v->text.empty() && v->text.size() < 12 &&
                     std::all_of(v->text.begin(), v->text.end(), is_alnum);
  std::int64_t value = 0;
  if (!plain) return e.unknown_from(v, base, "a number", Kind::integer);
  const auto [end, error] = std::from_chars(v->text.data(), v->text.data() + v->text.size(), value,
                                            static_cast<int>(base->integer));
  const bool whole = error == std::errc() && end == v->text.data() + v->text.size();
  if (!whole) return e.unknown_from(v, base, "a number", Kind::integer);
  return e.values.integer(value);
}

Value string_call(Evaluator& e, const Arguments& given) {
  if (given.count() != 2 || given.positional.size() != 2 || !given.positional[0]->is(Type::bytes))
    return cast_call<to_string>(e, given);
  return e.call_method(given.positional[0], "decode",
                       Arguments{{given.positional[1]}, {}, false, given.span});
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
    if (one->is(Type::klass) && v->is(Type::instance) && v->items.empty()) {
      const ClassInfo* info = e.class_of(v->self);
      const auto among = [one](Value base) { return base->object == one->object; };
      if (info != nullptr)
        is = truth_of(std::any_of(info->order.begin(), info->order.end(), among));
    }
    // What is translated late is an object of its own, whatever it is shown as.
    if (one->is(Type::external) && v->has(Trait::lazy)) {
      if (one->text == "str" || one->text == "bytes" || one->text == "list") is = Truth::no;
      any = either(any, is);
      continue;
    }
    // What an attribute gives is no property any more.
    if (one->is(Type::external) && one->text == "property") is = Truth::no;
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

Value open_file(Evaluator& e, const Arguments& given) {
  e.may_raise("OSError");
  Data* data = e.values.copy(content_of(e, given.get(0, "file"), Kind::unknown));
  data->text = "file";
  return data;
}

Value compiled(Evaluator& e, const Arguments& given) {
  e.may_raise();
  return outside_file(given.get(0)).empty() ? e.unknown(Reason::file_content, "a file's content")
                                            : e.unknown_from(given.get(0), nullptr, "code");
}

Value leaves(Evaluator& e, const Arguments&) { return e.raised("SystemExit"); }

}  // namespace

const BuiltinTable& core_builtins() {
  static const BuiltinTable table = {
      {"bool", cast_call<to_boolean>},
      {"int", integer_call},
      {"float", cast_call<to_real>},
      {"str", string_call},
      {"isinstance", is_instance},
      {"abs", absolute},
      {"repr", representation},
      {"print", nothing_happens},
      {"compile", compiled},
      {"open", open_file},
      {"io.open", open_file},
      {"codecs.open", open_file},
      {"exit", leaves},
      {"quit", leaves},
      {"sys.exit", leaves},
  };
  return table;
}

}  // namespace djaz::python::eval
