// tree-sitter's tree as the lowering walks it: symbols as one enumeration, and a cursor over it. No
// other header names a tree-sitter type; a node kind that is not listed here is `Kind::other`.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>

namespace djaz::python {

// Named nodes first, then tokens (from `semicolon` on).
enum class Kind : std::uint8_t {
  other,
  error,
  module,
  block,
  comment,
  line_continuation,
  identifier,
  integer,
  real,
  true_literal,
  false_literal,
  none,
  ellipsis,
  string,
  concatenated_string,
  string_start,
  string_content,
  string_end,
  interpolation,
  type_conversion,
  format_specifier,
  format_expression,
  import_statement,
  future_import_statement,
  import_from_statement,
  print_statement,
  assert_statement,
  expression_statement,
  return_statement,
  delete_statement,
  raise_statement,
  pass_statement,
  break_statement,
  continue_statement,
  global_statement,
  nonlocal_statement,
  exec_statement,
  type_alias_statement,
  if_statement,
  elif_clause,
  else_clause,
  for_statement,
  while_statement,
  try_statement,
  except_clause,
  finally_clause,
  with_statement,
  with_clause,
  with_item,
  function_definition,
  class_definition,
  decorated_definition,
  decorator,
  match_statement,
  case_clause,
  case_pattern,
  relative_import,
  import_prefix,
  dotted_name,
  aliased_import,
  wildcard_import,
  assignment,
  augmented_assignment,
  pattern_list,
  expression_list,
  tuple_pattern,
  list_pattern,
  list_splat,
  list_splat_pattern,
  dictionary_splat,
  dictionary_splat_pattern,
  as_pattern,
  as_pattern_target,
  class_pattern,
  union_pattern,
  splat_pattern,
  keyword_pattern,
  parenthesized_expression,
  named_expression,
  not_operator,
  boolean_operator,
  binary_operator,
  unary_operator,
  comparison_operator,
  lambda,
  conditional_expression,
  attribute,
  subscript,
  slice,
  call,
  argument_list,
  keyword_argument,
  list,
  set,
  tuple,
  dictionary,
  pair,
  list_comprehension,
  set_comprehension,
  dictionary_comprehension,
  generator_expression,
  for_in_clause,
  if_clause,
  await,
  yield,
  parameters,
  lambda_parameters,
  typed_parameter,
  default_parameter,
  typed_default_parameter,
  keyword_separator,
  positional_separator,
  type,
  type_parameter,
  generic_type,
  union_type,
  member_type,
  splat_type,
  constrained_type,
  semicolon,
  comma,
  colon,
  dot,
  equals,
  star,
  star_star,
  left_parenthesis,
  async,
  from,
  less_greater,
  plus,
  minus,
  slash,
  slash_slash,
  percent,
  at,
  shift_left,
  shift_right,
  ampersand,
  caret,
  bar,
  tilde,
  keyword_not,
  keyword_and,
  keyword_or,
  keyword_is,
  is_not,
  keyword_in,
  not_in,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
};

enum class Field : std::uint8_t {
  none,
  alias,
  alternative,
  argument,
  arguments,
  attribute,
  body,
  cause,
  condition,
  consequence,
  definition,
  expression,
  format_specifier,
  function,
  guard,
  key,
  left,
  module_name,
  name,
  object,
  operator_,
  operators,
  parameters,
  return_type,
  right,
  subject,
  subscript,
  superclasses,
  type,
  type_conversion,
  type_parameters,
  value,
};

Kind kind_of(TSSymbol symbol);
Field field_of(TSFieldId field);

// One cursor walks the whole tree; a function that moves it leaves it where it found it.
class Cursor {
 public:
  explicit Cursor(TSNode node) : cursor_(ts_tree_cursor_new(node)) { read(); }
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  Kind kind() const { return kind_; }
  Field field() const { return field_of(ts_tree_cursor_current_field_id(&cursor_)); }
  std::uint32_t begin() const { return begin_; }
  std::uint32_t end() const { return ts_node_end_byte(node_); }
  bool has_error() const { return ts_node_has_error(node_); }
  bool is_missing() const { return ts_node_is_missing(node_); }
  bool is_named() const { return ts_node_is_named(node_); }

  // Comments and line continuations may stand between any two tokens: they are stepped over.
  bool down() { return ts_tree_cursor_goto_first_child(&cursor_) && settle(); }
  bool next() { return ts_tree_cursor_goto_next_sibling(&cursor_) && settle(); }
  void up() {
    ts_tree_cursor_goto_parent(&cursor_);
    read();
  }

  // Calls `visit` with the cursor on each child in turn.
  template <class Visit>
  void children(Visit&& visit) {
    if (!ts_tree_cursor_goto_first_child(&cursor_)) return;
    for (bool more = settle(); more; more = next()) visit();
    up();
  }

 private:
  void read() {
    node_ = ts_tree_cursor_current_node(&cursor_);
    kind_ = kind_of(ts_node_symbol(node_));
    begin_ = ts_node_start_byte(node_);
  }
  // On the first node at or after the current one that is not an extra; false when there is none.
  bool settle() {
    for (;;) {
      read();
      if (kind_ != Kind::comment && kind_ != Kind::line_continuation) return true;
      if (!ts_tree_cursor_goto_next_sibling(&cursor_)) return false;
    }
  }

  TSTreeCursor cursor_;
  TSNode node_;
  Kind kind_;
  std::uint32_t begin_;
};

}  // namespace djaz::python
