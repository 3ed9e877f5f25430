// What is said of statements that only Python 2 can read.
// The one fact: a print statement sets nothing, so a module that has some is known all the same.
#pragma once

#include <string_view>

namespace djaz::python {

inline constexpr std::string_view kPrintStatement = "a print statement of Python 2";

}  // namespace djaz::python
