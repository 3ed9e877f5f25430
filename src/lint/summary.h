// Settled findings become a report: sorted, counted, with the outcome of every file and the code to
// exit with.
#pragma once

#include <vector>

#include "lint/linter.h"

namespace djaz {

// What is wrong with a document itself is a finding of one of the linter's rules, where it is
// chosen.
void add_document_findings(const Loader& loader, const std::vector<const RuleInfo*>& chosen,
                           Redactor& redactor, std::vector<Finding>& findings);

// Adds a finding to the counts.
void count_finding(const Finding& finding, Summary& counts);
// Whether it lets a run fail that fails on the severity.
bool fails_run(const Finding& finding, Severity fail_on);

// What large exports add: their findings by path.
struct BulkPart {
  std::string path;
  BulkResult result;
};

// The report, still without the rules.
Report make_report(std::vector<Finding> findings, const Loader& loader, const Project& project,
                   const Sources& sources, const LintOptions& options,
                   std::vector<BulkPart> bulk = {});

}  // namespace djaz
