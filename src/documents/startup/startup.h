// Start-up files and the start-up command of an App Service site: the shell commands that serve the
// site, read as words and never run.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kStartup;

}  // namespace djaz
