// Is this a requirements file? By its path first, by its first lines where the path leaves it open.
#pragma once

#include <string_view>

#include "documents/document.h"

namespace djaz::requirements {

Suspicion suspects(std::string_view path);
// Most of the lines look like requirements or options.
bool recognises(std::string_view path, std::string_view head);

}  // namespace djaz::requirements
