// The document kind of `Dockerfile`: what the image's environment is when it starts (ENV).
// The one fact: of all that, only the settings module that it names is taken for production's; the
// rest a site's app settings may say otherwise, and a Dockerfile may be a developer's.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kContainer;

}  // namespace djaz
