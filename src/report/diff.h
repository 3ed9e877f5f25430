// A unified diff of what fixes would change, as `git apply` and `patch -p1` take it. Lines go
// through the redactor like everything that is shown: a hunk beside a secret has `***` in its
// context.
#pragma once

#include <string>
#include <vector>

#include "djaz/finding.h"
#include "djaz/source.h"
#include "report/style.h"
#include "secrets/redact.h"

namespace djaz {

// `edits` in order, none touching another.
std::string unified_diff(const SourceFile& file, const std::vector<Edit>& edits, Redactor& redactor,
                         const Style& style);

// The lines that an edit touches, as they are and as they would be; without line ends.
struct ChangedLines {
  std::vector<std::string> before;
  std::vector<std::string> after;
};
ChangedLines changed_lines(const SourceFile& file, const Edit& edit, Redactor& redactor);

}  // namespace djaz
