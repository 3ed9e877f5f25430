// Requirements that one installation meets twice, and the constraints on them. What their versions
// have to do with one another is for the rules.
#pragma once

#include <vector>

#include "documents/requirements/deployment_files.h"
#include "tree/builder.h"

namespace djaz::requirements {

// Gives to each requirement whose name pip has met before, in the same chain of includes, the
// `earlier` ones, with `repeated` where one of them is the same in all; and to each on whose name
// there are constraints, `constrained_by`. `first` is where the requirements of each file begin.
void link_repeated(const IncludeGraph& graph, const DeploymentFiles& files,
                   const std::vector<std::size_t>& first, const Builder& builder,
                   std::vector<const Node*>& requirements);

}  // namespace djaz::requirements
