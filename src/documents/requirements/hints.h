// Words about why pip refuses a requirement and how to mend it. Never a slice of the text itself.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz::requirements {

inline constexpr std::string_view kTabBeforeOption =
    "a tab stands before the option: pip splits at spaces only, so write a space";

// The text begins with something that is no name.
std::string_view explain_start(std::string_view rest);
// What stands from `at` on cannot follow; the name ended at `name_end`.
std::string_view explain_rest(std::string_view text, std::size_t at, std::size_t name_end,
                              bool has_specifier);

}  // namespace djaz::requirements
