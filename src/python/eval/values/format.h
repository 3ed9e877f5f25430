// Values as text, as CPython writes them: str(), repr(), f-strings, `%` and str.format. What is not
// known of a value leaves a gap in the text; what stands before and after the gap is kept.
#pragma once

#include <string>
#include <string_view>

#include "python/eval/values/value.h"

namespace djaz::python::eval {

class Evaluator;
struct Arguments;

// Text of which some parts are unknown: keeps the known start and end.
struct TextParts {
  std::string text;
  bool exact = true;
  std::string prefix;
  std::string suffix;
  bool not_empty = false;
  Value first_unknown = nullptr;
  // A path below the project's root that the text begins with.
  Value root = nullptr;
  std::uint8_t traits = 0;
  void add(std::string_view known);
  void add_path(Evaluator& e, Value path);
  void add_unknown(Value value);
  Value build(Evaluator& e) const;
};

// Text of values, as CPython writes it. False: not known.
bool to_text(Evaluator& e, Value value, std::string& out);
bool to_repr(Evaluator& e, Value value, std::string& out, int depth = 0);
std::string real_text(double value);
bool is_ascii(std::string_view text);
// One value under a format specification; false: not known.
bool format_value(Evaluator& e, Value value, std::string_view specification, std::string& out);
// Adds one field: a value with its conversion and specification.
void add_field(Evaluator& e, TextParts& parts, Value value, char conversion,
               std::string_view specification);
Value format_percent(Evaluator& e, Value pattern, Value arguments);
Value format_braces(Evaluator& e, Value pattern, const Arguments& given);

}  // namespace djaz::python::eval
