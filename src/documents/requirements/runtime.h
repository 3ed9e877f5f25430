// What the runtime requirements say of production: which distributions are there, and which Django.
#pragma once

#include <vector>

#include "documents/assembly.h"

namespace djaz::requirements {

// Fills `installed` and `installed_open` and sets `runtime.django`. `requirements` are the mappings
// of the deployment's branch; `open` says that production may install more than they show.
void describe_runtime(Assembly& assembly, Deployment& deployment,
                      const std::vector<const Node*>& requirements, bool open);

// Whether the marker holds on no Linux host. Only single comparisons of the platform are judged.
bool excludes_linux(std::string_view marker);

}  // namespace djaz::requirements
