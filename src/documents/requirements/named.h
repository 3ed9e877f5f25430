// The heart of a requirement: `name[extra] >=1,<2` or `name @ url`.
#pragma once

#include <string_view>

#include "documents/requirements/grammar.h"

namespace djaz::requirements {

// Reads the range of the text, which holds no marker, into `out`; ranges are of the whole text.
bool read_named(std::string_view text, Range range, Requirement& out, Mistake& mistake);

}  // namespace djaz::requirements
