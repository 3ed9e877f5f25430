// One element of a live export to a resource in ARM's shape, whatever tool wrote it: flat output of
// the CLI is nested back, renamed properties get their names back, and a null says that the export
// leaves the property out, save where null is a value.
#pragma once

#include "documents/azure/inventory.h"

namespace djaz::azure {

// What stands beside the properties of a resource, not among them.
inline constexpr std::string_view kEnvelope[] = {
    "location",         "kind",           "tags",       "sku",
    "identity",         "plan",           "zones",      "managedBy",
    "extendedLocation", "etag",           "systemData", "resourceGroup",
    "apiVersion",       "subscriptionId", "tenantId",
};

// False when the element is no resource.
bool read_live(const Builder& builder, const Node& element, Resource& out);

// Properties as an export has them: open, with nulls as "not exported". `type` in canonical case.
const Node* live_properties(const Builder& builder, const Node& written, std::string_view type,
                            bool flat);

}  // namespace djaz::azure
