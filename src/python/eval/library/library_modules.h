// Which modules Python itself brings along: an import of one of them does not fail.
#pragma once

#include <string>
#include <string_view>

namespace djaz::python::eval {

// "os" of "os.path".
std::string top_of(const std::string& module);
bool is_standard_module(std::string_view top);

}  // namespace djaz::python::eval
