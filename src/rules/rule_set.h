// Sets of rules. A rule that loads cannot fail later: paths, expressions, versions and joins are
// checked here, and a mistake is an Error with a place and a suggestion.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/result.h"
#include "djaz/rule.h"
#include "rules/rule.h"

namespace djaz {

class RuleSet {
 public:
  // By code.
  std::vector<const RuleInfo*> infos() const;
  // By name, alias or code.
  const RuleInfo* find(std::string_view name_or_code) const;

  // By code. Sets share rules: a user's own stand beside the built-in ones.
  std::vector<std::shared_ptr<const Rule>> rules;
};

// The rules inside the executable.
const RuleSet& built_in_rules();

// Rules from TOML files whose text stands in `sources`.
Result<RuleSet> load_rules(const Sources& sources, const std::vector<FileId>& files);
// The built-in rules, with a user's own beside them. Own codes begin with other letters than DZ; a
// name or code that a built-in rule has, or that is among `taken`, is an error.
Result<RuleSet> load_own_rules(const Sources& sources, const std::vector<FileId>& files,
                               const std::vector<std::string_view>& taken);

// Names, codes, code prefixes and tags. An unknown one is an error with a suggestion.
struct Selection {
  std::vector<std::string> select;  // empty: all
  std::vector<std::string> ignore;
  // Rules in preview run without being selected by name, alias or code.
  bool preview = false;
};
Result<std::vector<const Rule*>> choose(const RuleSet& rules, const Selection& selection);

}  // namespace djaz
