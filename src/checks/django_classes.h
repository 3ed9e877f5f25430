// Classes that settings name, which Django's checks import to see what they derive from.
#pragma once

#include <string_view>

#include "checks/check.h"

namespace djaz::django {

// Of Django, or of a package whose classes derive from nothing of Django's that is asked for.
bool is_unrelated(std::string_view path);

// A class, or one that derives from it: which of a project's own do is not known.
Truth names_class(const Node* list, std::string_view path);

}  // namespace djaz::django
