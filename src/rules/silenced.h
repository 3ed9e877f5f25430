// What SILENCED_SYSTEM_CHECKS names, Django does not print, and nor does the profile that repeats
// Django. Everywhere else the setting silences nothing: it is itself worth a note.
#pragma once

#include <string_view>
#include <vector>

#include "support/truth.h"
#include "tree/node.h"

namespace djaz {

// Whether the settings of a deployment silence all of these ids; never when there are none.
// Unknown where it may hold more than is known.
Truth is_silenced(const std::vector<std::string_view>& ids, const Node& deployment);

}  // namespace djaz
