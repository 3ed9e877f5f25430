// The order of MIDDLEWARE. Which class has to stand before which is data
// (rules/data/middleware_order.toml); only pairs that both stand in the list are judged.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of an item of a list of classes: it stands on the wrong side of another item.
CheckAnswer check_middleware_order(const CheckContext& context);

}  // namespace djaz
