// os.environ: looked up, copied and written; and strtobool, which reads what stands in it.
#include <algorithm>
#include <array>

#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

Value get(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "key");
  const Value fallback = given.get(1, "default");
  if (name == nullptr) return e.raised("TypeError");
  return e.read_variable(name, fallback == nullptr ? e.values.none() : fallback,
                         fallback != nullptr, given.span);
}

Value set_default(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  const Value value = given.get(1);
  if (name == nullptr || value == nullptr) return e.raised("TypeError");
  e.write_variable(name, value, given.span, true);
  if (!name->is(Type::string)) return e.unknown(Reason::environment, "a variable", Kind::string);
  return e.variable(name->text);
}

Value pop(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  if (name == nullptr) return e.raised("TypeError");
  const Value value = given.get(1) == nullptr
                          ? e.required_variable(name, given.span)
                          : e.read_variable(name, given.get(1), true, given.span);
  if (!e.stopped()) e.remove_variable(name);
  return value;
}

Value update(Evaluator& e, const Arguments& given) {
  if (given.get(0) != nullptr) {
    const Value from = given.get(0);
    const Evaluator::View keys = e.view(from);
    if (!from->is(Type::dict) || !keys.known || keys.open) {
      e.write_variable(e.unknown(Reason::environment, "a name"), from, given.span, false);
    } else {
      for (Value key : keys.items)
        e.write_variable(key, e.narrow(e.dict_find(e.state.object(from->object), key)->value),
                         given.span, false);
    }
  }
  for (const auto& [name, value] : given.named)
    e.write_variable(e.values.borrowed(Type::string, name), value, given.span, false);
  return e.values.none();
}

Value all_variables(Evaluator& e, const Arguments&) {
  return e.unknown(Reason::environment, "all environment variables");
}

// A dict with what the variables were then. A variable that the program has written since, or that
// was written in the copy, is not looked for in it.
Value copy_of_variables(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, kEnvironmentCopy);
}

Value get_copied(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "key");
  if (name != nullptr && name->is(Type::string) && !e.variable_written(name->text))
    return get(e, given);
  e.may_raise();
  return e.unknown(Reason::environment, "a variable that may have been written");
}

Value change_copied(Evaluator& e, const Arguments&) {
  e.lose_variable({});
  e.may_raise();
  return e.unknown(Reason::environment, "a copy of the variables that is written");
}

// As good as the mapping itself to look for a name in.
Value names_of_variables(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, "os.environ");
}

Value strtobool(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  return text_as_boolean(e, v, "integer");
}

}  // namespace

Value text_as_boolean(Evaluator& e, Value v, std::string_view result) {
  const bool integer = result == "integer";
  if (v->is(Type::boolean) || v->is(Type::none) || v->is(Type::integer)) {
    if (integer) return e.raised("AttributeError");
    if (v->is(Type::none)) return e.raised("ValueError");
    if (v->is(Type::integer) && v->integer != 0 && v->integer != 1) return e.raised("ValueError");
    return e.values.boolean(v->integer != 0);
  }
  if (!v->is(Type::string)) {
    e.may_raise("ValueError");
    return cast_text(
        e, e.unknown_from(v, nullptr, "a boolean", integer ? Kind::integer : Kind::boolean));
  }
  const std::string text = lowered(v->text);
  if (!integer && text.empty()) return e.values.boolean(false);
  if (one_of(text, kTrueWords)) return integer ? e.values.integer(1) : e.values.boolean(true);
  if (one_of(text, kFalseWords)) return integer ? e.values.integer(0) : e.values.boolean(false);
  return e.raised("ValueError");
}

const BuiltinTable& environment_builtins() {
  static const BuiltinTable table = {
      {"os.environ.get", get},
      {"os.getenv", get},
      {"os.environ.setdefault", set_default},
      {"os.environ.pop", pop},
      {"os.environ.update", update},
      {"os.environ.items", all_variables},
      {"os.environ.keys", names_of_variables},
      {"os.environ.values", all_variables},
      {"os.environ.copy", copy_of_variables},
      {"os.environ.copy().get", get_copied},
      {"os.environ.copy().copy", copy_of_variables},
      {"os.environ.copy().items", all_variables},
      {"os.environ.copy().keys", all_variables},
      {"os.environ.copy().values", all_variables},
      {"os.environ.copy().setdefault", change_copied},
      {"os.environ.copy().update", change_copied},
      {"os.environ.copy().pop", change_copied},
      {"os.environ.copy().popitem", change_copied},
      {"os.environ.copy().clear", change_copied},
      {"distutils.util.strtobool", strtobool},
      {"setuptools.distutils.util.strtobool", strtobool},
      {"setuptools._distutils.util.strtobool", strtobool},
  };
  return table;
}

}  // namespace djaz::python::eval
