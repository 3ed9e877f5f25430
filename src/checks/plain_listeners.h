// Listeners of an application gateway that hand plain HTTP on to the site.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a gateway: has it a listener for HTTP whose rule sends requests to a backend, not elsewhere?
// Rules name listeners by their ids, of which a template often knows the last part only.
CheckAnswer check_plain_listeners(const CheckContext& context);

}  // namespace djaz
