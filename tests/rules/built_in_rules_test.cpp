// What holds of every built-in rule beside its examples.
#include <doctest/doctest.h>

#include <vector>

#include "rules/compiled.h"
#include "rules/rule_set.h"

using namespace djaz;

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
