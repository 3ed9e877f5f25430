// An ARM template to resources: conditions, loops, children and nested deployments followed,
// expressions evaluated. What a template does not say has its default, so its resources are closed.
#pragma once

#include <string>
#include <vector>

#include "documents/azure/arm_scope.h"
#include "documents/azure/inventory.h"
#include "documents/document.h"

namespace djaz::azure {

// Whether the portal exported it: such a template shows what it likes, so that absence says
// nothing.
bool is_portal_export(const Node& arm_template);

// Adds the template's resources under a scope that no other document shares.
void expand_template(const Builder& builder, const Node& arm_template,
                     const std::vector<Given>& given, const std::string& scope,
                     Inventory& inventory, std::vector<Problem>& problems);

}  // namespace djaz::azure
