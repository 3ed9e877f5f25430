// Calls, attributes, subscripts, lambdas, comprehensions and annotations.
#include <algorithm>
#include <utility>

#include "python/lower.h"

namespace djaz::python {

const Expression* Lowering::call() {
  const Span whole = span();
  Call result{{ExpressionKind::call, whole}, nullptr, {}};
  cursor_.children([&] {
    if (cursor_.field() == Field::function) {
      result.callee = expression(Place::head);
      if (star_) result.span.begin = result.callee->span.begin;
    } else if (cursor_.kind() == Kind::generator_expression) {
      Argument only;
      only.value = expression();
      const Argument* copy = make<Argument>(only);
      result.arguments = {copy, 1};
    } else if (cursor_.field() == Field::arguments) {
      result.arguments = arguments();
    }
  });
  return make<Call>(result);
}

// On an argument list.
std::span<const Argument> Lowering::arguments() {
  const Span whole = span();
  std::vector<Argument> list;
  bool comma = false;
  cursor_.children([&] {
    comma = comma || cursor_.kind() == Kind::comma;
    if (cursor_.is_named()) list.push_back(argument());
  });
  if (comma && list.empty()) problem(whole, "a comma without an argument");
  check_order(list);
  return arena_.list(list);
}

Argument Lowering::argument() {
  Argument result;
  switch (cursor_.kind()) {
    case Kind::keyword_argument:
      cursor_.children([&] {
        if (cursor_.field() == Field::name) {
          result.keyword = identifier();
          result.keyword_span = span();
        } else if (cursor_.field() == Field::value) {
          result.value = expression();
        }
      });
      return result;
    case Kind::dictionary_splat:
      result.spread = Argument::Spread::mapping;
      cursor_.children([&] {
        if (cursor_.is_named()) result.value = expression();
      });
      return result;
    default:
      break;
  }
  const Expression* value = expression(Place::argument);
  if (value->kind == ExpressionKind::starred) {
    result.spread = Argument::Spread::sequence;
    value = as<Starred>(*value).value;
  }
  result.value = value;
  return result;
}

void Lowering::check_order(std::span<const Argument> arguments) {
  bool keyword = false;
  bool mapping = false;
  std::vector<std::string_view> names;
  for (const Argument& argument : arguments) {
    if (argument.spread == Argument::Spread::mapping) {
      mapping = true;
    } else if (argument.spread == Argument::Spread::sequence) {
      if (mapping) problem(argument.value->span, "`*` after `**` in a call");
    } else if (!argument.keyword.empty()) {
      keyword = true;
      names.push_back(argument.keyword);
    } else if (keyword || mapping) {
      problem(argument.value->span, "a positional argument after a keyword argument");
    }
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return;
  for (std::size_t i = arguments.size(); i-- > 0;) {
    if (arguments[i].keyword != *twice) continue;
    return problem(arguments[i].keyword_span, "a keyword argument that is repeated");
  }
}

const Expression* Lowering::attribute() {
  const Span whole = span();
  Attribute result{{ExpressionKind::attribute, whole}, nullptr, {}, {}};
  cursor_.children([&] {
    if (cursor_.field() == Field::object) {
      result.object = expression(Place::head);
      if (star_) result.span.begin = result.object->span.begin;
    } else if (cursor_.field() == Field::attribute) {
      result.name = identifier();
      result.name_span = span();
    }
  });
  return make<Attribute>(result);
}

const Expression* Lowering::subscript() {
  Span whole = span();
  const Expression* object = nullptr;
  ExpressionList indices = expressions();
  bool tuple = false;
  Span where = whole;
  cursor_.children([&] {
    if (cursor_.field() == Field::value) {
      object = expression(Place::head);
      if (star_) whole.begin = object->span.begin;
    } else if (cursor_.kind() == Kind::comma) {
      tuple = true;
    } else if (cursor_.is_named()) {
      if (indices.size() == 0) where.begin = cursor_.begin();
      where.end = cursor_.end();
      indices.add(expression(Place::argument));
    }
  });
  if (object == nullptr || indices.size() == 0) return unsupported(whole, "empty subscript");
  const Expression* index = indices.items()[0];
  if (tuple || index->kind == ExpressionKind::starred) {
    index = make<Sequence>(Expression{ExpressionKind::tuple, where}, indices.take());
  }
  return make<Subscript>(Expression{ExpressionKind::subscript, whole}, object, index);
}

const Expression* Lowering::slice() {
  const Expression* parts[3] = {};
  const Span whole = span();
  int colons = 0;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::colon) {
      ++colons;
    } else if (cursor_.is_named() && colons < 3) {
      parts[colons] = expression();
    }
  });
  return make<Slice>(Expression{ExpressionKind::slice, whole}, parts[0], parts[1], parts[2]);
}

bool Lowering::contains_named() {
  int levels = 0;
  for (;;) {
    if (cursor_.kind() == Kind::named_expression) {
      for (; levels > 0; --levels) cursor_.up();
      return true;
    }
    if (cursor_.down()) {
      ++levels;
      continue;
    }
    while (levels > 0 && !cursor_.next()) {
      cursor_.up();
      --levels;
    }
    if (levels == 0) return false;
  }
}

