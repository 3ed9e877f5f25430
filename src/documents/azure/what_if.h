// What `az deployment group what-if` foresees: each resource as it will be after the deployment.
// What is to be deleted, or is not the template's business, is not judged.
#pragma once

#include <string>
#include <vector>

#include "documents/document.h"
#include "tree/builder.h"

namespace djaz::azure {

// The resources in their REST form. A change whose outcome the answer does not hold is remarked.
std::vector<const Node*> what_if_resources(const Builder& builder, const Node& answer,
                                           std::vector<Problem>& problems);

}  // namespace djaz::azure
