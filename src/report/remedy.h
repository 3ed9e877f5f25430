// The commands that a rule's advice holds: what stands in backticks and begins with `az`.
#pragma once

#include <string_view>
#include <vector>

namespace djaz {

std::vector<std::string_view> commands_in(std::string_view advice);

}  // namespace djaz
