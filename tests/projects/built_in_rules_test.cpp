// Every built-in rule keeps its promises: its examples fail where they say, and no part of it can
// be taken away without an example noticing. Each example goes through the whole flow.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lint/linter.h"
#include "rules/compiled.h"
#include "rules/examples.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

std::string words_of(const Finding& finding) {
  std::string out = finding.message;
  out += ' ';
  out += to_string(finding.severity);
  out += ' ';
  out += to_string(finding.confidence);
  for (const std::string& id : finding.equivalents.django) out += ' ' + id;
  return out;
}

Profile profile_of(const RuleSet& rules) {
  const auto& profiles = rules.rules.front()->info.profiles;
  const auto has = [&](std::string_view name) {
    return std::find(profiles.begin(), profiles.end(), name) != profiles.end();
  };
  if (profiles.empty() || has("default")) return Profile::standard;
  return has("strict") ? Profile::strict : Profile::django;
}

std::vector<ExampleFinding> run_example(const std::vector<ExampleFile>& files,
                                        const RuleSet& rules) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const ExampleFile& file : files) texts.emplace_back(file.path, file.text);
  const auto memory = in_memory(std::move(texts));
  LintOptions options;
  options.profile = profile_of(rules);
  const auto run = lint(*memory, rules, options);
  std::vector<ExampleFinding> out;
  for (const Finding& finding : run->report.findings) {
    ExampleFinding seen;
    seen.rule = finding.rule->name;
    seen.outcome = finding.outcome;
    if (finding.primary.span.valid()) {
      seen.file = run->sources.file(finding.primary.span.file).path();
      seen.line = run->sources.start_of(finding.primary.span).line;
    }
    seen.words = words_of(finding);
    out.push_back(std::move(seen));
  }
  return out;
}

}  // namespace

TEST_CASE("the examples of every built-in rule hold") {
  for (const auto& rule : built_in_rules().rules)
    for (const std::string& problem : check_examples(*rule, run_example)) {
      CAPTURE(problem);
      CHECK(problem.empty());
    }
}

TEST_CASE("no built-in rule has a part that its examples do not need") {
  for (const auto& rule : built_in_rules().rules)
    for (const std::string& part : unnecessary_parts(*rule, run_example)) {
      CAPTURE(part);
      CHECK(part.empty());
    }
}

TEST_CASE("every expression of the built-in rules compiles") {
  std::vector<const Condition*> pending;
  for (const auto& rule : built_in_rules().rules) {
    pending.push_back(&rule->condition);
    if (rule->where) pending.push_back(&*rule->where);
    if (rule->unless) pending.push_back(&*rule->unless);
    for (const Case& each : rule->cases) pending.push_back(&each.when);
    for (const Join& join : rule->joins)
      if (join.where) pending.push_back(&*join.where);
  }
  while (!pending.empty()) {
    const Condition* condition = pending.back();
    pending.pop_back();
    for (const Condition& part : condition->parts) pending.push_back(&part);
    if (condition->test.regex != nullptr) CHECK(condition->test.regex->problem() == "");
  }
}

TEST_CASE("every built-in rule is told in full") {
  for (const RuleInfo* info : built_in_rules().infos()) {
    CAPTURE(info->name);
    CHECK(!info->tags.empty());
    CHECK(!info->references.empty());
    // A summary is a headline.
    CHECK(info->summary.size() <= 80);
    CHECK(info->summary.back() != '.');
  }
}
