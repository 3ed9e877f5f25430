// Python's syntax as the evaluator sees it: what CPython's `ast` would give, with spans, and
// without tree-sitter. Built by parse.cpp, read by the evaluator; lives in the module's arena.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "djaz/source.h"

namespace djaz::python {

struct Statement;
struct Expression;
using Block = std::span<const Statement* const>;
using Expressions = std::span<const Expression* const>;

enum class ExpressionKind : std::uint8_t {
  name,
  none,
  true_literal,
  false_literal,
  ellipsis,
  integer,  // text: digits as written, underscores removed, e.g. "0x1f"
  real,     // text as written, underscores removed
  imaginary,
  string,  // text: the decoded value of all adjacent literals; pieces: one span each
  bytes,
  formatted,  // f-string
  list,
  tuple,
  set,
  dict,
  unary,
  binary,       // a left-associative run: a + b - c is one node with three operands
  boolean,      // `and` / `or` runs
  comparison,   // chained: a < b <= c
  conditional,  // a if test else b
  call,
  attribute,
  subscript,
  slice,
  starred,
  lambda,
  comprehension,
  named,        // (x := value)
  await_yield,  // await, yield, yield from
  unsupported,  // valid Python that is not modelled, or nested beyond the depth limit
};

enum class Operator : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power,
  matrix,
  left_shift,
  right_shift,
  bit_or,
  bit_xor,
  bit_and,
  plus,
  minus,
  invert,
  logical_not,
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  is,
  is_not,
  in,
  not_in,
};

struct Expression {
  ExpressionKind kind;
  Span span;
};

struct Name : Expression {
  std::string_view id;  // NFKC-normalised
};

// integer, real, imaginary, string, bytes. None, True, False and Ellipsis are a bare Expression.
struct Literal : Expression {
  std::string_view text;
  // Adjacent literals `'a' 'b'` have one span each; a single literal has one.
  std::span<const Span> pieces;
};

struct FormattedPart {
  std::string_view text;              // literal text when `value` is null
  const Expression* value = nullptr;  // {value!r:spec}
  char conversion = 0;                // 's', 'r', 'a' or 0
  bool has_specification = false;
  std::span<const FormattedPart> specification;
  Span span;
};
struct Formatted : Expression {
  std::span<const FormattedPart> parts;
};

// list, tuple, set. Elements may be Starred.
struct Sequence : Expression {
  Expressions elements;
};
struct DictItem {
  const Expression* key = nullptr;  // null for **value
  const Expression* value = nullptr;
};
struct Dict : Expression {
  std::span<const DictItem> items;
};

struct Unary : Expression {
  Operator op;
  const Expression* operand;
};
// operators.size() == operands.size() - 1; evaluated from left to right. Power is right-associative
// and has two operands.
struct Binary : Expression {
  Expressions operands;
  std::span<const Operator> operators;
};
struct Boolean : Expression {
  Operator op;  // logical_and or logical_or
  Expressions operands;
};
struct Comparison : Expression {
  Expressions operands;
  std::span<const Operator> operators;
};
struct Conditional : Expression {
  const Expression* test;
  const Expression* then;
  const Expression* otherwise;
};
struct Argument {
  std::string_view keyword;  // empty when positional
  const Expression* value = nullptr;
  enum class Spread : std::uint8_t { none, sequence, mapping } spread = Spread::none;
  Span keyword_span;
};
struct Call : Expression {
  const Expression* callee;
  std::span<const Argument> arguments;
};
struct Attribute : Expression {
  const Expression* object;
  std::string_view name;
  Span name_span;
};
struct Subscript : Expression {
  const Expression* object;
  const Expression* index;  // a Slice, a Sequence (tuple) or any expression
};
struct Slice : Expression {
  const Expression* lower;  // each may be null
  const Expression* upper;
  const Expression* step;
};
struct Starred : Expression {
  const Expression* value;
};

