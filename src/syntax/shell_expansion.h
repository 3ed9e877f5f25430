// How far an expansion reaches: the shell's nesting of quotes, braces and parentheses, without
// looking at what stands inside.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz {

enum class ExpansionEnd : unsigned char { found, open, too_deep };

// `at` is the `$` or the backtick; afterwards one past the end. A `$` that begins no expansion is
// left where it is: nothing was found, and `at` is unchanged.
ExpansionEnd skip_expansion(std::string_view text, std::size_t& at);

// The name of `$NAME` and `${NAME}`; empty for everything else.
std::string_view expansion_name(std::string_view expansion);

}  // namespace djaz
