// For people and editors: one line a finding, `file:line:column: severity[rule] code: message`.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_concise(const RenderContext& context, Sink& sink);

}  // namespace djaz
