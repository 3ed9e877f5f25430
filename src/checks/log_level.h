// Loggers that write debug messages in production.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of the `root` logger or one of the `loggers` of LOGGING: its level is DEBUG, it is the root's or
// Django's own, and a handler that is not for development lets debug messages through.
CheckAnswer check_log_level_debug(const CheckContext& context);

}  // namespace djaz
