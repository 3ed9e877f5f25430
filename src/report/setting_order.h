// The order in which settings are shown: what decides about security first, and the rest as it
// stands.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz {

// Where a setting that decides about security stands among them, or npos.
std::size_t security_rank(std::string_view name);

}  // namespace djaz
