#include "python/identifiers.h"

namespace djaz::python {

std::string normalized_identifier(std::string_view identifier) { return std::string(identifier); }

}  // namespace djaz::python
