// The result of urllib.parse.urlparse(): an external that was made with the URL.
#pragma once

#include <string_view>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

inline constexpr std::string_view kParsedUrl = "urllib.parse.urlparse()";

// What an attribute of it is worth; null for those that are not modelled.
Value part_of_url(Evaluator& e, Value url, std::string_view name);

}  // namespace djaz::python::eval
