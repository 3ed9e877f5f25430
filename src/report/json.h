// The format for programs: docs/json-schema/djaz-1.0.schema.json describes it, and nothing is added
// to it or left out without a new schema version.
#pragma once

#include <string>

#include "report/format.h"
#include "report/json_text.h"

namespace djaz {

// The report as the schema has it, not yet written, and without its results.
Json json_report(const RenderContext& context);

// One of the results.
Json json_result(const Finding& finding, const RenderContext& context);

std::string render_json(const RenderContext& context);

}  // namespace djaz
