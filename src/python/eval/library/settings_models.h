// The settings classes of pydantic (BaseSettings): what a field's annotation makes of a variable's
// text, and what the class says of where variables come from. What is not modelled makes the field
// unknown, never the default.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

// Of a base, by its qualified name.
SettingsModel settings_model(std::string_view base);

// What `Field(…)` says; its parts in the tuple that it is made with.
inline constexpr std::string_view kField = "pydantic.Field()";
enum FieldPart : std::size_t { kDefault, kFactory, kAlias, kEnv };
// Stands for a part that is not given, and for one that is not understood.
inline constexpr std::string_view kNotGiven = "pydantic.NotGiven";
inline constexpr std::string_view kNotKnown = "pydantic.NotKnown";

// A field as the class writes it.
struct SettingsField {
  std::string_view name;
  const Expression* annotation = nullptr;
  Span span;
  bool changed = false;  // by a function that is not followed
};

// The fields that validators are for.
struct Validated {
  std::vector<std::string_view> names;
  bool all = false;
};

// The fields of one class of the order. False where some cannot be said.
bool add_fields(const Class& statement, SettingsModel model, std::vector<SettingsField>& fields,
                Validated& changed);

// An annotation, as far as it is understood.
struct FieldType {
  enum class Kind : std::uint8_t {
    unknown,
    any,
    text,
    boolean,
    integer,
    real,
    path,
    secret,
    list,
    tuple,
    set,
    dict
  } kind = Kind::unknown;
  bool optional = false;
  // What a collection holds: texts; something that is checked and changed; else anything.
  bool of_text = false;
  bool of_others = false;
  // What `Literal[…]` lists, all of them texts.
  const Expression* choices = nullptr;
};
FieldType field_type(const Expression* annotation);
FieldType type_of_default(Value value);

// What the text of a variable becomes.
Value field_from_text(Evaluator& e, FieldType type, Value text);
// What a default becomes, or a value that a call gives.
Value field_from_value(Evaluator& e, FieldType type, Value value, SettingsModel model);

}  // namespace djaz::python::eval
