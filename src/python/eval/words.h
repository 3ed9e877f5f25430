// What conditions say to people. The words are never looked at to decide anything.
#pragma once

#include <string>
#include <string_view>

#include "python/eval/conditions.h"
#include "python/eval/values/value.h"

namespace djaz::python::eval {

// The one variable whose text the value is, as it is or as a method of text leaves it; or empty.
std::string_view variable_behind(Value value);

// "`X` is unset or is 'yes'", and "`X` is set and is not 'yes'" of the other side, where the words
// are about the variable that is unset under the condition.
void add_unset(const Conditions& conditions, const Condition& unset, std::string& with,
               std::string& without);

}  // namespace djaz::python::eval
