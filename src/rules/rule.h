// One rule of a set, read as far as anybody asks. Its words are there from the start; its
// conditions are compiled at the first question, since most runs judge with few of the rules, and
// its examples are read only to be shown or tried.
#pragma once

#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "djaz/rule.h"
#include "syntax/embedded.h"
#include "tree/arena.h"

namespace djaz {

// Defined in src/rules/compiled.h; nobody outside src/rules/ needs it.
struct CompiledRule;

struct RuleHead {
  RuleInfo info;
  // Where its `select` begin: `settings`, `azure`. Where a project has none of them, the rule has
  // nothing to say.
  std::vector<std::string_view> branches;
};

class Rule {
 public:
  // A rule inside the executable. Tests have looked at it already.
  explicit Rule(EmbeddedTable table);
  // A rule from a file. Its words and the operands of its conditions live in the arena.
  Rule(RuleHead head, CompiledRule compiled, std::shared_ptr<const Arena> arena);
  // The same rule with other conditions.
  Rule(const Rule& rule, CompiledRule compiled);
  ~Rule();
  Rule& operator=(const Rule&) = delete;

  // From any thread.
  const CompiledRule& compiled() const;

  const RuleInfo info;
  const std::vector<std::string_view> branches;

 private:
  Rule(EmbeddedTable table, RuleHead head);

  EmbeddedTable table_;
  std::shared_ptr<const Arena> arena_;
  mutable std::atomic<const CompiledRule*> compiled_ = nullptr;
};

}  // namespace djaz
