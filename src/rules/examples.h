// A rule's examples are its tests: every bad one fails on the marked lines and nowhere else, every
// good one does not fail, and no part of the rule can be taken away without an example noticing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "djaz/finding.h"
#include "djaz/result.h"
#include "rules/rule_set.h"

namespace djaz {

// A finding as an example sees it.
struct ExampleFinding {
  std::string rule;
  Outcome outcome = Outcome::fail;
  std::string file;
  std::uint32_t line = 0;
  // Everything else that a case may change: severity, confidence, message, ids.
  std::string words;
  std::string message;
};

// Runs the whole flow over files in memory. Handed in, so that this room needs none to its left.
using RunExample = std::function<std::vector<ExampleFinding>(const std::vector<ExampleFile>& files,
                                                             const RuleSet& rules)>;

// The files as the flow sees them and the lines that were marked, as (file, line).
struct PreparedExample {
  std::vector<ExampleFile> files;
  std::vector<std::pair<std::string, std::uint32_t>> marked;
};
PreparedExample prepare(const Example& example);

// Applies every fix that is offered, safe or not, and gives the files as they are then.
using FixExample = std::function<std::vector<ExampleFile>(const std::vector<ExampleFile>& files,
                                                          const RuleSet& rules)>;

// What is wrong with what a rule's fix makes of its bad examples: each comes out as it says, is
// then in order, and one of them shows what the fix does. Empty when all is well.
std::vector<Error> check_fixes(const Rule& rule, const RunExample& run, const FixExample& fix);

// What is wrong with the examples of one rule, where they stand; empty when all is well.
std::vector<Error> check_examples(const Rule& rule, const RunExample& run);

// The parts of a rule that no example needs: tests, guards, cases and joins.
std::vector<Error> unnecessary_parts(const Rule& rule, const RunExample& run);

}  // namespace djaz
