// Where a repository is deployed from: one directory for each Django project in it.
#pragma once

#include <string>
#include <vector>

#include "documents/loader.h"

namespace djaz {

// Directories below the project root, "" for the top; never empty, sorted. A directory with a
// manage.py is one; so is the directory that a settings module without one is imported from.
std::vector<std::string> deploy_roots(Loader& loader);

}  // namespace djaz
