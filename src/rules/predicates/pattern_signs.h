// What those who read a regular expression off its text know of its signs.
#pragma once

#include <string_view>

namespace djaz {

// Behind a backslash each of these stands for itself.
inline constexpr std::string_view kEscapable = ".-/:\\\"'()[]{}*+?|^$ ";

}  // namespace djaz
