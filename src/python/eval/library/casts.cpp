// bool(), int(), float() and str(): what a value is as one of another type.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "python/eval/library/environ_path.h"
#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

// Underscores between digits, as int() and float() take them.
bool plain_number(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

Value number_of_text(Evaluator& e, Value v) {
  if (!is_ascii(v->text)) return e.unknown_from(v, nullptr, "a number", Kind::integer);
  std::string text;
  if (!plain_number(trimmed(v->text), text)) return e.raised("ValueError");
  std::string_view digits = text;
  const bool negative = digits.starts_with("-");
  if (negative || digits.starts_with("+")) digits.remove_prefix(1);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit))
    return e.raised("ValueError");
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  (void)end;
  if (error != std::errc() || size > static_cast<std::uint64_t>(INT64_MAX))
    return e.too_big_integer();
  const auto value = static_cast<std::int64_t>(size);
  return e.values.integer(negative ? -value : value);
}

}  // namespace

Value to_boolean(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.boolean(false);
  const Truth truth = e.truth(v);
  Value result = truth == Truth::unknown
                     ? e.unknown_from(v, nullptr, "a truth value", Kind::boolean)
                     : e.values.boolean(truth == Truth::yes);
  return v->has(Trait::env_text) ? e.values.with_trait(result, Trait::env_text) : result;
}

Value to_integer(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.integer(0);
  switch (v->type) {
    case Type::boolean:
    case Type::integer:
      return e.values.integer(v->integer);
    case Type::string:
      return number_of_text(e, v);
    case Type::real:
      if (v->real > -9e15 && v->real < 9e15)
        return e.values.integer(static_cast<std::int64_t>(v->real));
      if (std::isnan(v->real)) return e.raised("ValueError");
      if (std::isinf(v->real)) return e.raised("OverflowError");
      return e.too_big_integer();
    case Type::unknown:
      e.may_raise("ValueError");
      return e.unknown_from(v, nullptr, "a number", Kind::integer);
    case Type::external:
    case Type::bytes:
      return e.unknown_from(v, nullptr, "a number");
    // The text of a path is no number; a path itself is none either.
    case Type::path:
      return e.raised(v->boolean ? "TypeError" : "ValueError");
    default:
      return e.raised("TypeError");
  }
}

Value to_real(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.real(0);
  switch (v->type) {
    case Type::real:
      return v;
    case Type::boolean:
    case Type::integer:
      if (v->integer > (1LL << 53) || v->integer < -(1LL << 53)) break;
      return e.values.real(static_cast<double>(v->integer));
    case Type::string: {
      std::string text;
      if (!is_ascii(v->text)) break;
      if (!plain_number(trimmed(v->text), text) || text.empty()) return e.raised("ValueError");
      const std::string word = lowered(text[0] == '-' || text[0] == '+' ? text.substr(1) : text);
      const bool special = word == "inf" || word == "infinity" || word == "nan";
      if (!special && text.find_first_not_of("0123456789+-.eE") != std::string::npos)
        return e.raised("ValueError");
      char* end = nullptr;
      const double value = std::strtod(text.c_str(), &end);
      if (end != text.c_str() + text.size()) return e.raised("ValueError");
      return e.values.real(value);
    }
    case Type::none:
    case Type::list:
    case Type::dict:
    case Type::tuple:
      return e.raised("TypeError");
    default:
      break;
  }
  e.may_raise("ValueError");
  return e.unknown_from(v, nullptr, "a number", Kind::real);
}

Value to_string(Evaluator& e, Value v) {
  if (v == nullptr) return e.values.string("");
  v = behind_environ_path(v);
  if (v->is(Type::string)) return v;
  if (v->is(Type::path)) return path_of(e, v->text, false);
  if (v->is(Type::unknown) && v->unknown->type == Kind::string) return v;
  std::string text;
  if (!to_text(e, v, text)) return e.unknown_from(v, nullptr, "text", Kind::string);
  return e.new_string(std::move(text), v);
}

}  // namespace djaz::python::eval