const Expression* Lowering::comprehension(Comprehension::Result kind) {
  const Span whole = span();
  Comprehension result{{ExpressionKind::comprehension, whole}, kind, nullptr, nullptr, {}};
  std::vector<ComprehensionClause> clauses;
  ExpressionList conditions = expressions();
  bool is_async = false;
  // A generator expression may wait wherever it stands: it runs later.
  const bool generator = kind == Comprehension::Result::generator;
  const bool outer_async = std::exchange(in_async_, in_async_ || generator);
  const auto close = [&] {
    if (!clauses.empty()) clauses.back().conditions = conditions.take();
    conditions.clear();
  };
  cursor_.children([&] {
    if (cursor_.kind() == Kind::pair) {
      cursor_.children([&] {
        if (cursor_.field() == Field::key) result.element = expression();
        if (cursor_.field() == Field::value) result.value = expression();
      });
    } else if (cursor_.kind() == Kind::for_in_clause) {
      close();
      clauses.emplace_back();
      comprehension_clause(clauses.back(), is_async);
    } else if (cursor_.kind() == Kind::if_clause) {
      cursor_.children([&] {
        if (cursor_.is_named()) conditions.add(expression(Place::condition));
      });
    } else if (cursor_.field() == Field::body) {
      result.element = expression(Place::condition);
    }
  });
  close();
  in_async_ = outer_async;
  if (is_async) {
    if (!in_async_ && !generator) problem(whole, "async outside of an async function");
    return unsupported(whole, "asynchronous comprehension");
  }
  result.clauses = arena_.list(clauses);
  return make<Comprehension>(result);
}

void Lowering::comprehension_clause(ComprehensionClause& clause, bool& is_async) {
  cursor_.children([&] {
    if (cursor_.field() == Field::left) {
      clause.target = target();
    } else if (cursor_.field() == Field::right && cursor_.is_named()) {
      if (clause.iterable != nullptr) problem(span(), "a tuple needs parentheses here");
      clause.iterable = operand();
    } else if (cursor_.field() == Field::right || cursor_.kind() == Kind::comma) {
      problem(span(), "a tuple needs parentheses here");
    } else if (cursor_.kind() == Kind::async) {
      is_async = true;
    }
  });
}

const Expression* Lowering::named() {
  const Span whole = span();
  const Name* target = nullptr;
  const Expression* value = nullptr;
  cursor_.children([&] {
    if (cursor_.field() == Field::name) {
      target = make<Name>(Expression{ExpressionKind::name, span()}, identifier());
    } else if (cursor_.field() == Field::value) {
      value = expression();
    }
  });
  return make<Named>(Expression{ExpressionKind::named, whole}, target, value);
}

const Expression* Lowering::yield_or_await() {
  const bool yield = cursor_.kind() == Kind::yield;
  if (yield) saw_yield_ = true;
  if (yield ? !in_function_ : !in_async_) {
    problem(span(), yield ? "yield outside of a function" : "await outside of an async function");
  }
  const Span whole = span();
  ExpressionList parts = expressions();
  cursor_.children([&] {
    if (cursor_.is_named()) parts.add(expression(yield ? Place::value : Place::plain));
  });
  return make<Sequence>(Expression{ExpressionKind::await_yield, whole}, parts.take());
}

// On a `type` node: what stands after the colon of an annotation.
const Expression* Lowering::type(bool argument) {
  const Expression* result = nullptr;
  const Span whole = span();
  cursor_.children([&] {
    if (!cursor_.is_named()) return;
    const Span where = span();
    if (cursor_.kind() == Kind::generic_type) {
      result = type_arguments();
    } else if (cursor_.kind() == Kind::splat_type && (!argument || source().starts_with("**"))) {
      problem(where, "a starred expression cannot stand here");
      result = unsupported(where, "annotation");
    } else if (cursor_.kind() == Kind::constrained_type) {
      // `T: int` is for the parameters of a type, which are not read.
      problem(where, "invalid syntax");
      result = unsupported(where, "annotation");
    } else if (cursor_.kind() == Kind::union_type || cursor_.kind() == Kind::member_type ||
               cursor_.kind() == Kind::splat_type) {
      result = unsupported(where, "annotation");
    } else {
      result = expression(Place::element);
    }
  });
  return result != nullptr ? result : unsupported(whole, "annotation");
}

const Expression* Lowering::type_arguments() {
  const Span whole = span();
  const Expression* object = nullptr;
  ExpressionList indices = expressions();
  bool tuple = false;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::identifier) {
      object = name();
    } else if (cursor_.kind() == Kind::type_parameter) {
      cursor_.children([&] {
        tuple = tuple || cursor_.kind() == Kind::comma;
        if (cursor_.is_named()) indices.add(type(true));
      });
    }
  });
  if (object == nullptr || indices.size() == 0) return unsupported(whole, "annotation");
  const Expression* index = indices.items()[0];
  if (tuple) {
    const Span where = between(index->span, indices.items().back()->span);
    index = make<Sequence>(Expression{ExpressionKind::tuple, where}, indices.take());
  }
  return make<Subscript>(Expression{ExpressionKind::subscript, whole}, object, index);
}

}  // namespace djaz::python
