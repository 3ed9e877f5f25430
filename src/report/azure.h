// Azure Pipelines: logging commands that become issues of the run, and plain lines for the log.
// There are errors and warnings only; notes stay plain lines.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_azure(const RenderContext& context, Sink& sink);

}  // namespace djaz
