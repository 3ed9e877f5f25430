// Compound statements: if, loops, try and with.
#include <algorithm>
#include <utility>

#include "python/lower.h"

namespace djaz::python {

// On a suite. tree-sitter-python takes `if x:` with nothing after it; CPython does not, and the
// pre-scan says so.
Block Lowering::body_of(bool in_function, bool in_loop) {
  const bool outer_function = std::exchange(in_function_, in_function);
  const bool outer_loop = std::exchange(in_loop_, in_loop);
  const Block result = block();
  in_function_ = outer_function;
  in_loop_ = outer_loop;
  return result;
}

const Statement* Lowering::if_chain() {
  const Span whole = span();
  std::vector<IfClause> clauses;
  IfClause first;
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::condition:
        first.test = expression(Place::condition);
        break;
      case Field::consequence:
        first.body = body_of(in_function_, in_loop_);
        clauses.push_back(first);
        break;
      case Field::alternative:
        if (cursor_.kind() == Kind::elif_clause) {
          clauses.push_back(if_clause());
        } else {
          clauses.push_back({nullptr, else_clause()});
        }
        break;
      default:
        break;
    }
  });
  return make<If>(Statement{StatementKind::if_chain, whole}, arena_.list(clauses));
}

IfClause Lowering::if_clause() {
  IfClause clause;
  cursor_.children([&] {
    if (cursor_.field() == Field::condition) clause.test = expression(Place::condition);
    if (cursor_.field() == Field::consequence) clause.body = body_of(in_function_, in_loop_);
  });
  return clause;
}

// On an else or a finally clause.
Block Lowering::else_clause() {
  Block result;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::block) result = body_of(in_function_, in_loop_);
  });
  return result;
}

const Statement* Lowering::for_loop() {
  const Span whole = span();
  For loop{{StatementKind::for_loop, whole}, nullptr, nullptr, {}, {}, false};
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::left:
        loop.target = target();
        break;
      case Field::right:
        loop.iterable = expression(Place::value);
        break;
      case Field::body:
        loop.body = body_of(in_function_, true);
        break;
      case Field::alternative:
        loop.otherwise = else_clause();
        break;
      default:
        if (cursor_.kind() != Kind::async) break;
        loop.is_async = true;
        if (!in_async_) problem(whole, "async outside of an async function");
        break;
    }
  });
  return make<For>(loop);
}

const Statement* Lowering::while_loop() {
  const Span whole = span();
  While loop{{StatementKind::while_loop, whole}, nullptr, {}, {}};
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::condition:
        loop.test = expression(Place::condition);
        break;
      case Field::body:
        loop.body = body_of(in_function_, true);
        break;
      case Field::alternative:
        loop.otherwise = else_clause();
        break;
      default:
        break;
    }
  });
  return make<While>(loop);
}

const Statement* Lowering::try_block() {
  const Span whole = span();
  Try result{{StatementKind::try_block, whole}, {}, {}, {}, {}};
  std::vector<ExceptClause> handlers;
  bool finally = false;
  cursor_.children([&] {
    switch (cursor_.kind()) {
      case Kind::block:
        result.body = body_of(in_function_, in_loop_);
        break;
      case Kind::except_clause:
        if (!handlers.empty() && handlers.back().type == nullptr) {
          problem(handlers.back().span, "a bare except must be the last");
        }
        handlers.push_back(except_clause());
        if (handlers.back().is_group != handlers.front().is_group) {
          problem(handlers.back().span, "`except` and `except*` in one try");
        }
        break;
      case Kind::else_clause:
        if (handlers.empty()) problem(span(), "else without except");
        result.otherwise = else_clause();
        break;
      case Kind::finally_clause:
        finally = true;
        result.finally = else_clause();
        break;
      default:
        break;
    }
  });
  if (handlers.empty() && !finally) problem(whole, "try without except or finally");
  result.handlers = arena_.list(handlers);
  return make<Try>(result);
}

// `except A, B:` is a tuple of types since Python 3.14.
ExceptClause Lowering::except_clause() {
  ExceptClause clause;
  const Span whole = span();
  clause.span = whole;
  ExpressionList types = expressions();
  bool named = false;
  const auto alias = [&] {
    const Expression* one = expression();
    named = true;
    if (one->kind == ExpressionKind::name) {
      clause.name = as<Name>(*one).id;
    } else {
      problem(one->span, "an exception is bound to a plain name");
    }
  };
  cursor_.children([&] {
    if (cursor_.kind() == Kind::block) {
      clause.body = body_of(in_function_, in_loop_);
    } else if (cursor_.kind() == Kind::star) {
      clause.is_group = true;
    } else if (cursor_.field() == Field::alias) {
      alias();
    } else if (cursor_.kind() == Kind::as_pattern) {
      cursor_.children([&] {
        if (cursor_.field() == Field::alias) {
          cursor_.children(alias);
        } else if (cursor_.is_named()) {
          types.add(expression());
        }
      });
    } else if (cursor_.field() == Field::value) {
      types.add(expression());
    }
  });
  if (types.size() > 1) {
    if (named) problem(whole, "several exceptions with a name need parentheses");
    const Span both = between(types.items().front()->span, types.items().back()->span);
    clause.type = make<Sequence>(Expression{ExpressionKind::tuple, both}, types.take());
  } else if (types.size() == 1) {
    clause.type = types.items()[0];
  }
  if (clause.is_group && clause.type == nullptr) problem(whole, "`except*` without a type");
  return clause;
}

const Statement* Lowering::with_block() {
  const Span whole = span();
  std::vector<WithItem> items;
  Block body;
  bool is_async = false;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::with_clause) {
      with_items(items);
    } else if (cursor_.kind() == Kind::block) {
      body = body_of(in_function_, in_loop_);
    } else if (cursor_.kind() == Kind::async) {
      is_async = true;
    }
  });
  if (is_async && !in_async_) problem(whole, "async outside of an async function");
  return make<With>(Statement{StatementKind::with_block, whole}, arena_.list(items), body);
}

// `with (a as b, c):` may come as one item that is a tuple.
void Lowering::with_items(std::vector<WithItem>& items) {
  std::size_t count = 0;
  cursor_.children([&] { count += cursor_.kind() == Kind::with_item ? 1 : 0; });
  cursor_.children([&] {
    if (cursor_.kind() != Kind::with_item) return;
    cursor_.children([&] {
      bool nest = cursor_.kind() == Kind::tuple || cursor_.kind() == Kind::parenthesized_expression;
      cursor_.children([&] { nest = nest && cursor_.kind() != Kind::list_splat; });
      if (nest && count == 1) {
        const std::size_t before = items.size();
        cursor_.children([&] {
          if (cursor_.is_named()) items.push_back(with_item());
        });
        if (items.size() != before) return;
      }
      items.push_back(with_item());
    });
  });
}

WithItem Lowering::with_item() {
  WithItem item;
  if (cursor_.kind() != Kind::as_pattern) {
    item.context = expression(Place::condition);
    return item;
  }
  cursor_.children([&] {
    if (cursor_.field() == Field::alias) {
      cursor_.children([&] {
        item.target = expression(Place::element);
        if (!is_target(*item.target)) problem(item.target->span, "this cannot be assigned to");
      });
    } else if (cursor_.is_named()) {
      item.context = expression();
    }
  });
  return item;
}

}  // namespace djaz::python
