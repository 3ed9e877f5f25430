// The directories of django-environ, `environ.Path(__file__) - 2`: an external that was made with a
// path. Called with names it is text again, so what it was made with is what it is worth.
#pragma once

#include <string_view>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

inline constexpr std::string_view kEnvironPath = "environ.Path()";

// The path that such a directory stands for; any other value as it is.
inline Value behind_environ_path(Value v) {
  return v != nullptr && v->is(Type::external) && v->text == kEnvironPath ? v->self : v;
}

// What `+` and `-` make of one; null where it is none, or the operation is not modelled.
Value environ_path_operation(Evaluator& e, Operator op, Value a, Value b);

}  // namespace djaz::python::eval
