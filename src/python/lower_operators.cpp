// Operators. A long run of them nests to the left in the tree, as deep as the run is long; it is
// walked down and up again with the cursor, never recursed into.
#include "python/lower.h"

namespace djaz::python {

struct Lowering::Run {
  ExpressionList operands;
  std::vector<Operator> operators;
};

namespace {

Operator operator_of(Kind kind) {
  switch (kind) {
    case Kind::plus:
      return Operator::add;
    case Kind::minus:
      return Operator::subtract;
    case Kind::star:
      return Operator::multiply;
    case Kind::slash:
      return Operator::divide;
    case Kind::slash_slash:
      return Operator::floor_divide;
    case Kind::percent:
      return Operator::modulo;
    case Kind::star_star:
      return Operator::power;
    case Kind::at:
      return Operator::matrix;
    case Kind::shift_left:
      return Operator::left_shift;
    case Kind::shift_right:
      return Operator::right_shift;
    case Kind::bar:
      return Operator::bit_or;
    case Kind::caret:
      return Operator::bit_xor;
    case Kind::ampersand:
      return Operator::bit_and;
    case Kind::tilde:
      return Operator::invert;
    case Kind::keyword_and:
      return Operator::logical_and;
    case Kind::keyword_or:
      return Operator::logical_or;
    case Kind::equal:
      return Operator::equal;
    case Kind::not_equal:
    case Kind::less_greater:
      return Operator::not_equal;
    case Kind::less:
      return Operator::less;
    case Kind::less_equal:
      return Operator::less_equal;
    case Kind::greater:
      return Operator::greater;
    case Kind::greater_equal:
      return Operator::greater_equal;
    case Kind::keyword_is:
      return Operator::is;
    case Kind::is_not:
      return Operator::is_not;
    case Kind::keyword_in:
      return Operator::in;
    case Kind::not_in:
      return Operator::not_in;
    default:
      return Operator::add;
  }
}

}  // namespace

// tree-sitter-python lets a lambda stand anywhere.
const Expression* Lowering::operand(Place place) {
  if (cursor_.kind() == Kind::lambda) problem(span(), "a lambda needs parentheses here");
  return expression(place);
}

Operator Lowering::operator_here() {
  Operator result = Operator::add;
  cursor_.children([&] {
    if (cursor_.field() == Field::operator_) result = operator_of(cursor_.kind());
  });
  return result;
}

// Operands and operators of the unparenthesised run at the cursor, in the order they are written.
void Lowering::gather(Run& run, Kind kind, Operator top) {
  int levels = 0;
  for (bool more = true; more && cursor_.down();) {
    ++levels;
    more = false;
    if (cursor_.kind() != kind || top == Operator::power) continue;
    const Operator inner = operator_here();
    more = kind == Kind::boolean_operator ? inner == top : inner != Operator::power;
  }
  run.operands.add(operand(kind == Kind::binary_operator ? Place::head : Place::plain));
  for (; levels > 0; --levels) {
    while (cursor_.next()) {
      if (cursor_.field() == Field::operator_) {
        run.operators.push_back(operator_of(cursor_.kind()));
      } else if (cursor_.field() == Field::right) {
        const bool nested = cursor_.kind() == Kind::binary_operator &&
                            run.operators.back() == Operator::bit_and &&
                            operator_here() == Operator::bit_xor;
        if (nested) {
          gather(run, kind, Operator::bit_xor);
        } else {
          run.operands.add(operand());
        }
      }
    }
    cursor_.up();
  }
}

// tree-sitter-python lets `^` bind tighter than `&`; in Python it is the other way round. Takes
// what follows a `^` up to the next operator that is no `&` together.
const Expression* Lowering::ordered(const Run& run, const Span& whole) {
  ExpressionList operands = expressions();
  std::vector<Operator> operators;
  operands.add(run.operands.items()[0]);
  for (std::size_t i = 0; i < run.operators.size();) {
    const Operator op = run.operators[i];
    std::size_t end = i + 1;
    if (op == Operator::bit_xor) {
      while (end < run.operators.size() && run.operators[end] == Operator::bit_and) ++end;
    }
    const Expression* operand = run.operands.items()[i + 1];
    if (end > i + 1) {
      const auto part = run.operands.items().subspan(i + 1, end - i);
      const std::vector<Operator> ands(end - i - 1, Operator::bit_and);
      const Span where = between(part.front()->span, part.back()->span);
      operand = make<Binary>(Expression{ExpressionKind::binary, where}, arena_.list(part),
                             arena_.list(ands));
    }
    operators.push_back(op);
    operands.add(operand);
    i = end;
  }
  return make<Binary>(Expression{ExpressionKind::binary, whole}, operands.take(),
                      arena_.list(operators));
}

const Expression* Lowering::binary() {
  Span whole = span();
  Run run{expressions(), {}};
  gather(run, Kind::binary_operator, operator_here());
  if (star_) whole.begin = run.operands.items()[0]->span.begin;
  return ordered(run, whole);
}

const Expression* Lowering::boolean() {
  const Span whole = span();
  Run run{expressions(), {}};
  const Operator op = operator_here();
  gather(run, Kind::boolean_operator, op);
  return make<Boolean>(Expression{ExpressionKind::boolean, whole}, op, run.operands.take());
}

const Expression* Lowering::unary() {
  const Span whole = span();
  Operator op = Operator::plus;
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (cursor_.field() == Field::operator_) {
      op = cursor_.kind() == Kind::minus   ? Operator::minus
           : cursor_.kind() == Kind::tilde ? Operator::invert
                                           : Operator::plus;
    } else if (cursor_.field() == Field::argument) {
      value = operand();
    }
  });
  return make<Unary>(Expression{ExpressionKind::unary, whole}, op, value);
}

