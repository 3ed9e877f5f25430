// The document kind of pip's requirements and constraints files. The tree says what pip would read
// there, line by line; a line that pip would refuse is a problem of its own and never hides the
// rest.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kRequirements;

}  // namespace djaz
