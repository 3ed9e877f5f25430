// Whether what a rule selects can be there at all, told from the text of its paths: where it
// cannot, the rule has nothing to say and need not even be compiled.
#pragma once

#include <string_view>

#include "tree/node.h"

namespace djaz {

// The branch of a deployment that a path starts in: `settings`, `azure`.
std::string_view branch_of(std::string_view path);

// False only when the path leads to no place in this deployment. A path without a wildcard always
// leads to one, if only to say that nothing stands there.
bool may_lead_somewhere(std::string_view path, const Node& deployment);

}  // namespace djaz
