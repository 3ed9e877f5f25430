// Lock files and project files (uv.lock, poetry.lock, Pipfile, pyproject.toml, setup.cfg): which
// Django they install, and nothing else. Read only where no requirements file pins it, in the
// deploy root and upwards; never searched for.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kDependencies;

}  // namespace djaz
