// The document kind of `Dockerfile`: which settings module the image's environment (ENV) or
// its command names, whether it starts the development server, and the secrets that stand in it.
// The one fact: no value is taken from it, for app settings may say the rest otherwise, and it
// counts only where its own name says production.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kContainer;

}  // namespace djaz
