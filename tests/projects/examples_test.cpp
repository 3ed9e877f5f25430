// A rule's examples are its tests, over the whole flow: bad ones fail where they are marked, good
// ones do not, and no part of a rule can be taken away without an example noticing.
#include "rules/examples.h"

#include <doctest/doctest.h>

#include "lint/run_example.h"
#include "rules/compiled.h"
#include "rules/rule_set.h"

using namespace djaz;

TEST_CASE("every example of every built-in rule holds") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info.name);
    for (const Error& problem : check_examples(*rule, run_example))
      FAIL_CHECK(problem.message << "; " << problem.help);
  }
}

TEST_CASE("every condition of every built-in rule is necessary") {
  for (const auto& rule : built_in_rules().rules) {
    CAPTURE(rule->info.name);
    for (const Error& part : unnecessary_parts(*rule, run_example))
      FAIL_CHECK("no example needs " << part.message);
  }
}
