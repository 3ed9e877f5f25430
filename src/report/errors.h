// Mistakes in what the user gave us (command line, configuration, rules), shown as findings are:
// with the place, the line and a caret where they stand in a file.
#pragma once

#include <string>
#include <vector>

#include "djaz/result.h"
#include "secrets/redact.h"

namespace djaz {

std::string errors_text(const std::vector<Error>& errors, const Sources& sources,
                        Redactor& redactor, bool color);

}  // namespace djaz
