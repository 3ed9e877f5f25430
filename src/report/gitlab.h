// GitLab Code Quality: a JSON array of active failures. GitLab tells old findings from new ones by
// the fingerprint, so it is unique within a report and does not depend on lines.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_gitlab(const RenderContext& context, Sink& sink);

}  // namespace djaz
