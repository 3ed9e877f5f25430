#include "djaz/version.h"

namespace djaz {

std::string_view version() { return DJAZ_VERSION; }

}  // namespace djaz
