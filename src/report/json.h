// The format for programs: docs/json-schema/djaz-1.0.schema.json describes it, and nothing is added
// to it or left out without a new schema version.
#pragma once

#include <functional>

#include "report/format.h"
#include "report/json_text.h"

namespace djaz {

// The report as the schema has it, not yet written, and without its results.
Json json_report(const RenderContext& context);

// Its results, one by one.
void each_json_result(const RenderContext& context, const std::function<void(const Json&)>& use);

void write_json(const RenderContext& context, Sink& sink);

}  // namespace djaz
