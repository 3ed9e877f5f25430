// Simple statements, and the walk over a block.
#include <algorithm>

#include "python/legacy.h"
#include "python/lower.h"
#include "python/prescan.h"
#include "support/text.h"

namespace djaz::python {

void Lowering::run() { module_.body = block(); }

void Lowering::problem(const Span& where, std::string_view message) {
  // More than are ever shown: the first ones in the file are chosen at the end.
  if (module_.problems.size() < 16 * kMaxProblems) {
    module_.problems.push_back({where, std::string(message)});
  }
}

Block Lowering::block() {
  StatementList list(statement_stack_, arena_);
  cursor_.children([&] {
    if (cursor_.is_named()) statement(list);
  });
  return list.take();
}

void Lowering::statement(StatementList& out) {
  if (cursor_.kind() == Kind::decorated_definition && !cursor_.has_error()) {
    out.add(decorated(out));
    return;
  }
  if (cursor_.kind() == Kind::function_definition && !cursor_.has_error()) {
    out.add(function({}, out));
    return;
  }
  const auto one = [&]() -> const Statement* {
    if (cursor_.has_error() || cursor_.kind() == Kind::error) return unsupported_statement();
    switch (cursor_.kind()) {
      case Kind::expression_statement:
        return expression_statement();
      case Kind::import_statement:
        return import_names();
      case Kind::import_from_statement:
      case Kind::future_import_statement:
        return import_from();
      case Kind::print_statement:
        problem(span(), kPrintStatement);
        return unsupported_statement();
      case Kind::exec_statement:
        problem(span(), "an exec statement of Python 2");
        return unsupported_statement();
      case Kind::assert_statement:
        return assertion();
      case Kind::return_statement:
        return return_statement();
      case Kind::delete_statement:
        return remove();
      case Kind::raise_statement:
        return raise();
      case Kind::pass_statement:
        return plain_statement(StatementKind::pass);
      case Kind::break_statement:
        if (!in_loop_) problem(span(), "break outside of a loop");
        return plain_statement(StatementKind::break_loop);
      case Kind::continue_statement:
        if (!in_loop_) problem(span(), "continue outside of a loop");
        return plain_statement(StatementKind::continue_loop);
      case Kind::global_statement:
        return names(StatementKind::global_names);
      case Kind::nonlocal_statement:
        return names(StatementKind::nonlocal_names);
      case Kind::type_alias_statement:
        return type_alias();
      case Kind::if_statement:
        return if_chain();
      case Kind::for_statement:
        return for_loop();
      case Kind::while_statement:
        return while_loop();
      case Kind::try_statement:
        return try_block();
      case Kind::with_statement:
        return with_block();
      case Kind::class_definition:
        return class_definition({});
      case Kind::match_statement:
        return match_block();
      default:
        return unsupported_statement();
    }
  };
  out.add(one());
}

const Statement* Lowering::plain_statement(StatementKind kind) {
  return make<Statement>(kind, span());
}

const Statement* Lowering::unsupported_statement() {
  return plain_statement(StatementKind::unsupported);
}

// tree-sitter-python takes `type(x).y = z` for an alias as well; what is assigned to is then lost.
const Statement* Lowering::type_alias() {
  constexpr std::size_t kKeyword = 4;
  const Span whole = span();
  const std::size_t after = text_.find_first_not_of(" \t\f\\\r\n", whole.begin + kKeyword);
  const bool alias = after != std::string_view::npos && after > whole.begin + kKeyword &&
                     (is_alpha(text_[after]) || text_[after] == '_' || (text_[after] & 0x80) != 0);
  if (alias) return plain_statement(StatementKind::type_alias);
  if (contains_named()) return unsupported_statement();
  ExpressionList targets = expressions();
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (cursor_.field() == Field::left) targets.add(unsupported(span(), "attribute of a call"));
    if (cursor_.field() == Field::right) value = type();
  });
  return make<Assign>(Statement{StatementKind::assign, whole}, targets.take(), value, nullptr);
}

const Statement* Lowering::expression_statement() {
  const Span whole = span();
  const Statement* result = nullptr;
  ExpressionList elements = expressions();
  bool comma = false;
  cursor_.children([&] {
    switch (cursor_.kind()) {
      case Kind::assignment:
        result = assignment();
        break;
      case Kind::augmented_assignment:
        result = augmented();
        break;
      case Kind::comma:
        comma = true;
        break;
      case Kind::yield:
      case Kind::named_expression:
        elements.add(expression(Place::value));
        break;
      default:
        elements.add(expression(Place::element));
        break;
    }
  });
  if (result != nullptr) return result;
  const Expression* value = nullptr;
  if (comma) {
    value = make<Sequence>(Expression{ExpressionKind::tuple, whole}, elements.take());
  } else if (elements.size() == 1) {
    value = elements.items()[0];
    if (value->kind == ExpressionKind::starred) {
      problem(value->span, "a starred expression cannot stand here");
    }
  } else {
    return unsupported_statement();
  }
  return make<ExpressionStatement>(Statement{StatementKind::expression, whole}, value);
}

