// What the formats for people share: which findings they show, and how they end: what was not read,
// how many there are, and how many were left out.
#pragma once

#include <string>

#include "report/format.h"

namespace djaz {

struct Hidden {
  std::size_t below = 0;       // active, but below the severity asked for
  std::size_t undecided = 0;   // unknown
  std::size_t suppressed = 0;  // suppressed, excepted or known
};

// Whether `--fix` would mend it; with `with_unsafe`, whether `--unsafe-fixes` would.
bool is_fixable(const Finding& finding, bool with_unsafe = false);

// Whether the finding is a failure that is to be shown; if it is not, it is counted.
bool is_shown(const Finding& finding, const RenderOptions& options, Hidden& hidden);

// "1 error", "2 errors".
std::string counted(std::size_t count, std::string_view one);
// "1 error, 2 warnings", or empty.
std::string counted_findings(const Summary& summary);
// "4 files (1 skipped, 1 failed)".
std::string counted_files(const Summary& summary);

// Files and references that were not read, then the counts. Without what `hidden` counts when null.
void write_closing(const RenderContext& context, const Hidden* hidden, std::string& out);

}  // namespace djaz
