// Whether a text stands where a value will be: `changeme`, `<your key>`, `xxx`.
#pragma once

#include <string_view>

namespace djaz {

bool is_placeholder(std::string_view text);

}  // namespace djaz
