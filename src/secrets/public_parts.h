// What of a connection string everybody may see: the names in it, and what stands under those that
// hold no secret. A run of six bytes out of `AccountName=` is found in any text about storage.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace djaz {

// Begin and end of each part, in order. Empty for text that is no connection string.
std::vector<std::pair<std::size_t, std::size_t>> public_parts(std::string_view value);

}  // namespace djaz
