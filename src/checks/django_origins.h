// The parts of an origin as django-cors-headers sees them, which asks Python's `urlsplit`.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz::django {

struct OriginFaults {
  // It has no scheme or no host.
  bool incomplete = false;
  // How many of path, query and fragment it has and should not have.
  std::size_t parts = 0;
};

OriginFaults origin_faults(std::string_view text);

}  // namespace djaz::django
