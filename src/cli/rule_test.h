// `djaz rules --test DIR`: runs the examples of one's own rules, and takes each condition away to
// see whether an example notices.
#pragma once

#include "cli/own_rules.h"
#include "cli/terminal.h"

namespace djaz::cli {

// 0 when all is in order, 1 when something is not.
int test_rules(const Rules& rules, Color color);

}  // namespace djaz::cli
