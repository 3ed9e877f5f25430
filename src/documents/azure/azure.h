// The kind "azure": ARM templates and exports in JSON, recognised by what they hold. The document's
// root is the JSON as written; what it means for the project is worked out when it is assembled.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kAzure;

namespace azure {

void assemble(Assembly& assembly);
// The resources of one document, as they go into the project.
const Node* tree(const Document& document, Assembly& assembly);

}  // namespace azure
}  // namespace djaz