struct Parameter {
  std::string_view name;
  const Expression* fallback = nullptr;  // default value
  enum class Role : std::uint8_t {
    positional_only,
    ordinary,
    rest,
    keyword_only,
    keyword_rest
  } role = Role::ordinary;
  Span span;
};
struct Lambda : Expression {
  std::span<const Parameter> parameters;
  const Expression* body;
};
struct ComprehensionClause {
  const Expression* target = nullptr;
  const Expression* iterable = nullptr;
  Expressions conditions;
};
struct Comprehension : Expression {
  enum class Result : std::uint8_t { list, set, dict, generator } result;
  const Expression* element;  // the key for a dict
  const Expression* value;    // dict only
  std::span<const ComprehensionClause> clauses;
};
struct Named : Expression {
  const Name* target;
  const Expression* value;
};
struct Unsupported : Expression {
  std::string_view reason;
};

enum class StatementKind : std::uint8_t {
  expression,
  assign,
  augmented,
  remove,  // del
  import,
  import_from,
  if_chain,
  for_loop,
  while_loop,
  try_block,
  with_block,
  match_block,
  function,
  class_definition,
  return_value,
  raise,
  assertion,
  pass,
  break_loop,
  continue_loop,
  global_names,
  nonlocal_names,
  type_alias,
  unsupported,
};

struct Statement {
  StatementKind kind;
  Span span;
};

struct ExpressionStatement : Statement {
  const Expression* value;
};
// a = b = value; `x: T = value` has one target; `x: T` alone has a null value.
struct Assign : Statement {
  Expressions targets;
  const Expression* value;
  const Expression* annotation;
};
struct Augmented : Statement {
  const Expression* target;
  Operator op;
  const Expression* value;
};
struct Remove : Statement {
  Expressions targets;
};
struct ImportedName {
  std::string_view name;   // dotted for `import a.b`
  std::string_view alias;  // empty when there is none
  Span span;
};
struct Import : Statement {
  std::span<const ImportedName> names;
};
struct ImportFrom : Statement {
  std::string_view module;  // without the dots; may be empty
  std::uint32_t level;      // number of leading dots
  bool star;
  std::span<const ImportedName> names;
  Span module_span;
};
struct IfClause {
  const Expression* test = nullptr;  // null for `else`
  Block body;
};
struct If : Statement {
  std::span<const IfClause> clauses;
};
struct For : Statement {
  const Expression* target;
  const Expression* iterable;
  Block body;
  Block otherwise;
  bool is_async;
};
struct While : Statement {
  const Expression* test;
  Block body;
  Block otherwise;
};
struct ExceptClause {
  const Expression* type = nullptr;  // null for a bare except; a tuple for several
  std::string_view name;             // `as name`
  Block body;
  Span span;
  bool is_group = false;  // `except*`
};
struct Try : Statement {
  Block body;
  std::span<const ExceptClause> handlers;
  Block otherwise;
  Block finally;
};
struct WithItem {
  const Expression* context = nullptr;
  const Expression* target = nullptr;
};
struct With : Statement {
  std::span<const WithItem> items;
  Block body;
};
// Patterns that are plain compare with values or take anything; of others only what they may bind is
// kept, and the evaluator takes their bodies as possible.
struct MatchCase {
  Block body;
  Expressions captures;  // Name expressions that the pattern may bind
  Expressions values;    // plain: any of them is matched
  bool plain;
  bool anything;  // plain: `_` or a name
};
struct Match : Statement {
  const Expression* subject;
  std::span<const MatchCase> cases;
};
struct Function : Statement {
  std::string_view name;
  Span name_span;
  std::span<const Parameter> parameters;
  Block body;
  Expressions decorators;
  bool is_async;
  bool is_generator;
};
struct Class : Statement {
  std::string_view name;
  Span name_span;
  std::span<const Argument> bases;
  Block body;
  Expressions decorators;
};
struct Return : Statement {
  const Expression* value;  // may be null
};
struct Raise : Statement {
  const Expression* value;  // may be null
};
struct Assertion : Statement {
  const Expression* test;
};
struct Names : Statement {  // global, nonlocal
  std::span<const std::string_view> names;
};

// The cast that `kind` allows.
template <class T, class Base>
const T& as(const Base& base) {
  return static_cast<const T&>(base);
}

}  // namespace djaz::python