const Expression* Lowering::logical_not() {
  const Span whole = span();
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (cursor_.field() == Field::argument) value = operand();
  });
  return make<Unary>(Expression{ExpressionKind::unary, whole}, Operator::logical_not, value);
}

const Expression* Lowering::comparison() {
  const Span whole = span();
  Run run{expressions(), {}};
  cursor_.children([&] {
    if (cursor_.field() == Field::operators) {
      if (cursor_.kind() == Kind::less_greater) problem(span(), "the operator `<>` of Python 2");
      run.operators.push_back(operator_of(cursor_.kind()));
    } else {
      run.operands.add(operand());
    }
  });
  return make<Comparison>(Expression{ExpressionKind::comparison, whole}, run.operands.take(),
                          arena_.list(run.operators));
}

const Expression* Lowering::conditional(Place place) {
  const Span whole = span();
  const Expression* parts[3] = {};
  int count = 0;
  // The grammar takes `x := a if b else c` for a condition around `x := a`; to Python it is a name
  // for all of it.
  const Name* target = nullptr;
  cursor_.children([&] {
    if (!cursor_.is_named() || count == 3) return;
    const bool named = count == 0 && cursor_.kind() == Kind::named_expression;
    parts[count] = named ? expression(place) : count == 2 ? expression() : operand();
    if (named && parts[0]->kind == ExpressionKind::named) {
      target = as<Named>(*parts[0]).target;
      parts[0] = as<Named>(*parts[0]).value;
    }
    ++count;
  });
  if (count < 3) return unsupported(whole, "incomplete conditional");
  const Span inner = target == nullptr ? whole : Span{whole.file, parts[0]->span.begin, whole.end};
  const Expression* value = make<Conditional>(Expression{ExpressionKind::conditional, inner},
                                              parts[1], parts[0], parts[2]);
  if (target == nullptr) return value;
  return make<Named>(Expression{ExpressionKind::named, whole}, target, value);
}

}  // namespace djaz::python
