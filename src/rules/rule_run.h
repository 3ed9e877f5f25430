// One rule in one deployment: asks its conditions of every selected node and puts the answer, with
// its evidence, into a finding.
#pragma once

#include <vector>

#include "rules/evaluate.h"

namespace djaz {

// Adds one finding for each judged node.
void run_rule(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
              Redactor& redactor, const EvaluationOptions& options, std::vector<Finding>& out);

}  // namespace djaz
