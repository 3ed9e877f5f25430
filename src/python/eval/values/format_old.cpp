// The two ways of formatting that came before f-strings: `%` and str.format.
#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kWidest = 100;

// "02", "-5", "3": how wide a number is, and what fills it up.
bool is_width(std::string_view flags) {
  const std::size_t digits = flags.starts_with('-') ? 1 : 0;
  return flags.size() > digits && flags.size() <= digits + 2 &&
         std::all_of(flags.begin() + static_cast<std::ptrdiff_t>(digits), flags.end(), is_digit);
}

std::string padded(std::int64_t number, std::string_view flags) {
  std::size_t width = 0;
  for (const char c : flags)
    if (is_digit(c)) width = width * 10 + static_cast<std::size_t>(c - '0');
  std::string text = std::to_string(number);
  const std::size_t gap =
      std::min(width, kWidest) - std::min(text.size(), std::min(width, kWidest));
  if (flags.starts_with('-')) return text + std::string(gap, ' ');
  if (!flags.starts_with('0')) return std::string(gap, ' ') + text;
  // The sign comes before the noughts.
  text.insert(number < 0 ? 1 : 0, gap, '0');
  return text;
}

}  // namespace

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
    if (++at >= text.size()) return e.raised("ValueError");
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
    // `*` takes its width from the values.
    if (at >= text.size() || text[at] == '*') {
      e.may_raise();
      return e.unknown_text("a format that is not modelled");
    }
    const std::string_view flags = text.substr(begin, at - begin);
    if (value == nullptr) {
      if (next >= items.size()) {
        if (!items_known) return e.unknown_from(given, nullptr, "formatted text", Kind::string);
        return e.raised("TypeError");
      }
      value = items[next++];
    }
    const char type = text[at];
    const bool whole = type == 'd' || type == 'i';
    if (whole && (value->is(Type::boolean) || value->is(Type::integer)) && is_width(flags)) {
      out.add(padded(value->integer, flags));
    } else if (!flags.empty() || (type != 's' && type != 'r' && !whole)) {
      out.add_unknown(e.unknown_from(value, nullptr, "formatted text"));
    } else if (whole && (value->is(Type::boolean) || value->is(Type::integer))) {
      out.add(std::to_string(value->integer));
    } else if (whole) {
      if (value->is(Type::string) || value->is(Type::none)) return e.raised("TypeError");
      out.add_unknown(e.unknown_from(value, nullptr, "formatted text"));
    } else {
      add_field(e, out, value, type, {});
    }
    if (out.text.size() > e.limits.bytes)
      return e.over_budget("the text would be too long", Kind::string);
  }
  if (!by_name && next < items.size() && items_known && !given->is(Type::dict))
    return e.raised("TypeError");
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
    if (c == '}' || close == std::string_view::npos) return e.raised("ValueError");
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
    if (value == nullptr) return e.raised("IndexError");
    add_field(e, out, value, conversion, spec);
    if (out.text.size() > e.limits.bytes)
      return e.over_budget("the text would be too long", Kind::string);
  }
  return out.build(e);
}

}  // namespace djaz::python::eval
