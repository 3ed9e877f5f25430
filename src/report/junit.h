// JUnit, for the test pages of CI: a suite for each file or resource, in it a case for each rule
// that looked at it, passes included, and a last suite of rules that found nothing to look at.
// Unknown is an error there: neither a pass nor a failure.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

void write_junit(const RenderContext& context, Sink& sink);

}  // namespace djaz
