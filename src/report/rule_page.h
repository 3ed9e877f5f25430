// The documentation of a rule as a page of docs/rules/, and the index over all pages. Made from the
// rule itself and a finding that the flow gave for its first bad example, so neither can go stale
// unnoticed: tests/projects/rule_pages_test.cpp compares, and writes with DJAZ_UPDATE=1.
#pragma once

#include <string>
#include <vector>

#include "djaz/rule.h"

namespace djaz {

struct RulePage {
  const RuleInfo& rule;
  // The first examples of each sort, without marks; null when there is none.
  const Example* bad = nullptr;
  const Example* good = nullptr;
  // As `djaz check` prints it for the bad example; empty when there is none.
  std::string finding;
  // What `--fix` would do, in the rule's words; empty: nothing.
  std::string fix;
  bool fix_is_safe = false;
};

std::string rule_page(const RulePage& page);
std::string rule_index(const std::vector<const RuleInfo*>& rules);

}  // namespace djaz
