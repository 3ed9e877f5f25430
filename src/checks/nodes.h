// What checks ask of a tree again and again: the value under a key, a text, the day of the run.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace djaz {

// The value under a key; null where there is none, also of null.
const Node* below(const Node* mapping, std::string_view key);

// A text or a path under a key; empty where there is none or it is not known.
std::string_view text_under(const Node& mapping, std::string_view key);

// The day that dates are compared with: what the run was told, else the day of the table.
std::string_view day_of(const Node& project, const Node& table);

}  // namespace djaz
