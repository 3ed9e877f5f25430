// GitHub Actions: workflow commands that become annotations, and plain lines for the log. The
// runner keeps ten annotations of a level in each step and drops the rest in silence, so the worst
// come first and what is left out is counted.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_github(const RenderContext& context, Sink& sink);

}  // namespace djaz
