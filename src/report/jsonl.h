// The JSON report in lines, for programs that read one thing at a time: `run`, then each `file`,
// each `result` and the `summary`, shaped as in the JSON format with a `type` before.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_jsonl(const RenderContext& context, Sink& sink);

}  // namespace djaz
