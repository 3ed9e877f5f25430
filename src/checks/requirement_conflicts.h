// Requirements that pip meets twice in one installation: do their versions go together?
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a requirement: no version fits it and one of the `earlier` ones, whose markers it meets.
CheckAnswer check_version_conflict(const CheckContext& context);

// The same with the constraints on its name.
CheckAnswer check_constraint_conflict(const CheckContext& context);

// Its name was required before with the same extras, and the versions go together.
CheckAnswer check_repeated_requirement(const CheckContext& context);

}  // namespace djaz
