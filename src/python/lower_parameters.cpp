// Lambdas, and the parameters of functions.
#include <algorithm>
#include <utility>

#include "python/lower.h"

namespace djaz::python {

const Expression* Lowering::lambda() {
  const Span whole = span();
  Lambda result{{ExpressionKind::lambda, whole}, {}, nullptr};
  const bool outer_yield = saw_yield_;
  bool named_annotation = false;
  cursor_.children([&] {
    if (cursor_.field() == Field::parameters) {
      result.parameters = parameters(named_annotation);
    } else if (cursor_.field() == Field::body) {
      const bool outer = std::exchange(in_function_, true);
      const bool outer_async = std::exchange(in_async_, false);
      result.body = expression();
      in_async_ = outer_async;
      in_function_ = outer;
    }
  });
  saw_yield_ = outer_yield;
  return make<Lambda>(result);
}

// `named_annotation` is set when an annotation holds `x := …`: annotations are not kept.
std::span<const Parameter> Lowering::parameters(bool& named_annotation) {
  std::vector<Parameter> list;
  bool keyword_only = false;
  bool bare_star = false;
  bool slash = false;
  cursor_.children([&] {
    switch (cursor_.kind()) {
      case Kind::keyword_separator:
        if (keyword_only) problem(span(), "a second `*` among the parameters");
        keyword_only = bare_star = true;
        return;
      case Kind::positional_separator:
        if (list.empty() || keyword_only || std::exchange(slash, true))
          problem(span(), "a `/` that may not stand here");
        for (Parameter& earlier : list) earlier.role = Parameter::Role::positional_only;
        return;
      default:
        break;
    }
    if (!cursor_.is_named()) return;
    Parameter one = parameter(named_annotation);
    if (one.role == Parameter::Role::rest) {
      if (keyword_only) problem(one.span, "a second `*` among the parameters");
      keyword_only = true;
    } else if (one.role == Parameter::Role::ordinary) {
      if (keyword_only) {
        one.role = Parameter::Role::keyword_only;
      } else if (one.fallback == nullptr && !list.empty() && list.back().fallback != nullptr) {
        problem(one.span, "a parameter without a default after one with a default");
      }
    }
    if (!list.empty() && list.back().role == Parameter::Role::keyword_rest) {
      problem(one.span, "a parameter after `**`");
    }
    list.push_back(one);
  });
  check_parameters(list, bare_star);
  return arena_.list(list);
}

void Lowering::check_parameters(std::span<const Parameter> parameters, bool bare_star) {
  std::vector<std::string_view> names;
  bool keyword_only = false;
  for (const Parameter& parameter : parameters) {
    names.push_back(parameter.name);
    keyword_only = keyword_only || parameter.role == Parameter::Role::keyword_only;
  }
  if (bare_star && !keyword_only) problem(span(), "a `*` without a parameter after it");
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
    problem(span(), "two parameters of one name");
  }
}

Parameter Lowering::parameter(bool& named_annotation) {
  Parameter result;
  result.span = span();
  const auto spread = [&](Parameter::Role role) {
    result.role = role;
    cursor_.children([&] {
      if (cursor_.kind() == Kind::identifier) {
        result.name = identifier();
      } else if (cursor_.is_named()) {
        problem(span(), "a parameter is a plain name");
      }
    });
  };
  const auto one = [&](Kind kind) {
    if (kind == Kind::identifier) {
      result.name = identifier();
    } else if (kind == Kind::list_splat_pattern) {
      spread(Parameter::Role::rest);
    } else if (kind == Kind::dictionary_splat_pattern) {
      spread(Parameter::Role::keyword_rest);
    } else {
      problem(span(), "a parameter is a plain name");
    }
  };
  switch (cursor_.kind()) {
    case Kind::typed_parameter:
    case Kind::default_parameter:
    case Kind::typed_default_parameter:
      cursor_.children([&] {
        if (cursor_.field() == Field::value) {
          result.fallback = expression();
        } else if (cursor_.field() == Field::type) {
          named_annotation = named_annotation || contains_named();
          // Not kept, but it may be wrong.
          type(true);
        } else if (cursor_.is_named()) {
          one(cursor_.kind());
        }
      });
      break;
    default:
      one(cursor_.kind());
      break;
  }
  return result;
}

}  // namespace djaz::python
