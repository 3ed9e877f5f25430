// Days as people write them: YYYY-MM-DD. Dates of that form compare as texts do.
#pragma once

#include <string_view>

namespace djaz {

// A day that exists.
bool is_date(std::string_view text);

}  // namespace djaz
