// The whole flow: discover, read, parse, assemble, evaluate, settle. Reading linter.cpp is reading
// the architecture.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "djaz/report.h"
#include "lint/bulk/bulk.h"
#include "lint/config.h"
#include "project/project.h"
#include "rules/evaluate.h"
#include "secrets/redact.h"
#include "source/file_system.h"

namespace djaz {

struct LintOptions {
  // Files and directories under the root; empty: the whole root.
  std::vector<std::string> paths;
  Config config;
  Profile profile = Profile::standard;
  Severity fail_on = Severity::warning;
  bool exit_zero = false;
  bool allow_empty = false;
  // Whether the report holds what is in order, too.
  bool passes = true;
  // Where nothing is judged there are no findings; what rules say is secret is hidden all the same.
  bool judges = true;
  BulkOptions bulk;
  // Where the project is only a part of a repository: the top of that, and the project's path in
  // it.
  FileSystem* repository = nullptr;
  std::string repository_prefix;
};

// A finished run: the report and everything its places and texts refer to.
struct Run {
  Sources sources;
  std::unique_ptr<Redactor> redactor;
  std::unique_ptr<Loader> loader;
  std::unique_ptr<Project> project;
  Report report;
  // Mistakes of whoever called: an unknown rule name. The report is then empty.
  std::vector<Error> errors;
};

std::unique_ptr<Run> lint(FileSystem& files, const RuleSet& rules, const LintOptions& options);

}  // namespace djaz
