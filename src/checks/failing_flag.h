// Does one missing variable put a developer's settings live? A flag fails open where DEBUG and other
// settings are insecure under the same condition, and it takes a variable to have it otherwise.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of `settings.DEBUG`.
CheckAnswer check_failing_flag(const CheckContext& context);

}  // namespace djaz
