// match statements: their cases, and the names that their patterns bind.
#include "python/lower.h"

namespace djaz::python {

const Statement* Lowering::match_block() {
  const Span whole = span();
  ExpressionList subjects = expressions();
  std::vector<MatchCase> cases;
  bool comma = false;
  cursor_.children([&] {
    if (cursor_.field() == Field::subject) {
      subjects.add(expression(Place::element));
    } else if (cursor_.kind() == Kind::comma) {
      comma = true;
    } else if (cursor_.kind() == Kind::block) {
      cursor_.children([&] {
        if (cursor_.kind() == Kind::case_clause) cases.push_back(match_case());
      });
    }
  });
  if (subjects.size() == 0) return unsupported_statement();
  const Expression* subject = subjects.items()[0];
  if (comma) {
    const Span all = between(subject->span, subjects.items().back()->span);
    subject = make<Sequence>(Expression{ExpressionKind::tuple, all}, subjects.take());
  }
  return make<Match>(Statement{StatementKind::match_block, whole}, subject, arena_.list(cases));
}

MatchCase Lowering::match_case() {
  MatchCase result{};
  std::vector<const Expression*> names;
  std::vector<const Expression*> values;
  int patterns = 0;
  result.plain = true;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::block) {
      result.body = body_of(in_function_, in_loop_);
    } else if (cursor_.is_named()) {
      ExpressionList bound = expressions();
      captures(bound);
      for (const Expression* name : bound.items()) names.push_back(name);
      // A second pattern makes a sequence of them, anything else is a guard.
      if (cursor_.kind() == Kind::case_pattern && ++patterns == 1)
        cursor_.children([&] { plain_pattern(result, values); });
      else
        result.plain = false;
    } else if (cursor_.kind() == Kind::comma) {
      result.plain = false;
    }
  });
  result.plain = result.plain && (values.empty() ? result.anything : !result.anything);
  result.captures = arena_.list(names);
  result.values = arena_.list(values);
  return result;
}

// A literal, a name, or several of them with bars between.
void Lowering::plain_pattern(MatchCase& out, std::vector<const Expression*>& values) {
  switch (cursor_.kind()) {
    case Kind::union_pattern:
      cursor_.children([&] {
        if (cursor_.kind() == Kind::union_pattern)
          out.plain = false;
        else if (cursor_.is_named())
          plain_pattern(out, values);
        else if (source() != "|")
          out.plain = false;
      });
      break;
    case Kind::string:
    case Kind::concatenated_string:
    case Kind::integer:
    case Kind::true_literal:
    case Kind::false_literal:
    case Kind::none:
      values.push_back(expression(Place::element));
      break;
    case Kind::dotted_name:
      if (source().find('.') == std::string_view::npos)
        out.anything = true;
      else
        out.plain = false;
      break;
    default:
      if (source() == "_")
        out.anything = true;
      else
        out.plain = false;
  }
}

// Every name that a pattern or its guard may bind: a capture, `as x`, `*x`, `**x`, `x := …`.
void Lowering::captures(ExpressionList& out) {
  std::vector<Kind> parents;
  for (;;) {
    const Kind parent = parents.empty() ? Kind::other : parents.back();
    const Kind kind = cursor_.kind();
    bool enter = true;
    if (kind == Kind::dotted_name && parent != Kind::class_pattern && !source().empty()) {
      const std::string_view id = dotted_name();
      const bool plain = id.find('.') == std::string_view::npos && id != "_";
      if (plain) out.add(make<Name>(Expression{ExpressionKind::name, span()}, id));
      enter = false;
    } else if (kind == Kind::identifier) {
      const bool walrus = parent == Kind::named_expression && cursor_.field() == Field::name;
      if (walrus || parent == Kind::as_pattern || parent == Kind::splat_pattern) {
        out.add(make<Name>(Expression{ExpressionKind::name, span()}, identifier()));
      }
      enter = false;
    }
    if (enter && cursor_.down()) {
      parents.push_back(kind);
      continue;
    }
    while (!parents.empty() && !cursor_.next()) {
      cursor_.up();
      parents.pop_back();
    }
    if (parents.empty()) return;
  }
}

}  // namespace djaz::python
