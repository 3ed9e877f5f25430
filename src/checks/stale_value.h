// A base module computes one setting from another, and the production module changes the other one
// afterwards: the first keeps what it had.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a setting: a switch that it was computed from has another value in the end.
CheckAnswer check_stale_value(const CheckContext& context);

}  // namespace djaz
