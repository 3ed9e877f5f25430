// What `az deployment group what-if` foresees: each resource as it will be after the deployment.
// What is to be deleted, or is not the template's business, is not judged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "tree/builder.h"

namespace djaz::azure {

inline constexpr std::string_view kNoPayload =
    "what-if does not show what this resource will be: it is not analysed (ask with "
    "`--result-format FullResourcePayloads`)";

// Whether an answer announces changes and shows none of the resources that there will be.
bool shows_no_resource(const Node& answer);

// The resources in their REST form. A change whose outcome the answer does not hold is remarked.
std::vector<const Node*> what_if_resources(const Builder& builder, const Node& answer,
                                           std::vector<Problem>& problems);

}  // namespace djaz::azure
