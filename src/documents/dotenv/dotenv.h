// The document kind of `.env` files: names and texts, as python-dotenv reads them. What such a file
// holds is not production's environment, unless the file is shipped and read there.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kDotenv;

}  // namespace djaz
