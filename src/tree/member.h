// A member of a mapping, for readers of documents that may be of any form: null where there is no
// mapping, or nothing of the name.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace djaz {

inline const Node* member(const Node* node, std::string_view name) {
  const Entry* entry =
      node == nullptr || !node->is(Kind::mapping) ? nullptr : find_entry(*node, name);
  return entry == nullptr ? nullptr : entry->value;
}

}  // namespace djaz
