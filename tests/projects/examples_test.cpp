// A rule's examples are its tests, over the whole flow: bad ones fail where they are marked, good
// ones do not, and no part of a rule can be taken away without an example noticing.
#include "rules/examples.h"

#include <doctest/doctest.h>

#include "lint/linter.h"
#include "rules/compiled.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

std::vector<ExampleFinding> run(const std::vector<ExampleFile>& example, const RuleSet& rules) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const ExampleFile& file : example) files.emplace_back(file.path, file.text);
  const auto memory = in_memory(std::move(files));
  const std::unique_ptr<Run> done = lint(*memory, rules, {});
  std::vector<ExampleFinding> out;
  for (const Finding& finding : done->report.findings) {
    ExampleFinding seen;
    seen.rule = finding.rule->name;
    seen.outcome = finding.outcome;
    if (finding.primary.span.valid()) {
      seen.file = done->sources.file(finding.primary.span.file).path();
      seen.line = done->sources.start_of(finding.primary.span).line;
    }
    seen.words = std::string(to_string(finding.severity)) + ' ' +
                 std::string(to_string(finding.confidence)) + ' ' + finding.message;
    for (const std::string& id : finding.equivalents.django) seen.words += ' ' + id;
    out.push_back(std::move(seen));
  }
  return out;
}

}  // namespace

TEST_CASE("every example of every built-in rule holds") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info.name);
    for (const std::string& problem : check_examples(*rule, run)) FAIL_CHECK(problem);
  }
}

TEST_CASE("every condition of every built-in rule is necessary") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info.name);
    for (const std::string& part : unnecessary_parts(*rule, run))
      FAIL_CHECK("no example needs " << part);
  }
}
