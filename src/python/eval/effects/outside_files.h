// Files that are read while settings are made and are not in the project: what they hold may set
// any name where the site runs, as a local_settings module may. A value that comes from one says so
// in its detail, and what is made of it keeps that.
#pragma once

#include <string>
#include <string_view>

#include "python/eval/values/value.h"

namespace djaz::python::eval {

class Evaluator;

// What open() of a path gives, or its content: it says where it comes from, if not the project.
Value content_of(Evaluator& e, Value path, Kind type);

// The file that the value comes from, as people would name it; empty where it may be the project's.
std::string_view outside_file(Value value);

// Text that such a file holds was run, or its entries became names: what is written stands, and
// the file may set more.
void overridden_by(Evaluator& e, std::string_view file, Span where);

}  // namespace djaz::python::eval
