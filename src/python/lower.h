// tree-sitter's tree to syntax.h. One cursor, recursion capped; whatever tree-sitter-python accepts
// and CPython does not becomes a problem here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/parse.h"
#include "python/strings.h"
#include "python/syntax.h"
#include "python/tree.h"

namespace djaz::python {

// Levels of expressions and blocks in one another. CPython allows about as many brackets.
constexpr int kMaxDepth = 200;

class Lowering {
 public:
  // `text` is the original, not the one with its literal text blanked out that tree-sitter parsed.
  Lowering(Cursor& cursor, std::string_view text, Module& module)
      : cursor_(cursor), text_(text), module_(module), arena_(module.arena) {}

  // The cursor is on the tree's root.
  void run();

 private:
  // A list that grows while others grow above it; taken into the arena at its end.
  template <class T>
  class List {
   public:
    List(std::vector<T>& stack, Arena& arena) : stack_(stack), arena_(arena), mark_(stack.size()) {}
    ~List() { stack_.resize(mark_); }
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    void add(const T& item) { stack_.push_back(item); }
    void clear() { stack_.resize(mark_); }
    std::size_t size() const { return stack_.size() - mark_; }
    std::span<const T> items() const { return std::span<const T>(stack_).subspan(mark_); }
    std::span<const T> take() { return arena_.list(items()); }

   private:
    std::vector<T>& stack_;
    Arena& arena_;
    std::size_t mark_;
  };
  using ExpressionList = List<const Expression*>;
  using StatementList = List<const Statement*>;
  ExpressionList expressions() { return {expression_stack_, arena_}; }

  // Where an expression stands decides what it may be.
  enum class Place : std::uint8_t {
    plain,
    element,    // of a collection, a subscript or an argument: `*x` and `x := 1` may stand here
    value,      // right of `=`, after `return`: `a, *b` and yield may stand here
    argument,   // as an element; more may stand after the star
    condition,  // `x := 1` may stand here
    head,       // what a dot, a bracket or an operator follows: see `star_`
  };

  // Places and text.
  Span span() const { return {module_.file, cursor_.begin(), cursor_.end()}; }
  Span between(const Span& first, const Span& last) const {
    return {module_.file, first.begin, last.end};
  }
  std::string_view source() const {
    return text_.substr(cursor_.begin(), cursor_.end() - cursor_.begin());
  }
  void problem(const Span& where, std::string_view message);
  template <class T, class... Fields>
  const T* make(Fields&&... fields) {
    return arena_.make<T>(std::forward<Fields>(fields)...);
  }
  std::string_view identifier();
  std::string_view dotted_name();
  bool contains_named();

  // Statements (lower_statements.cpp, lower_blocks.cpp).
  Block block();
  void statement(StatementList& out);
  const Statement* unsupported_statement();
  const Statement* plain_statement(StatementKind kind);
  const Statement* expression_statement();
  const Statement* type_alias();
  const Statement* assignment();
  const Statement* augmented();
  const Statement* remove();
  const Statement* import_names();
  const Statement* import_from();
  void imported_name(std::vector<ImportedName>& names);
  const Statement* return_statement();
  const Statement* raise();
  const Statement* assertion();
  const Statement* names(StatementKind kind);
  const Statement* if_chain();
  IfClause if_clause();
  Block else_clause();
  const Statement* for_loop();
  const Statement* while_loop();
  const Statement* try_block();
  ExceptClause except_clause();
  const Statement* with_block();
  void with_items(std::vector<WithItem>& items);
  WithItem with_item();
  const Statement* match_block();
  MatchCase match_case();
  void plain_pattern(MatchCase& out, std::vector<const Expression*>& values);
  void captures(ExpressionList& out);
  const Statement* function(Expressions decorators, StatementList& out);
  void check_type_parameters();
  const Statement* class_definition(Expressions decorators);
  const Statement* decorated(StatementList& out);
  Block body_of(bool in_function, bool in_loop);

  // Expressions (lower_expressions.cpp, lower_operators.cpp, lower_calls.cpp).
  const Expression* expression(Place place = Place::plain);
  const Expression* expression_here(Place place);
  const Expression* target();
  bool is_target(const Expression& expression);
  void check_stars(const Expression& target);
  const Expression* unsupported(const Span& where, std::string_view reason);
  const Expression* name();
  const Expression* integer();
  const Expression* real();
  const Expression* bare(ExpressionKind kind);
  const Expression* sequence(ExpressionKind kind);
  const Expression* parenthesized(Place place);
  const Expression* starred(Place place);
  const Expression* dictionary();
  const Expression* unary();
  const Expression* logical_not();
  struct Run;
  const Expression* binary();
  const Expression* boolean();
  const Expression* operand(Place place = Place::plain);
  Operator operator_here();
  void gather(Run& run, Kind kind, Operator top);
  const Expression* ordered(const Run& run, const Span& whole);
  const Expression* comparison();
  const Expression* conditional(Place place);
  const Expression* call();
  std::span<const Argument> arguments();
  Argument argument();
  void check_order(std::span<const Argument> arguments);
  const Expression* attribute();
  const Expression* subscript();
  const Expression* slice();
  const Expression* lambda();
  std::span<const Parameter> parameters(bool& named_annotation);
  void check_parameters(std::span<const Parameter> parameters, bool bare_star);
  Parameter parameter(bool& named_annotation);
  const Expression* comprehension(Comprehension::Result result);
  void comprehension_clause(ComprehensionClause& clause, bool& is_async);
  const Expression* named();
  const Expression* yield_or_await();
  const Expression* type(bool argument = false);
  const Expression* type_arguments();

  // Strings (lower_strings.cpp).
  struct Pieces {
    std::string text;
    std::vector<FormattedPart> parts;
    std::vector<Span> spans;
    std::uint32_t text_begin = 0;
    std::uint32_t text_end = 0;
    bool bytes = false;
    bool plain = false;
    bool formatted = false;
    std::string_view unsupported;
  };
  const Expression* string();
  const Expression* concatenated_string();
  const Expression* string_of(const Span& where, Pieces& pieces);
  void string_piece(Pieces& pieces);
  void literal_text(Pieces& pieces, std::uint32_t begin, std::uint32_t end,
                    const StringPrefix& prefix);
  void flush_text(Pieces& pieces);
  FormattedPart replacement_field(const StringPrefix& prefix, Pieces& pieces);
  std::span<const FormattedPart> specification(const StringPrefix& prefix, Pieces& pieces);

  Cursor& cursor_;
  std::string_view text_;
  Module& module_;
  Arena& arena_;
  std::vector<const Expression*> expression_stack_;
  std::vector<const Statement*> statement_stack_;
  std::string scratch_;
  int depth_ = 0;
  bool in_function_ = false;
  bool in_async_ = false;
  // Also in a class inside a function.
  bool below_function_ = false;
  bool in_loop_ = false;
  bool saw_yield_ = false;
  // tree-sitter-python reads `*a.b + c` as `(*a).b + c`: set while the star is on its way up to the
  // whole that it belongs to.
  bool star_ = false;
};

}  // namespace djaz::python
