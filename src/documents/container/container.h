// The document kind of `Dockerfile`: which settings module the image's environment (ENV) or
// its command names.
// The one fact: nothing else is taken from it, for app settings may say the rest otherwise, and it
// counts only where its own name says production.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kContainer;

}  // namespace djaz
