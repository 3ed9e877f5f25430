// Expressions: the dispatch, names, literals and collections.
#include <algorithm>
#include <utility>

#include "python/lower.h"
#include "support/text.h"

namespace djaz::python {

const Expression* Lowering::unsupported(const Span& where, std::string_view reason) {
  return make<Unsupported>(Expression{ExpressionKind::unsupported, where}, reason);
}

const Expression* Lowering::bare(ExpressionKind kind) { return make<Expression>(kind, span()); }

const Expression* Lowering::expression(Place place) {
  if (depth_ >= kMaxDepth) return unsupported(span(), "nested too deeply");
  ++depth_;
  const bool outer_star = std::exchange(star_, false);
  const Span whole = span();
  const Expression* result = expression_here(place);
  --depth_;
  if (star_ && place == Place::head) return result;
  if (std::exchange(star_, outer_star)) {
    if (place != Place::element && place != Place::argument) {
      problem(whole, "a starred expression cannot stand here");
    }
    return make<Starred>(Expression{ExpressionKind::starred, whole}, result);
  }
  return result;
}

const Expression* Lowering::expression_here(Place place) {
  switch (cursor_.kind()) {
    case Kind::identifier:
      return name();
    case Kind::integer:
      return integer();
    case Kind::real:
      return real();
    case Kind::none:
      return bare(ExpressionKind::none);
    case Kind::true_literal:
      return bare(ExpressionKind::true_literal);
    case Kind::false_literal:
      return bare(ExpressionKind::false_literal);
    case Kind::ellipsis:
      return bare(ExpressionKind::ellipsis);
    case Kind::string:
      return string();
    case Kind::concatenated_string:
      return concatenated_string();
    case Kind::list:
    case Kind::list_pattern:
      return sequence(ExpressionKind::list);
    case Kind::tuple:
    case Kind::tuple_pattern:
      return sequence(ExpressionKind::tuple);
    case Kind::set:
      return sequence(ExpressionKind::set);
    case Kind::expression_list:
    case Kind::pattern_list:
      if (place != Place::value) problem(span(), "a tuple needs parentheses here");
      return sequence(ExpressionKind::tuple);
    case Kind::dictionary:
      return dictionary();
    case Kind::parenthesized_expression:
      return parenthesized(place);
    case Kind::list_splat:
    case Kind::list_splat_pattern:
      return starred(place);
    case Kind::unary_operator:
      return unary();
    case Kind::not_operator:
      return logical_not();
    case Kind::binary_operator:
      return binary();
    case Kind::boolean_operator:
      return boolean();
    case Kind::comparison_operator:
      return comparison();
    case Kind::conditional_expression:
      return conditional(place);
    case Kind::call:
      return call();
    case Kind::attribute:
      return attribute();
    case Kind::subscript:
      return subscript();
    case Kind::slice:
      return slice();
    case Kind::lambda:
      return lambda();
    case Kind::list_comprehension:
      return comprehension(Comprehension::Result::list);
    case Kind::set_comprehension:
      return comprehension(Comprehension::Result::set);
    case Kind::dictionary_comprehension:
      return comprehension(Comprehension::Result::dict);
    case Kind::generator_expression:
      return comprehension(Comprehension::Result::generator);
    case Kind::named_expression:
      if (place != Place::element && place != Place::argument && place != Place::condition) {
        problem(span(), "an assignment expression needs parentheses here");
      }
      return named();
    case Kind::yield:
      if (place != Place::value) problem(span(), "a yield needs parentheses here");
      return yield_or_await();
    case Kind::await:
      return yield_or_await();
    case Kind::as_pattern:
      problem(span(), "`as` cannot stand here");
      return unsupported(span(), "misplaced `as`");
    case Kind::type:
      return type();
    default:
      return unsupported(span(), "not modelled");
  }
}

const Expression* Lowering::target() {
  const Expression* result = expression(Place::value);
  if (!is_target(*result)) problem(result->span, "this cannot be assigned to");
  check_stars(*result);
  return result;
}

void Lowering::check_stars(const Expression& target) {
  if (target.kind != ExpressionKind::tuple && target.kind != ExpressionKind::list) return;
  int stars = 0;
  for (const Expression* element : as<Sequence>(target).elements) {
    if (element->kind == ExpressionKind::starred && ++stars == 2) {
      problem(element->span, "a second star among the targets");
    }
    check_stars(*element);
  }
}

bool Lowering::is_target(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::name:
    case ExpressionKind::attribute:
    case ExpressionKind::subscript:
    case ExpressionKind::unsupported:
      return true;
    case ExpressionKind::starred:
      return is_target(*as<Starred>(expression).value);
    case ExpressionKind::tuple:
    case ExpressionKind::list:
      return std::all_of(as<Sequence>(expression).elements.begin(),
                         as<Sequence>(expression).elements.end(),
                         [&](const Expression* element) { return is_target(*element); });
    default:
      return false;
  }
}

const Expression* Lowering::name() {
  const Span where = span();
  return make<Name>(Expression{ExpressionKind::name, where}, identifier());
}

