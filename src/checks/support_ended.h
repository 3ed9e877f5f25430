// Versions that get no security fixes any more. The dates are data: rules/data/<of>_versions.toml.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a version such as "3.9", "3.9.24" or "PYTHON|3.9": has the support of its series ended on the
// day that the run is for (`--as-of`), else on the day of the table? `of` names the table. A series
// older than all in the table has ended; one that is newer has not.
CheckAnswer check_support_ended(const CheckContext& context);

}  // namespace djaz
