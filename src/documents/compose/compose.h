// docker-compose files: the settings module that their services are given. Nothing else of them is
// kept; env_file is not followed.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kCompose;

}  // namespace djaz
