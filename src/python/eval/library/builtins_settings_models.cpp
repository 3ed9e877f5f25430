// What a settings class of pydantic is written with: Field(), SettingsConfigDict(), SecretStr().
#include "python/eval/library/settings_models.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

Value not_given(Evaluator& e) { return e.values.borrowed(Type::external, kNotGiven); }
Value not_understood(Evaluator& e) { return e.values.borrowed(Type::external, kNotKnown); }

// Names of variables: a text, or several.
Value names_part(Evaluator& e, Value value) {
  if (value == nullptr || value->is(Type::none)) return not_given(e);
  const bool known = value->is(Type::string) || value->is(Type::list) || value->is(Type::tuple);
  return known ? value : not_understood(e);
}

Value make_field(Evaluator& e, const Arguments& given) {
  if (given.positional.size() > 1) {
    e.may_raise("TypeError");
    return e.unknown(Reason::call, "a field of a settings class");
  }
  const Value fallback = given.get(0, "default");
  const Value factory = given.named_or_null("default_factory");
  Value alias = given.named_or_null("validation_alias");
  if (alias == nullptr) alias = given.named_or_null("alias");
  Data* data = e.values.copy(e.values.borrowed(Type::external, kField));
  data->self = e.values.tuple(
      Type::tuple, {fallback == nullptr ? not_given(e) : fallback,
                    factory == nullptr || factory->is(Type::none) ? not_given(e) : factory,
                    names_part(e, alias), names_part(e, given.named_or_null("env"))});
  data->span = given.span;
  return data;
}

Value alias_choices(Evaluator& e, const Arguments& given) {
  return e.values.tuple(Type::tuple, given.positional);
}

Value config_dict(Evaluator& e, const Arguments& given) { return find_builtin("dict")(e, given); }

Value secret_text(Evaluator& e, const Arguments&) {
  return e.self() == nullptr ? e.unknown(Reason::call, "a secret", djaz::Kind::string) : e.self();
}

Value make_secret(Evaluator& e, const Arguments& given) {
  const Value text = given.get(0, "secret_value");
  if (text == nullptr) return e.raised("TypeError");
  Data* data = e.values.copy(e.values.borrowed(Type::external, "pydantic.SecretStr()"));
  data->self = text;
  return data;
}

Value type_cast(Evaluator& e, const Arguments& given) {
  const Value value = given.get(1, "val");
  return value == nullptr ? e.raised("TypeError") : value;
}

}  // namespace

const BuiltinTable& settings_model_builtins() {
  static const BuiltinTable table = {
      {"pydantic.Field", make_field},
      {"pydantic.fields.Field", make_field},
      {"pydantic.v1.Field", make_field},
      {"pydantic.AliasChoices", alias_choices},
      {"pydantic_settings.SettingsConfigDict", config_dict},
      {"pydantic.ConfigDict", config_dict},
      {"pydantic.SecretStr", make_secret},
      {"pydantic.types.SecretStr", make_secret},
      {"pydantic.SecretStr().get_secret_value", secret_text},
      {"typing.cast", type_cast},
  };
  return table;
}

}  // namespace djaz::python::eval
