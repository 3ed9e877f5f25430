// What the methods of text share. A result keeps the traits of the text that it was made from.
#pragma once

#include <string>

#include "python/eval/library/tables.h"

namespace djaz::python::eval {

bool known_text(Value v);
Value text_like(Evaluator& e, Value self, std::string text);
Value unknown_text_like(Evaluator& e, Value self);
Value unknown_kind(Evaluator& e, Value self, Kind kind);

// split, partition, join and their kin; part of string_methods().
const MethodTable& splitting_methods();

}  // namespace djaz::python::eval
