// The version of djaz, as CMakeLists.txt gives it.
#pragma once

#include <string_view>

namespace djaz {

std::string_view version();

}  // namespace djaz
