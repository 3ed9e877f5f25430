// Settled findings become a report: sorted, counted, with the outcome of every file and the code to
// exit with.
#pragma once

#include <vector>

#include "lint/linter.h"

namespace djaz {

// What is wrong with a document itself is a finding of the rule `unreadable-document`.
void add_document_findings(const Loader& loader, const std::vector<const RuleInfo*>& chosen,
                           Redactor& redactor, std::vector<Finding>& findings);

// `rules`: all that were evaluated, the linter's own included.
Report make_report(std::vector<Finding> findings, const Loader& loader, const Project& project,
                   std::vector<const RuleInfo*> rules, const Sources& sources,
                   const LintOptions& options);

}  // namespace djaz
