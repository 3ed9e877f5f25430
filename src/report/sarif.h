// SARIF 2.1.0 as GitHub code scanning takes it: failures with a place, and nothing else. What it
// would reject or misread is left out and counted in a notification. The full profile has passes,
// suppressed results and fixes as well, for readers that know what these are.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_sarif(const RenderContext& context, Sink& sink);

}  // namespace djaz