// `a = b = c` nests to the right in the tree; the chain is walked, not recursed into.
const Statement* Lowering::assignment() {
  const Span whole = span();
  ExpressionList targets = expressions();
  const Expression* annotation = nullptr;
  const Expression* value = nullptr;
  int levels = 0;
  bool wrong = false;
  for (bool more = true; more;) {
    more = false;
    if (!cursor_.down()) break;
    ++levels;
    do {
      const Field field = cursor_.field();
      if (field == Field::left) {
        targets.add(target());
      } else if (field == Field::type) {
        annotation = type();
        wrong = wrong || levels > 1;
      } else if (field == Field::right) {
        if (cursor_.kind() == Kind::assignment) {
          wrong = wrong || annotation != nullptr;
          more = true;
          break;
        }
        if (cursor_.kind() == Kind::augmented_assignment) {
          problem(span(), "an augmented assignment is not an expression");
          value = unsupported(span(), "augmented assignment");
        } else {
          value = expression(Place::value);
        }
      }
    } while (cursor_.next());
    if (!more) break;
  }
  for (; levels > 0; --levels) cursor_.up();
  if (annotation != nullptr && !targets.items().empty()) {
    const ExpressionKind kind = targets.items()[0]->kind;
    wrong = wrong || kind == ExpressionKind::tuple || kind == ExpressionKind::list;
  }
  if (wrong) problem(whole, "an annotation that may not stand here");
  return make<Assign>(Statement{StatementKind::assign, whole}, targets.take(), value, annotation);
}

namespace {

Operator augmented_operator(std::string_view text) {
  struct Entry {
    std::string_view text;
    Operator op;
  };
  static constexpr Entry kOperators[] = {
      {"+=", Operator::add},           {"-=", Operator::subtract},
      {"*=", Operator::multiply},      {"/=", Operator::divide},
      {"//=", Operator::floor_divide}, {"%=", Operator::modulo},
      {"**=", Operator::power},        {"@=", Operator::matrix},
      {"<<=", Operator::left_shift},   {">>=", Operator::right_shift},
      {"|=", Operator::bit_or},        {"^=", Operator::bit_xor},
      {"&=", Operator::bit_and},
  };
  for (const Entry& entry : kOperators) {
    if (entry.text == text) return entry.op;
  }
  return Operator::add;
}

}  // namespace

const Statement* Lowering::augmented() {
  const Span whole = span();
  const Expression* left = nullptr;
  const Expression* value = nullptr;
  Operator op = Operator::add;
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::left:
        left = target();
        break;
      case Field::operator_:
        op = augmented_operator(source());
        break;
      case Field::right:
        if (cursor_.kind() == Kind::assignment || cursor_.kind() == Kind::augmented_assignment) {
          problem(span(), "an assignment is not an expression");
          value = unsupported(span(), "assignment");
        } else {
          value = expression(Place::value);
        }
        break;
      default:
        break;
    }
  });
  if (left->kind != ExpressionKind::name && left->kind != ExpressionKind::attribute &&
      left->kind != ExpressionKind::subscript) {
    problem(left->span, "an augmented assignment needs a single target");
  }
  return make<Augmented>(Statement{StatementKind::augmented, whole}, left, op, value);
}

const Statement* Lowering::remove() {
  const Span whole = span();
  ExpressionList targets = expressions();
  const auto add = [&] {
    const Expression* one = expression();
    if (!is_target(*one)) problem(one->span, "this cannot be deleted");
    targets.add(one);
  };
  cursor_.children([&] {
    if (cursor_.kind() == Kind::expression_list) {
      cursor_.children([&] {
        if (cursor_.is_named()) add();
      });
    } else if (cursor_.is_named()) {
      add();
    }
  });
  return make<Remove>(Statement{StatementKind::remove, whole}, targets.take());
}

const Statement* Lowering::return_statement() {
  const Span whole = span();
  if (!in_function_) problem(whole, "return outside of a function");
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (cursor_.is_named()) value = expression(Place::value);
  });
  return make<Return>(Statement{StatementKind::return_value, whole}, value);
}

const Statement* Lowering::raise() {
  const Span whole = span();
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (!cursor_.is_named()) return;
    if (cursor_.kind() == Kind::expression_list) {
      problem(span(), "a raise statement of Python 2");
      return;
    }
    const bool cause = cursor_.field() == Field::cause;
    const Expression* one = expression();
    if (!cause) value = one;
  });
  return make<Raise>(Statement{StatementKind::raise, whole}, value);
}

const Statement* Lowering::assertion() {
  const Span whole = span();
  ExpressionList parts = expressions();
  cursor_.children([&] {
    if (cursor_.is_named()) parts.add(expression());
  });
  if (parts.size() == 0) return unsupported_statement();
  if (parts.size() > 2) problem(whole, "an assertion has a test and one message");
  return make<Assertion>(Statement{StatementKind::assertion, whole}, parts.items()[0]);
}

const Statement* Lowering::names(StatementKind kind) {
  const Span whole = span();
  if (kind == StatementKind::nonlocal_names && !below_function_) {
    problem(whole, "nonlocal outside of a function");
  }
  std::vector<std::string_view> list;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::identifier) list.push_back(identifier());
  });
  return make<Names>(Statement{kind, whole}, arena_.list(list));
}

}  // namespace djaz::python
