// A rule explained, and the list of all, for `djaz rule` and `djaz rules`.
#pragma once

#include <string>
#include <vector>

#include "djaz/rule.h"

namespace djaz {

std::string rule_text(const RuleInfo& rule, bool color);
std::string rule_json(const RuleInfo& rule);
std::string rules_text(const std::vector<const RuleInfo*>& rules, bool color);
std::string rules_json(const std::vector<const RuleInfo*>& rules);

}  // namespace djaz
