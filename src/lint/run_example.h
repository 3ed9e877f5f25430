// The whole flow over the files of an example, for the tests of rules: ours, and those that
// `djaz rules --test` runs.
#pragma once

#include <vector>

#include "rules/examples.h"

namespace djaz {

std::vector<ExampleFinding> run_example(const std::vector<ExampleFile>& files,
                                        const RuleSet& rules);

// The files as they are when every fix that is offered, safe or not, has been applied in memory.
std::vector<ExampleFile> fix_example(const std::vector<ExampleFile>& files, const RuleSet& rules);

}  // namespace djaz
