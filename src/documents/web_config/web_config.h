// The document kind of `web.config`: what IIS is told on a Windows host. Each file, and each
// `<location>` inside one, is a scope of its own; rules select from the list of all scopes.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kWebConfig;

}  // namespace djaz
