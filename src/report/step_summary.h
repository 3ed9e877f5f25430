// Markdown for the page of a GitHub job: a section for each rule that failed, the worst first. What
// does not fit into the budget is left out in whole sections and counted, since the runner throws
// away a summary that is too long.
#pragma once

#include <cstddef>
#include <string>

#include "report/format.h"

namespace djaz {

std::string step_summary(const RenderContext& context, std::size_t budget);

}  // namespace djaz
