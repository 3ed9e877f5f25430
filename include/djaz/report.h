// A report is a whole run, settled and ready to be written in any format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/finding.h"

namespace djaz {

enum class FileStatus : std::uint8_t { analysed, skipped, failed };

std::string_view to_string(FileStatus status);

// What became of one chosen file. Every chosen file has exactly one.
struct FileOutcome {
  std::string path;  // relative to the root, raw bytes
  std::string kind;  // "settings", "requirements", "azure", …; empty when never recognised
  FileStatus status = FileStatus::analysed;
  std::string reason;  // why skipped or failed
};

struct Summary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t passes = 0;
  std::size_t unknowns = 0;
  std::size_t suppressed = 0;
  std::size_t files_analysed = 0;
  std::size_t files_skipped = 0;
  std::size_t files_failed = 0;
};

// Process exit codes, the same in every format.
enum class ExitCode : int { clean = 0, findings = 1, usage = 2, incomplete = 3, internal = 4 };

struct Report {
  std::vector<FileOutcome> files;      // sorted by path
  std::vector<Finding> findings;       // sorted by file, position, rule
  std::vector<const RuleInfo*> rules;  // every rule that was evaluated, by code
  std::vector<std::string> notes;      // about the run as a whole, e.g. a reference not followed
  Summary summary;
  ExitCode exit_code = ExitCode::clean;
};

}  // namespace djaz
