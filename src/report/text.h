// The format for people.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

std::string render_text(const RenderContext& context);

}  // namespace djaz
