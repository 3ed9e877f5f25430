// Values as text: str(), repr(), f-strings, `%` and str.format, as CPython writes them.
#include <charconv>
#include <cmath>
#include <cstdio>

#include "python/eval/evaluator.h"
#include "support/text.h"

namespace djaz::python::eval {

bool is_ascii(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string real_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[64];
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string text(buffer, written.ptr);
  std::string sign;
  if (text[0] == '-') {
    sign = "-";
    text.erase(0, 1);
  }
  const std::size_t mark = text.find('e');
  const int exponent = std::atoi(text.c_str() + mark + 1);
  std::string digits = text.substr(0, mark);
  if (digits.size() > 1) digits.erase(1, 1);
  const int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    std::string out = sign + digits.substr(0, 1);
    if (count > 1) out += "." + digits.substr(1);
    const int size = exponent < 0 ? -exponent : exponent;
    return out + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + std::to_string(size);
  }
  if (exponent < 0)
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1)
    return sign + digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
  return sign + digits.substr(0, static_cast<std::size_t>(exponent + 1)) + "." +
         digits.substr(static_cast<std::size_t>(exponent + 1));
}

namespace {

bool text_repr(std::string_view text, std::string& out) {
  if (!is_ascii(text)) return false;
  const char quote =
      text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"'
                                                                                            : '\'';
  out += quote;
  for (char c : text) {
    char buffer[8];
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      std::snprintf(buffer, sizeof buffer, "\\x%02x", static_cast<unsigned>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  out += quote;
  return true;
}

}  // namespace

bool to_repr(Evaluator& e, Value v, std::string& out, int depth) {
  if (depth > 20 || out.size() > e.limits.bytes) return false;
  switch (v->type) {
    case Type::none:
      out += "None";
      return true;
    case Type::boolean:
      out += v->boolean ? "True" : "False";
      return true;
    case Type::integer:
      out += std::to_string(v->integer);
      return true;
    case Type::real:
      out += real_text(v->real);
      return true;
    case Type::string:
      return text_repr(v->text, out);
    case Type::ellipsis:
      out += "Ellipsis";
      return true;
    case Type::list:
    case Type::tuple: {
      const Evaluator::View all = e.view(v);
      if (!all.known || all.open || !e.step(all.items.size() + 1)) return false;
      out += v->is(Type::list) ? "[" : "(";
      for (std::size_t i = 0; i < all.items.size(); ++i) {
        if (i > 0) out += ", ";
        if (!to_repr(e, all.items[i], out, depth + 1)) return false;
      }
      if (v->is(Type::tuple) && all.items.size() == 1) out += ",";
      out += v->is(Type::list) ? "]" : ")";
      return true;
    }
    case Type::dict: {
      const Evaluator::View keys = e.view(v);
      if (!keys.known || keys.open) return false;
      out += "{";
      for (std::size_t i = 0; i < keys.items.size(); ++i) {
        if (i > 0) out += ", ";
        if (!to_repr(e, keys.items[i], out, depth + 1)) return false;
        out += ": ";
        const DictEntry* entry = e.dict_find(e.state.object(v->object), keys.items[i]);
        const Value value = entry == nullptr ? nullptr : e.narrow(entry->value);
        if (value == nullptr || !to_repr(e, value, out, depth + 1)) return false;
      }
      out += "}";
      return true;
    }
    default:
      return false;
  }
}

bool to_text(Evaluator& e, Value v, std::string& out) {
  if (v->is(Type::string)) {
    out += v->text;
    return true;
  }
  return to_repr(e, v, out);
}

void TextParts::add(std::string_view known) {
  (exact ? text : suffix) += known;
  not_empty = not_empty || !known.empty();
}

void TextParts::add_unknown(Value value) {
  if (exact) prefix = text;
  const bool is_text = value->is(Type::unknown) && value->unknown->type == Kind::string;
  if (exact && is_text) prefix += value->unknown->prefix;
  exact = false;
  suffix = is_text ? std::string(value->unknown->suffix) : std::string();
  not_empty = not_empty || (is_text && value->unknown->not_empty);
  if (first_unknown == nullptr) first_unknown = value;
  traits |= value->traits;
}

Value TextParts::build(Evaluator& e) const {
  const std::uint8_t kept = traits & (trait_bit(Trait::random) | trait_bit(Trait::secret));
  if (exact) {
    const Value value = e.new_string(text);
    if (kept == 0) return value;
    Data* data = e.values.copy(value);
    data->traits |= kept;
    return data;
  }
  bool small = false;
  if (!e.text_fits(prefix.size() + suffix.size(), small))
    return e.over_budget("the text would be too long", Kind::string);
  e.may_raise();
  Info info;
  info.reason = Reason::unsupported;
  info.detail = "text that is not fully known";
  if (first_unknown != nullptr && first_unknown->is(Type::unknown)) {
    info.reason = first_unknown->unknown->reason;
    info.detail = first_unknown->unknown->detail;
  }
  info.type = Kind::string;
  info.not_empty = not_empty;
  info.prefix = e.keep(prefix);
  info.suffix = e.keep(suffix);
  Data* data = e.values.copy(e.values.unknown(info));
  data->traits |= kept;
  return data;
}

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
    const double value = v->is(Type::real) ? v->real : static_cast<double>(v->integer);
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

namespace {

// One field: a value with its conversion and specification.
void add_field(Evaluator& e, TextParts& parts, Value v, char conversion, std::string_view spec) {
  std::string text;
  bool known = !v->is(Type::unknown);
  if (known && (conversion == 'r' || conversion == 'a')) {
    known = to_repr(e, v, text);
    if (known && !spec.empty()) known = false;
  } else if (known && conversion == 's') {
    std::string plain;
    known = to_text(e, v, plain) && format_value(e, e.values.string(plain), spec, text);
  } else if (known) {
    known = format_value(e, v, spec, text);
  }
  parts.traits |= v->traits;
  if (known) {
    parts.add(text);
  } else if (v->is(Type::unknown) && v->unknown->type == Kind::string && spec.empty() &&
             conversion != 'r' && conversion != 'a') {
    parts.add_unknown(v);
  } else {
    parts.add_unknown(e.unknown_from(v, nullptr, "formatted text"));
  }
}

}  // namespace

void Evaluator::format_parts(std::span<const FormattedPart> written, TextParts& out) {
  for (const FormattedPart& part : written) {
    if (part.value == nullptr) {
      out.add(part.text);
      continue;
    }
    const Value value = evaluate(part.value);
    if (dead_ || exhausted_) return;
    TextParts spec;
    if (part.has_specification) format_parts(part.specification, spec);
    if (dead_ || exhausted_) return;
    if (!spec.exact)
      out.add_unknown(unknown(Reason::unsupported, "formatted text"));
    else
      add_field(*this, out, value, part.conversion, spec.text);
  }
}

Value Evaluator::formatted(const Formatted& e) {
  // Values first, then every combination of what they may be, where those are few.
  std::vector<Value> given(e.parts.size(), nullptr);
  std::vector<std::string> specs(e.parts.size());
  std::size_t ways = 1;
  for (std::size_t i = 0; i < e.parts.size(); ++i) {
    const FormattedPart& part = e.parts[i];
    if (part.value == nullptr) continue;
    given[i] = evaluate(part.value);
    TextParts spec;
    if (part.has_specification) format_parts(part.specification, spec);
    if (dead_ || exhausted_) return nothing_;
    if (!spec.exact) given[i] = unknown(Reason::unsupported, "formatted text");
    specs[i] = spec.text;
    if (given[i]->is(Type::unknown) && !given[i]->unknown->alternatives.empty())
      ways = std::min<std::size_t>(1000, ways * given[i]->unknown->alternatives.size());
  }
  std::function<Value(std::size_t)> from = [&](std::size_t at) -> Value {
    while (at < given.size() && (given[at] == nullptr || !given[at]->is(Type::unknown) ||
                                 given[at]->unknown->alternatives.empty()))
      ++at;
    if (at < given.size() && ways <= 64) {
      const Value before = given[at];
      const Value result = each(before, [&](Value one) {
        given[at] = one;
        return from(at + 1);
      });
      given[at] = before;
      return result;
    }
    TextParts out;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i] == nullptr)
        out.add(e.parts[i].text);
      else
        add_field(*this, out, given[i], e.parts[i].conversion, specs[i]);
      if (out.text.size() > limits.bytes)
        return over_budget("the text would be too long", Kind::string);
    }
    return out.build(*this);
  };
  return from(0);
}

