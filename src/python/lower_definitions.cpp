// Functions and classes, with their decorators.
#include <utility>

#include "python/lower.h"

namespace djaz::python {

const Statement* Lowering::decorated(StatementList& out) {
  ExpressionList decorators = expressions();
  const Statement* definition = nullptr;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::decorator) {
      cursor_.children([&] {
        if (cursor_.is_named()) decorators.add(expression(Place::condition));
      });
    } else if (cursor_.kind() == Kind::function_definition) {
      definition = function(decorators.take(), out);
    } else if (cursor_.kind() == Kind::class_definition) {
      definition = class_definition(decorators.take());
    }
  });
  return definition != nullptr ? definition : unsupported_statement();
}

// Each is a name, perhaps with stars or a bound; what they say is not kept.
void Lowering::check_type_parameters() {
  cursor_.children([&] {
    if (cursor_.kind() != Kind::type) return;
    cursor_.children([&] {
      const Kind kind = cursor_.kind();
      if (kind != Kind::identifier && kind != Kind::splat_type && kind != Kind::constrained_type) {
        problem(span(), "invalid syntax");
      }
    });
  });
}

const Statement* Lowering::function(Expressions decorators, StatementList& out) {
  const Span whole = span();
  Function result{{StatementKind::function, whole}, {}, {}, {}, {}, decorators, false, false};
  bool named_annotation = false;
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::name:
        result.name = identifier();
        result.name_span = span();
        break;
      case Field::parameters:
        result.parameters = parameters(named_annotation);
        break;
      case Field::type_parameters:
        check_type_parameters();
        [[fallthrough]];
      case Field::return_type:
        named_annotation = named_annotation || contains_named();
        break;
      case Field::body: {
        const bool outer = std::exchange(saw_yield_, false);
        const bool outer_async = std::exchange(in_async_, result.is_async);
        const bool below = std::exchange(below_function_, true);
        result.body = body_of(true, false);
        below_function_ = below;
        in_async_ = outer_async;
        result.is_generator = std::exchange(saw_yield_, outer);
        break;
      }
      default:
        if (cursor_.kind() == Kind::async) result.is_async = true;
        break;
    }
  });
  // Annotations are not kept; one that binds a name must not vanish.
  if (named_annotation) out.add(make<Statement>(StatementKind::unsupported, whole));
  return make<Function>(result);
}

const Statement* Lowering::class_definition(Expressions decorators) {
  const Span whole = span();
  Class result{{StatementKind::class_definition, whole}, {}, {}, {}, {}, decorators};
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::name:
        result.name = identifier();
        result.name_span = span();
        break;
      case Field::type_parameters:
        check_type_parameters();
        break;
      case Field::superclasses:
        result.bases = arguments();
        break;
      case Field::body: {
        const bool outer_async = std::exchange(in_async_, false);
        result.body = body_of(false, false);
        in_async_ = outer_async;
        break;
      }
      default:
        break;
    }
  });
  return make<Class>(result);
}

}  // namespace djaz::python
