// Parses ahead, on all cores, what a module will probably import. It is a look at the lines that
// begin with `import` or `from` and no more: nothing follows from it but the time, since what is
// not found here is loaded when the evaluator asks, and what it does not ask for is never seen.
#pragma once

#include <string>
#include <string_view>

#include "documents/loader.h"

namespace djaz {

// The module `name` of the deploy root, which stands at `path`.
void read_imports_ahead(Loader& loader, std::string_view root, const std::string& name,
                        const std::string& path);

}  // namespace djaz
