// A rule's examples are its tests, over the whole flow: bad ones fail where they are marked, good
// ones do not, and no part of a rule can be taken away without an example noticing.
#include "rules/examples.h"

#include <doctest/doctest.h>

#include <set>

#include "lint/linter.h"
#include "lint/run_example.h"
#include "rules/compiled.h"
#include "rules/rule_set.h"
#include "settle/linter_rules.h"

using namespace djaz;

TEST_CASE("every example of every built-in rule holds") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info().name);
    for (const Error& problem : check_examples(*rule, run_example))
      FAIL_CHECK(problem.message << "; " << problem.help);
  }
}

TEST_CASE("every condition of every built-in rule is necessary") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info().name);
    for (const Error& part : unnecessary_parts(*rule, run_example))
      FAIL_CHECK("no example needs " << part.message);
  }
}

TEST_CASE("every example of the linter's own rules holds") {
  using Places = std::set<std::pair<std::string, std::uint32_t>>;
  for (const RuleInfo* rule : linter_rules()) {
    CAPTURE(rule->name);
    CHECK(rule->examples().size() >= 2);
    for (const Example& example : rule->examples()) {
      const PreparedExample prepared = prepare(example);
      CAPTURE(prepared.files.back().text);
      std::vector<std::pair<std::string, std::string>> files;
      for (const ExampleFile& file : prepared.files) files.emplace_back(file.path, file.text);
      const auto memory = in_memory(std::move(files));
      // Beside all other rules: these are about the findings of the others.
      const std::unique_ptr<Run> done = lint(*memory, built_in_rules(), {});
      Places found;
      for (const Finding& finding : done->report.findings) {
        if (finding.rule != rule || finding.outcome != Outcome::fail) continue;
        const Span& place = finding.primary.span;
        REQUIRE(place.valid());
        found.insert({done->sources.file(place.file).path(), done->sources.start_of(place).line});
      }
      CHECK(example.bad == !found.empty());
      CHECK(found == Places(prepared.marked.begin(), prepared.marked.end()));
    }
  }
}

TEST_CASE("every fix of every built-in rule does what its examples show, and nothing else") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info().name);
    for (const Error& problem : check_fixes(*rule, run_example, fix_example))
      FAIL_CHECK(problem.message);
  }
}
