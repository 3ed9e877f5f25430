// Joins the requirements files of a deployment: which file installs what in production, through
// which includes, held by which constraints.
#pragma once

namespace djaz {
class Assembly;
}

namespace djaz::requirements {

// Adds `requirements`, `requirement_files` and `runtime.django` to each deployment, and says what
// the runtime files install.
void assemble(Assembly& assembly);

}  // namespace djaz::requirements
