// Which of the ways a value may turn out is the one of a site on which nobody set a variable? Where
// DEBUG is on in the same way, DEBUG is the fault, and what follows from it is none of its own.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace djaz {

// The condition says of variables that they are missing, and nothing else.
bool for_want_of_variables(std::string_view condition);

// DEBUG is on where a part of the condition holds.
bool with_debug(std::string_view condition, const Node& deployment);

}  // namespace djaz
