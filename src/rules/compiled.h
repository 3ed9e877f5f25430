// A rule as evaluation uses it: paths parsed, names of joins and predicates resolved. Conditions
// are plain data, so that a test can take a part away and see whether any example notices.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checks/check.h"
#include "djaz/rule.h"
#include "rules/predicates/predicate.h"
#include "rules/predicates/regex.h"
#include "rules/predicates/version.h"
#include "tree/path.h"

namespace djaz {

struct CompiledPath {
  // What the path starts from: the node a condition is asked of, the judged node (`$node`), the
  // selected node above it (`$item`), a join (`$name`) or the whole deployment (`$project`).
  enum class Base : std::uint8_t { subject, node, item, join, project };
  Base base = Base::subject;
  std::size_t join = 0;
  Path path;
};

// `{ at_least = …, less_than = … }`, of a count or a version.
struct Bounds {
  enum class Relation : std::uint8_t { equals, at_least, at_most, more_than, less_than };
  struct Bound {
    Relation relation = Relation::equals;
    std::int64_t number = 0;
    Version version;
  };
  std::vector<Bound> bounds;
};

struct Test {
  enum class Kind : std::uint8_t {
    present,
    equals,
    truthy,
    in,
    matches,
    contains,
    at_least,
    at_most,
    count,
    version,
    type,
    trait,
    is,
  };
  Kind kind = Kind::present;
  // What is compared with, as the rule wrote it; the whole table where the test takes one.
  const Node* operand = nullptr;
  // `equals = { from = "path" }`
  std::optional<CompiledPath> from;
  std::shared_ptr<const Regex> regex;
  Bounds bounds;
  const Predicate* predicate = nullptr;
};

// The path of a quantifier, taken one step at a time, since each step may meet candidates.
struct Quantified {
  CompiledPath start;  // no steps but where it starts from
  std::vector<Path> steps;
};

struct Condition {
  // An `all` without parts always holds, an `any` without parts never.
  // `by_default` is a `may` that passes over candidates which are asked for.
  // `written` asks of a text as the documents write it, whatever a deployment adds.
  // `every`, `some` and `none` ask their one part of all nodes to which `over` leads.
  enum class How : std::uint8_t {
    all,
    any,
    negate,
    may,
    by_default,
    certain,
    written,
    every,
    some,
    none,
    test
  };
  How how = How::all;
  std::optional<CompiledPath> path;
  std::optional<Quantified> over;
  std::vector<Condition> parts;
  Test test;
  // Where it is written; invalid for built-in rules.
  Span span;

  bool is_quantifier() const { return over.has_value(); }
};

// Text with places for values: `the worker class is `{@value}``.
struct Template {
  struct Piece {
    std::string text;
    // Set when the piece is a value.
    std::optional<CompiledPath> path;
    // `{@evidence}`: what a native check says it saw.
    bool evidence = false;
  };
  std::vector<Piece> pieces;
};

struct Join {
  std::string name;
  std::vector<Path> select;
  std::optional<Condition> where;
  // `where` speaks of `$node` or `$item`, so the binding differs from node to node.
  bool correlated = false;
};

struct Case {
  Condition when;
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  std::optional<Template> message;
  std::optional<std::vector<std::string_view>> django;
};

struct RelatedPlace {
  CompiledPath at;
  Template text;
};

// How a fault is mended in the file: a value, or its key, is written anew, or taken away.
struct Recipe {
  enum class How : std::uint8_t { replace, rename, remove };
  How how = How::replace;
  CompiledPath at;
  // What is written instead: a boolean, a whole number or plain text.
  const Node* with = nullptr;
};

class Rule;

struct CompiledRule {
  enum class Verdict : std::uint8_t { require, forbid, check };

  // The rule that these conditions belong to.
  const Rule* rule = nullptr;
  std::vector<Path> select;
  // When not empty, what is judged are the nodes to which these lead from a selected one.
  std::vector<Path> each;
  std::optional<Condition> where;
  std::optional<Condition> unless;
  Verdict verdict = Verdict::forbid;
  Condition condition;  // require or forbid
  const Check* check = nullptr;
  const Node* check_arguments = nullptr;
  std::vector<Case> cases;
  std::vector<Join> joins;
  Template message;
  std::optional<CompiledPath> at;
  std::vector<RelatedPlace> related;
  // Names of rules.
  std::vector<std::string_view> yields_to;
  std::optional<Recipe> fix;
  bool sensitive = false;
  // A path of it starts at `$project`.
  bool asks_project = false;
  bool report_possible = false;
};

}  // namespace djaz