namespace {

// Underscores stand between digits, or between a base's letter and a digit.
bool good_underscores(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') continue;
    const bool hexadecimal = text.size() > 1 && lower(text[1]) == 'x';
    const auto digit = [&](char c) { return hexadecimal ? is_alnum(c) : is_digit(c); };
    const bool after_base = i == 2 && text[0] == '0' && is_alpha(text[1]);
    if (i == 0 || i + 1 == text.size() || !digit(text[i + 1])) return false;
    if (!after_base && !digit(text[i - 1])) return false;
  }
  return true;
}

// What CPython's int() takes from text by default.
constexpr std::size_t kMaxDecimalDigits = 4300;

}  // namespace

const Expression* Lowering::integer() {
  const std::string_view written = source();
  const char last = lower(written.back());
  const bool based = written.size() > 1 && written[0] == '0' && is_alpha(written[1]);
  const bool hexadecimal = based && lower(written[1]) == 'x';
  const std::string digits = replaced(written, "_", "");
  if (!good_underscores(written)) problem(span(), "an underscore that may not stand in a number");
  if (last == 'l') problem(span(), "a long integer of Python 2");
  if (last == 'j' && !hexadecimal) {
    return make<Literal>(Expression{ExpressionKind::imaginary, span()}, arena_.text(digits),
                         std::span<const Span>{});
  }
  if (!based && digits[0] == '0' && digits.find_first_not_of('0') != std::string::npos) {
    problem(span(), "a decimal integer with leading zeros");
  }
  if (!based && digits.size() > kMaxDecimalDigits) problem(span(), "an integer of too many digits");
  return make<Literal>(Expression{ExpressionKind::integer, span()}, arena_.text(digits),
                       std::span<const Span>{});
}

const Expression* Lowering::real() {
  const std::string_view written = source();
  if (!good_underscores(written)) problem(span(), "an underscore that may not stand in a number");
  const ExpressionKind kind =
      lower(written.back()) == 'j' ? ExpressionKind::imaginary : ExpressionKind::real;
  return make<Literal>(Expression{kind, span()}, arena_.text(replaced(written, "_", "")),
                       std::span<const Span>{});
}

// On a list, tuple or set with brackets, or on a bare run with commas.
const Expression* Lowering::sequence(ExpressionKind kind) {
  const Span whole = span();
  ExpressionList elements = expressions();
  bool comma = false;
  cursor_.children([&] {
    comma = comma || cursor_.kind() == Kind::comma;
    if (cursor_.is_named()) elements.add(expression(Place::element));
  });
  // `(x)` is x: tree-sitter-python gives it as a tuple where it is a target.
  if (kind == ExpressionKind::tuple && elements.size() == 1 && !comma) {
    const Expression* only = elements.items()[0];
    if (only->kind == ExpressionKind::starred) {
      problem(only->span, "a starred expression cannot stand here");
    }
    return only;
  }
  return make<Sequence>(Expression{kind, whole}, elements.take());
}

const Expression* Lowering::parenthesized(Place place) {
  const Expression* result = nullptr;
  const Span whole = span();
  cursor_.children([&] {
    if (!cursor_.is_named()) return;
    const Kind kind = cursor_.kind();
    if (kind == Kind::list_splat || kind == Kind::list_splat_pattern) {
      problem(span(), "a starred expression cannot stand here");
    }
    result = kind == Kind::yield ? expression(Place::value) : expression(Place::element);
  });
  static_cast<void>(place);
  return result != nullptr ? result : unsupported(whole, "empty parentheses");
}

namespace {

// What may not follow a star but in a call.
bool is_loose(Kind kind) {
  return kind == Kind::not_operator || kind == Kind::boolean_operator ||
         kind == Kind::comparison_operator || kind == Kind::conditional_expression ||
         kind == Kind::lambda || kind == Kind::named_expression;
}

}  // namespace

const Expression* Lowering::starred(Place place) {
  const Span whole = span();
  const Expression* value = nullptr;
  bool loose = false;
  cursor_.children([&] {
    if (!cursor_.is_named()) return;
    loose = is_loose(cursor_.kind());
    value = expression();
  });
  if (place == Place::head && value != nullptr) {
    star_ = true;
    return value;
  }
  if ((place != Place::element && place != Place::argument) ||
      (loose && place != Place::argument)) {
    problem(whole, "a starred expression cannot stand here");
  }
  if (value == nullptr) return unsupported(whole, "empty star");
  return make<Starred>(Expression{ExpressionKind::starred, whole}, value);
}

const Expression* Lowering::dictionary() {
  const Span whole = span();
  std::vector<DictItem> items;
  bool comma = false;
  cursor_.children([&] {
    if (cursor_.kind() == Kind::pair) {
      DictItem item;
      cursor_.children([&] {
        if (cursor_.field() == Field::key) item.key = expression();
        if (cursor_.field() == Field::value) item.value = expression();
      });
      items.push_back(item);
    } else if (cursor_.kind() == Kind::dictionary_splat) {
      cursor_.children([&] {
        if (cursor_.is_named()) items.push_back({nullptr, expression()});
      });
    } else if (cursor_.kind() == Kind::comma) {
      comma = true;
    }
  });
  if (comma && items.empty()) problem(whole, "a comma without an element");
  return make<Dict>(Expression{ExpressionKind::dict, whole}, arena_.list(items));
}

}  // namespace djaz::python
