// Environment markers such as `python_version < "3.12" and sys_platform == "linux"`: are they well
// formed? They are never evaluated here, since the host is not known.
#pragma once

#include <string_view>

#include "documents/requirements/scanner.h"

namespace djaz::requirements {

// False with the mistake when pip would refuse the marker.
bool check_marker(std::string_view marker, Mistake& mistake);

}  // namespace djaz::requirements
