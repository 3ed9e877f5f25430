// Whether every logical line begins a statement. tree-sitter-python lets a line end wherever it
// finds the next token of use (`a =` with its value in the line below); CPython does not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "python/parse.h"
#include "python/tree.h"

namespace djaz::python {

// The cursor is on the root of a tree without errors, and back on it afterwards. `plain` is what
// was parsed; `lines` are the offsets where CPython sees a line begin.
void check_line_starts(Cursor& cursor, std::string_view plain, std::span<const std::uint32_t> lines,
                       Module& module);

}  // namespace djaz::python
