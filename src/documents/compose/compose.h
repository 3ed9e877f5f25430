// docker-compose files: the settings module that their services are given, in the file itself or in
// one that `env_file` names. Nothing else of either is kept.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kCompose;

}  // namespace djaz
