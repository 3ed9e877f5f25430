// Values as text: str() and repr(), as CPython writes them.
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "python/eval/evaluator.h"
#include "python/eval/values/format.h"

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

}  // namespace djaz::python::eval
