// One rule of a set, read as far as anybody asks. What choosing takes is there from the start; its
// words and its conditions are read at the first question, since most runs judge with few of the
// rules and find fault with fewer, and its examples only to be shown or tried.
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
  // The paths to what it judges, as they are written: see reach.h.
  std::vector<std::string_view> selects;
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
  const RuleInfo& info() const;
  const CompiledRule& compiled() const;
  // Whether what it judges is secret.
  bool is_sensitive() const;

  // The same as in the words.
  const std::string_view name;
  const std::string_view code;
  const std::string_view status;
  const std::vector<std::string_view> profiles;
  // As in the head.
  const std::vector<std::string_view> selects;

 private:
  using Choice = std::vector<std::vector<std::string_view>>;
  Rule(EmbeddedTable table, Choice choice);

  EmbeddedTable table_;
  std::shared_ptr<const Arena> arena_;
  mutable std::atomic<const RuleInfo*> info_ = nullptr;
  mutable std::atomic<const CompiledRule*> compiled_ = nullptr;
};

}  // namespace djaz
