// From nodes to compiled rules. Every mistake becomes an Error with a place and, where one is near,
// a suggestion; reading goes on, so that an author sees all mistakes at once.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/result.h"
#include "rules/compiled.h"
#include "rules/rule.h"

namespace djaz {

// Who wrote the rules.
enum class Author : std::uint8_t {
  embedded,  // djaz: they lie in the executable, and tests have looked at them already
  house,     // djaz: they come from a file
  user,      // codes begin with other letters than DZ
};

// What is read of a rule inside the executable for its words, its `body` and its remedy.
extern const std::vector<std::string_view> kHeadKeys;
extern const std::vector<std::string_view> kBodyKeys;
extern const std::vector<std::string_view> kRemedyKeys;

class Compiler {
 public:
  Compiler(std::vector<Error>& errors, Author author) : errors_(errors), author_(author) {}

  // The steps of reading one `[[rule]]`; each adds to the errors what is wrong with its part.
  void keys(const Node& table);
  RuleHead head(const Node& table);
  CompiledRule body(const Node& table);
  std::vector<Example> examples(const Node& table);
  Remedy remedy(const Node& table);

 private:
  // compile_words.cpp
  void words(const Node& table, RuleInfo& info);
  void names(const Node& table, const RuleInfo& info);
  void equivalents(const Node& table, Equivalents& out);
  void fix_words(const Node& rule, RuleInfo& info);

  // compile_examples.cpp
  void examples(const Node& rule, std::string_view key, std::vector<Example>& out);
  Example example(const Node& table, bool bad);

  // compile_rule.cpp
  void joins(const Node& rule, CompiledRule& out);
  void cases(const Node& rule, CompiledRule& out);
  void related(const Node& rule, CompiledRule& out);
  void verdict(const Node& rule, CompiledRule& out);
  void check(const Node& value, CompiledRule& out);
  std::vector<Path> select(const Node& rule, std::string_view key);
  std::vector<Path> each(const Node& rule);

  // compile_fix.cpp
  void fix(const Node& rule, CompiledRule& out);
  bool replacement(const Node& with, bool name);

  // compile_condition.cpp
  Condition condition(const Node& node, int depth = 0);
  static std::string word_near(std::string_view word);
  void parts(const Node& list, int depth, std::vector<Condition>& out);
  void operand(const Entry& chosen, int depth, Condition& out);
  void quantifier(const Entry& chosen, const Node* that, int depth, Condition& out);
  bool test(std::string_view name, const Node& operand, Test& out);
  bool bounds(const Node& operand, bool versions, Bounds& out);
  bool predicate(const Node& operand, Test& out);
  bool one_of(const Node& operand, std::string_view what,
              const std::vector<std::string_view>& words);

  // compile_text.cpp
  std::optional<Path> plain_path(const Node& node, std::string_view text);
  // For a condition, a label or a message: no wildcards, and every variable is known.
  std::optional<CompiledPath> path(const Node& node, std::string_view text);
  // For a quantifier: at least one wildcard.
  std::optional<Quantified> quantified(const Node& node);
  // What the variable of a path stands for.
  bool base(const Node& node, const std::string& variable, CompiledPath& out);
  Template message(const Node& node);

  // keys.cpp
  void fail(const Span& place, std::string message, std::string help = "");
  // Refuses every key that is not among them.
  void only(const Node& table, std::string_view what, std::span<const std::string_view> keys);
  void only(const Node& table, std::string_view what, std::initializer_list<std::string_view> keys);
  // `what` and `before` are words for the mistake: "an item of " and "`tags`".
  bool is(const Node& node, Kind kind, std::string_view what, std::string_view before = "");
  bool is_under(std::string_view key, const Node& node, Kind kind, std::string_view before = "");
  const Node* find(const Node& table, std::string_view key) const;
  std::string_view text(const Node& table, std::string_view key, bool required = false);
  std::vector<std::string_view> texts(const Node& table, std::string_view key);
  std::vector<std::string> strings(const Node& table, std::string_view key);
  bool flag(const Node& table, std::string_view key);
  std::optional<Severity> severity(const Node& table);
  std::optional<Confidence> confidence(const Node& table);
  static std::string suggestion(std::string_view word,
                                const std::vector<std::string_view>& options);

  std::vector<Error>& errors_;
  Author author_;
  // Of the rule in hand: the names of its joins, and whether `$node` and they may be used.
  std::vector<std::string> joins_;
  bool inside_join_ = false;
  // Whether the rule has an `each`, so that there is an `$item`.
  bool has_item_ = false;
  // A path of the rule in hand starts at `$project`.
  bool asks_project_ = false;
  // Whether a path of the condition in hand spoke of `$node` or `$item`.
  bool spoke_of_node_ = false;
};

}  // namespace djaz
