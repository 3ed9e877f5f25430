// The format for people.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_text(const RenderContext& context, Sink& sink);

}  // namespace djaz
