// What fixes make of the files: planned from a finished run, tried in memory, then written. A file
// is changed only when all of it can be put back byte for byte and still reads as it did.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lint/linter.h"

namespace djaz {

struct FixedFile {
  FileId file;
  std::vector<Edit> edits;  // in order, none touching another
  std::string before;       // bytes
  std::string after;
  std::vector<const Finding*> mended;
};

struct FixPlan {
  std::vector<FixedFile> files;  // by path
  // What was not done and why: overlapping fixes, files that cannot be written back.
  std::vector<std::string> remarks;
  std::size_t mended() const;
};

// Fixes of active failures, and among them only safe ones unless `with_unsafe`. Where two overlap,
// the one that stands first in the report wins. Nothing is written.
FixPlan plan_fixes(const Run& run, FileSystem& files, const RuleSet& rules,
                   const LintOptions& options, bool with_unsafe);

// Writes the files. Those that could not be written leave the plan and become remarks.
void write_fixes(FixPlan& plan, const Sources& sources, FileSystem& files);

// "2 findings mended in shop/settings.py", one text for each file.
std::vector<std::string> fix_words(const FixPlan& plan, const Sources& sources);

}  // namespace djaz
