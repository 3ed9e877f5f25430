// What the methods of all collections share.
#pragma once

#include <string_view>

#include "python/eval/library/tables.h"

namespace djaz::python::eval {

// Nothing is known of the collection any more, nor of what the method gives.
Value give_up(Evaluator& e, Value self, std::string_view detail);
// The value as a collection keeps it: iterators are used up in ways that are not followed.
Value kept(Evaluator& e, Value value);
Value clear(Evaluator& e, Value self, const Arguments& given);
Value copy(Evaluator& e, Value self, const Arguments& given);

}  // namespace djaz::python::eval
