// Which distributions serve development only: pytest, black, django-debug-toolbar, … The names are
// data (rules/data/dev_tools.toml); what is sometimes needed at run time is not among them.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace djaz {

// The category of a tool ("test", "lint", "debug", …), or empty for everything else. `name` is in
// canonical form; `data` is the root of the data file. The view lives as long as the data.
std::string_view dev_tool_category(std::string_view name, const Node& data);

}  // namespace djaz
