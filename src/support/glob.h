// Shell-like patterns over paths: `*` and `?` stay within a segment, `**` crosses segments.
// Linear in pattern × path, so a hostile pattern cannot stall a run.
#pragma once

#include <string_view>

namespace djaz {

bool glob_match(std::string_view pattern, std::string_view path);

}  // namespace djaz
