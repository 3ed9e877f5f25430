// Findings meet what people said about them: inline suppressions and exceptions in the
// configuration. Each finding ends active, suppressed, excepted or known; what is stale is named.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "djaz/finding.h"
#include "documents/document.h"
#include "rules/rule_set.h"

namespace djaz {

// An exception in the configuration, for documents without comments.
struct Exception {
  std::string rule;
  // A glob over the file's path, the node's path or the resource's id, or its name; empty: any.
  std::string resource;
  std::string reason;
  std::string owner;
  std::string expires;  // YYYY-MM-DD or empty
  Span span;
};

struct SettleOptions {
  std::vector<Exception> exceptions;
  std::string as_of;  // YYYY-MM-DD; decides what has expired; empty: nothing has
  // Names of the rules that ran, the linter's own included; a suppression of any other is not called
  // unused. Empty: all of them.
  std::vector<std::string_view> evaluated;
  // Documents that were read but not judged: their comments excuse what is found in their text, and
  // nothing is missing where they excuse more.
  std::set<FileId> set_aside;
  // By exception: whether it excused something that is not among these findings.
  std::vector<bool> excused_elsewhere;
};

// Exceptions alone, for findings that are settled apart; says which of them excused something.
void apply_exceptions(std::vector<Finding>& findings, const RuleSet& rules, const Sources& sources,
                      const SettleOptions& options, std::vector<bool>& excused);

// Adds findings about the suppressions themselves (DZ9 rules): unknown rule name, missing reason,
// unused, expired.
std::vector<Finding> settle(std::vector<Finding> findings,
                            const std::vector<const Document*>& documents, const RuleSet& rules,
                            const Sources& sources, const SettleOptions& options);

}  // namespace djaz
