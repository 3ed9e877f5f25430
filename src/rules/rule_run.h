// One rule in one deployment: asks its conditions of every selected node and puts the answer, with
// its evidence, into a finding.
#pragma once

#include <vector>

#include "rules/evaluate.h"
#include "rules/select.h"

namespace djaz {

// Adds one finding for each judged node. `shared`: what other rules selected in the deployment.
void run_rule(const CompiledRule& rule, const ProjectDeployment& deployment, const Sources& sources,
              Redactor& redactor, const EvaluationOptions& options, Selections& shared,
              std::vector<Finding>& out);

// Marks what the rule says is secret, and judges nothing.
void mark_secrets(const CompiledRule& rule, const ProjectDeployment& deployment,
                  const Sources& sources, Redactor& redactor, Selections& shared);

}  // namespace djaz
