// The document kind of VS Code's `.vscode/launch.json`: JSON with comments and trailing commas.
// Development only; what matters in it is what should never be in a file that others get.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kLaunch;

}  // namespace djaz
