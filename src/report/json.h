// The format for programs: docs/json-schema/djaz-1.0.schema.json describes it, and nothing is added
// to it or left out without a new schema version.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

std::string render_json(const RenderContext& context);

}  // namespace djaz
