// What an environment marker such as `python_version < "3.12"` says on a Linux host of App Service.
#pragma once

#include <string_view>

#include "support/truth.h"

namespace djaz {

// `python` is "3.12", or empty where it is not known. A marker that is not understood is unknown.
Truth marker_holds(std::string_view marker, std::string_view python);

// Whether some supported Python installs what carries both markers: yes when all do, no when none
// does. An empty marker always holds.
Truth markers_meet(std::string_view a, std::string_view b, std::string_view python);

}  // namespace djaz
