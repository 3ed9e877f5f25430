// How many terminal cells text takes, so that carets stand under what they mean. A terminal decides
// for itself in the end; this follows East Asian Width for the ranges that matter.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz {

std::size_t display_width(char32_t code_point);
std::size_t display_width(std::string_view text);

}  // namespace djaz
