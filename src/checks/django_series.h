// Whether the series of Django that a requirement lets in still gets security fixes, and on which
// Pythons it runs.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a requirement of Django: the newest series that it allows is out of support on the day that
// `--as-of` gives, else the day of the table.
CheckAnswer check_django_support(const CheckContext& context);

// The host's Python is older than the newest series that is allowed can run on; with `newer = true`
// instead: newer than the series was released for.
CheckAnswer check_django_python(const CheckContext& context);

}  // namespace djaz
