// A script as the nodes of its commands: which program each starts, behind wrappers and Python's
// `-m`; which application, with which options and variables.
#pragma once

#include <vector>

#include "documents/startup/words.h"
#include "syntax/shell_words.h"

namespace djaz::startup {

// In the order of the script. The texts of `bash -c` are read in their place; what their reading
// meets is added to `problems`.
std::vector<const Node*> command_nodes(const Words& words, const ShellScript& script,
                                       std::vector<ShellProblem>& problems);

}  // namespace djaz::startup
