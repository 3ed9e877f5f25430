// The small language behind the colon of a replacement field: fill, width, precision and so on.
#include <charconv>
#include <cmath>
#include <cstdio>

#include "python/eval/evaluator.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

struct Specification {
  std::string fill = " ";
  char align = 0;
  char sign = 0;
  char type = 0;
  bool comma = false;
  long width = 0;
  long precision = -1;
};

bool read_number(std::string_view text, std::size_t& at, long& out) {
  out = 0;
  while (at < text.size() && is_digit(text[at])) {
    out = out * 10 + (text[at++] - '0');
    if (out > 10'000) return false;
  }
  return true;
}

bool parse(std::string_view text, Specification& out) {
  if (!is_ascii(text)) return false;
  std::size_t at = 0;
  auto is_align = [](char c) { return c == '<' || c == '>' || c == '^' || c == '='; };
  if (text.size() > 1 && is_align(text[1])) {
    out.fill = text[0];
    out.align = text[1];
    at = 2;
  } else if (!text.empty() && is_align(text[0])) {
    out.align = text[at++];
  }
  if (at < text.size() && (text[at] == '+' || text[at] == '-' || text[at] == ' '))
    out.sign = text[at++];
  if (at < text.size() && text[at] == '0') {
    if (out.align == 0) {
      out.fill = "0";
      out.align = '=';
    }
    ++at;
  }
  if (!read_number(text, at, out.width)) return false;
  if (at < text.size() && text[at] == ',') {
    out.comma = true;
    ++at;
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (at >= text.size() || !is_digit(text[at]) || !read_number(text, at, out.precision))
      return false;
  }
  if (at < text.size()) out.type = text[at++];
  return at == text.size();
}

std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

void pad(const Specification& s, std::string sign, std::string body, char fallback,
         std::string& out) {
  const char align = s.align == 0 ? fallback : s.align;
  const std::size_t size = count_code_points(sign) + count_code_points(body);
  const std::size_t width = static_cast<std::size_t>(s.width);
  const std::size_t missing = width > size ? width - size : 0;
  const std::size_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0;
  auto fill = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) out += s.fill;
  };
  fill(left);
  out += sign;
  if (align == '=') fill(missing);
  out += body;
  if (align == '<' || align == '^') fill(missing - left);
}

}  // namespace

bool format_value(Evaluator& e, Value v, std::string_view specification, std::string& out) {
  if (specification.empty()) return to_text(e, v, out);
  Specification s;
  if (!parse(specification, s)) return false;
  if (v->is(Type::string)) {
    if ((s.type != 0 && s.type != 's') || s.sign != 0 || s.comma || s.align == '=') return false;
    std::string text(v->text);
    if (s.precision >= 0) {
      if (!is_ascii(text)) return false;
      text = text.substr(0, static_cast<std::size_t>(s.precision));
    }
    pad(s, {}, std::move(text), '<', out);
    return true;
  }
  const bool zero_comma = s.comma && s.align == '=';
  if (v->is(Type::integer) && (s.type == 0 || s.type == 'd' || s.type == 'x' || s.type == 'X' ||
                               s.type == 'o' || s.type == 'b')) {
    if (s.precision >= 0 || zero_comma) return false;
    const bool negative = v->integer < 0;
    std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(v->integer)
                                  : static_cast<std::uint64_t>(v->integer);
    const int base = s.type == 'x' || s.type == 'X' ? 16
                     : s.type == 'o'                ? 8
                     : s.type == 'b'                ? 2
                                                    : 10;
    if (s.comma && base != 10) return false;
    char buffer[72];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, size, base);
    std::string digits(buffer, end.ptr);
    if (s.type == 'X') digits = uppered(digits);
    if (s.comma) digits = grouped(digits);
    const std::string sign = negative ? "-" : s.sign == '+' ? "+" : s.sign == ' ' ? " " : "";
    pad(s, sign, digits, '>', out);
    return true;
  }
  if ((v->is(Type::real) || v->is(Type::integer)) && (s.type == 'f' || s.type == 'F') &&
      s.precision <= 40 && !zero_comma && !s.comma) {
    const double value = as_real(v);
    if (!std::isfinite(value) || (v->is(Type::integer) && std::fabs(value) > 9e15)) return false;
    char buffer[400];
    std::snprintf(buffer, sizeof buffer, "%.*f",
                  s.precision < 0 ? 6 : static_cast<int>(s.precision), std::fabs(value));
    pad(s,
        std::signbit(value) ? "-"
        : s.sign == '+'     ? "+"
        : s.sign == ' '     ? " "
                            : "",
        buffer, '>', out);
    return true;
  }
  return false;
}

}  // namespace djaz::python::eval