Value format_percent(Evaluator& e, Value pattern, Value given) {
  const std::string_view text = pattern->text;
  std::vector<Value> items;
  bool items_known = true;
  if (given->is(Type::tuple)) {
    const Evaluator::View all = e.view(given);
    items = all.items;
    items_known = !all.open;
  } else {
    items_known = !given->is(Type::unknown) || is_immutable(given->unknown->type);
    items.push_back(given);
  }
  TextParts out;
  std::size_t next = 0;
  bool by_name = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      const std::size_t end = std::min(text.find('%', at), text.size());
      out.add(text.substr(at, end - at));
      at = end - 1;
      continue;
    }
    if (++at >= text.size()) {
      e.raise("ValueError");
      return e.nothing();
    }
    if (text[at] == '%') {
      out.add("%");
      continue;
    }
    Value value = nullptr;
    if (text[at] == '(') {
      const std::size_t close = text.find(')', at);
      if (close == std::string_view::npos) return e.unknown_text("a format that is not modelled");
      by_name = true;
      const Value key = e.values.string(text.substr(at + 1, close - at - 1));
      value = e.subscript(given, key);
      if (e.stopped()) return e.nothing();
      at = close + 1;
    }
    const std::size_t begin = at;
    while (at < text.size() && (is_digit(text[at]) || text[at] == '.' || text[at] == '-' ||
                                text[at] == '+' || text[at] == ' ' || text[at] == '#'))
      ++at;
    if (at >= text.size()) return e.unknown_text("a format that is not modelled");
    const std::string_view flags = text.substr(begin, at - begin);
    if (value == nullptr) {
      if (next >= items.size()) {
        if (!items_known) return e.unknown_from(given, nullptr, "formatted text", Kind::string);
        e.raise("TypeError");
        return e.nothing();
      }
      value = items[next++];
    }
    const char type = text[at];
    const bool whole = type == 'd' || type == 'i';
    if (!flags.empty() || (type != 's' && type != 'r' && !whole)) {
      out.add_unknown(e.unknown_from(value, nullptr, "formatted text"));
    } else if (whole && (value->is(Type::boolean) || value->is(Type::integer))) {
      out.add(std::to_string(value->integer));
    } else if (whole) {
      if (value->is(Type::string) || value->is(Type::none)) {
        e.raise("TypeError");
        return e.nothing();
      }
      out.add_unknown(e.unknown_from(value, nullptr, "formatted text"));
    } else {
      add_field(e, out, value, type, {});
    }
    if (out.text.size() > e.limits.bytes)
      return e.over_budget("the text would be too long", Kind::string);
  }
  if (!by_name && next < items.size() && items_known && !given->is(Type::dict)) {
    e.raise("TypeError");
    return e.nothing();
  }
  if (!items_known) return e.unknown_from(given, nullptr, "formatted text", Kind::string);
  return out.build(e);
}

