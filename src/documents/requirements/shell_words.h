// Words as Python's shlex.split makes them: quotes and backslashes are taken out, and each byte of
// a word still knows its place.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/passage.h"

namespace djaz::requirements {

// False when a quote is not closed or a backslash escapes nothing; `problem` and `at` then say so.
bool split_shell_words(const Passage& text, std::vector<Passage>& words, std::string_view& problem,
                       std::size_t& at);

}  // namespace djaz::requirements
