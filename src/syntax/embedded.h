// The facts inside the executable: every file under rules/, parsed when djaz was built.
// A file is decoded at the first question; its nodes live as long as the process and have no spans.
#pragma once

#include <string_view>
#include <vector>

#include "tree/node.h"

namespace djaz {

// The root mapping of "rules/data/dev_tools.toml", or null when there is no such file.
const Node* embedded(std::string_view path);

// All of them, sorted.
std::vector<std::string_view> embedded_paths();

}  // namespace djaz
