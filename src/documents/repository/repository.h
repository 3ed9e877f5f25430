// What git says about files: which it tracks, and which of the others it ignores. No kind of
// document reads these; the branch is made from the index and from `.gitignore`.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kRepository;

}  // namespace djaz