Value format_braces(Evaluator& e, Value pattern, const Arguments& given) {
  const std::string_view text = pattern->text;
  TextParts out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '{' && c != '}') {
      const std::size_t end = std::min(text.find_first_of("{}", at), text.size());
      out.add(text.substr(at, end - at));
      at = end - 1;
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == c) {
      out.add(text.substr(at, 1));
      ++at;
      continue;
    }
    const std::size_t close = text.find_first_of("{}", at + 1);
    if (c == '}' || close == std::string_view::npos) {
      e.raise("ValueError");
      return e.nothing();
    }
    if (text[close] == '{') {
      e.may_raise();
      return e.unknown_text("a format that is not modelled");
    }
    std::string_view field = text.substr(at + 1, close - at - 1);
    at = close;
    std::string_view spec;
    const std::size_t colon = field.find(':');
    if (colon != std::string_view::npos) {
      spec = field.substr(colon + 1);
      field = field.substr(0, colon);
    }
    char conversion = 0;
    if (field.size() >= 2 && field[field.size() - 2] == '!') {
      conversion = field.back();
      field.remove_suffix(2);
    }
    Value value = nullptr;
    if (field.empty()) {
      value = given.get(next++);
    } else if (const auto number = parse_integer(field); number.has_value()) {
      value = *number >= 0 ? given.get(static_cast<std::size_t>(*number)) : nullptr;
    } else if (field.find_first_of(".[") != std::string_view::npos) {
      e.may_raise();
      return e.unknown_text("a format that is not modelled");
    } else {
      value = given.named_or_null(field);
    }
    if (value == nullptr) {
      e.raise("IndexError");
      return e.nothing();
    }
    add_field(e, out, value, conversion, spec);
    if (out.text.size() > e.limits.bytes)
      return e.over_budget("the text would be too long", Kind::string);
  }
  return out.build(e);
}

}  // namespace djaz::python::eval
