// Texts that stand where an export does not show the value: what a depth limit left of an object,
// an expression that nobody evaluated. They become unknowns, never facts.
#pragma once

#include <string_view>

#include "tree/builder.h"

namespace djaz::azure {

// What a text hides, or null when it is a value. The answer must outlive every node.
using Hides = const Unknown* (*)(std::string_view text);

// The tree with each text that hides something made unknown; the same nodes where there is none.
const Node* with_hidden(const Builder& builder, const Node& node, Hides hides, int depth = 0);

}  // namespace djaz::azure
