// What the checks on requirements ask of the tree: a requirement's versions, its marker, the host.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/nodes.h"
#include "support/pep440.h"
#include "tree/node.h"

namespace djaz {

// Nothing when a version is not known or longer than anybody's.
std::optional<std::vector<VersionBound>> version_bounds(const Node& requirement);

// "3.12" when the sites of the deployment run one Python, else empty.
std::string_view host_python(const Node& project);

}  // namespace djaz
