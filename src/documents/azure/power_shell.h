// What PowerShell's cmdlets write through ConvertTo-Json: the resources of REST under names of
// their own, and text in place of whatever lies deeper than `-Depth`.
#pragma once

#include <vector>

#include "tree/builder.h"

namespace djaz::azure {

// The element and the children in it, under the names that REST uses.
std::vector<const Node*> power_shell_resources(const Builder& builder, const Node& element);

}  // namespace djaz::azure
