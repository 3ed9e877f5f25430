// The rules about the linter's own work: documents it could not read and suppressions that are
// wrong. They have no conditions, so they are a table here and not TOML; `djaz rules` shows them
// beside the others.
#pragma once

#include <string_view>
#include <vector>

#include "djaz/rule.h"
#include "rules/rule_set.h"

namespace djaz {

enum class LinterRule : std::uint8_t {
  unreadable_document,         // DZ9001
  suppression_unknown_rule,    // DZ9002
  suppression_without_reason,  // DZ9003
  suppression_unused,          // DZ9004
  suppression_expired,         // DZ9005
  duplicate_key,               // DZ9006
  ambiguous_document,          // DZ9007
};

const RuleInfo& linter_rule(LinterRule rule);
// By code.
std::vector<const RuleInfo*> linter_rules();
// By name or code; null when there is none.
const RuleInfo* find_linter_rule(std::string_view name_or_code);
// Of the rule set or of the linter, by name, alias or code; null when there is none.
const RuleInfo* find_any_rule(const RuleSet& rules, std::string_view name_or_code);

// Every name, code and alias, for suggestions.
std::vector<std::string_view> all_rule_words(const RuleSet& rules);

// What a selection means once the linter's own rules are counted in: `choose` knows only the
// others.
struct Chosen {
  std::vector<const Rule*> compiled;
  std::vector<const RuleInfo*> linter;

  bool has(const RuleInfo& rule) const;
};

// `unreadable-document` is chosen whatever is selected, unless it is ignored by name: what was not
// read is never silent.
Result<Chosen> choose_rules(const RuleSet& rules, const Selection& selection);

}  // namespace djaz
