// A rule explained, and the list of all, for `djaz rule` and `djaz rules`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/rule.h"

namespace djaz {

std::string rule_text(const RuleInfo& rule, bool color);
std::string rule_json(const RuleInfo& rule);
// A check of Django's, or of a package beside it, that no rule evaluates.
struct NotEvaluated {
  std::string id;  // "security.E101"; "models.*" for a family
  std::string reason;
};

std::string rules_text(const std::vector<const RuleInfo*>& rules, bool color);
std::string rules_json(const std::vector<const RuleInfo*>& rules);
// Those of one profile, and what it leaves out. In JSON an object, where all are a list.
std::string profile_text(const std::vector<const RuleInfo*>& rules,
                         const std::vector<NotEvaluated>& left_out, bool color);
std::string profile_json(std::string_view profile, const std::vector<const RuleInfo*>& rules,
                         const std::vector<NotEvaluated>& left_out);

}  // namespace djaz
