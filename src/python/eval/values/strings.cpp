// The methods of text. What depends on Unicode tables is done for ASCII only.
#include <algorithm>

#include "python/eval/values/format.h"
#include "python/eval/values/string_methods.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

template <char (*Change)(char)>
Value cased(Evaluator& e, Value self, const Arguments&) {
  if (!known_text(self) || !is_ascii(self->text)) return unknown_text_like(e, self);
  std::string text(self->text);
  for (char& c : text) c = Change(c);
  return text_like(e, self, std::move(text));
}

Value titled(Evaluator& e, Value self, const Arguments&) {
  if (!known_text(self) || !is_ascii(self->text)) return unknown_text_like(e, self);
  std::string text(self->text);
  bool inside = false;
  for (char& c : text) {
    c = inside ? lower(c) : upper(c);
    inside = is_alpha(c);
  }
  return text_like(e, self, std::move(text));
}

Value capitalized(Evaluator& e, Value self, const Arguments&) {
  if (!known_text(self) || !is_ascii(self->text)) return unknown_text_like(e, self);
  std::string text(self->text);
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = i == 0 ? upper(text[i]) : lower(text[i]);
  return text_like(e, self, std::move(text));
}

template <int Sides>
Value stripped(Evaluator& e, Value self, const Arguments& given) {
  const Value set = given.get(0);
  const bool plain = set == nullptr || set->is(Type::none);
  if (!known_text(self) || !is_ascii(self->text) || (!plain && !known_text(set)))
    return unknown_text_like(e, self);
  const std::string_view out = plain ? std::string_view(" \t\n\r\f\v\x1c\x1d\x1e\x1f") : set->text;
  std::string_view text = self->text;
  auto drop = [&](char c) { return out.find(c) != std::string_view::npos; };
  while ((Sides & 1) != 0 && !text.empty() && drop(text.front())) text.remove_prefix(1);
  while ((Sides & 2) != 0 && !text.empty() && drop(text.back())) text.remove_suffix(1);
  return text_like(e, self, std::string(text));
}

template <bool Start>
Value affix(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (what == nullptr || given.count() != 1) return unknown_kind(e, self, Kind::boolean);
  std::vector<Value> options{what};
  if (what->is(Type::tuple)) options.assign(what->items.begin(), what->items.end());
  Truth any = Truth::no;
  for (Value one : options) {
    if (!known_text(one)) {
      any = either(any, Truth::unknown);
    } else if (known_text(self)) {
      any = either(any, truth_of(Start ? self->text.starts_with(one->text)
                                       : self->text.ends_with(one->text)));
    } else {
      const std::string_view edge = Start ? self->unknown->prefix : self->unknown->suffix;
      const bool has = Start ? edge.starts_with(one->text) : edge.ends_with(one->text);
      const std::size_t common = std::min(edge.size(), one->text.size());
      const bool may =
          Start ? edge.substr(0, common) == one->text.substr(0, common)
                : edge.substr(edge.size() - common) == one->text.substr(one->text.size() - common);
      any = either(any, has ? Truth::yes : may ? Truth::unknown : Truth::no);
    }
  }
  return e.truth_value(any, known_text(self) ? what : self);
}

Value replace(Evaluator& e, Value self, const Arguments& given) {
  const Value from = given.get(0);
  const Value to = given.get(1);
  if (given.count() != 2 || from == nullptr || to == nullptr || !known_text(self) ||
      !known_text(from) || !known_text(to) || from->text.empty())
    return unknown_text_like(e, self);
  std::string out;
  std::string_view rest = self->text;
  while (true) {
    const std::size_t at = rest.find(from->text);
    out += rest.substr(0, at);
    if (at == std::string_view::npos) break;
    out += to->text;
    rest = rest.substr(at + from->text.size());
    if (out.size() > e.limits.bytes)
      return e.over_budget("the text would be too long", Kind::string);
  }
  return text_like(e, self, std::move(out));
}

template <bool (*Test)(char)>
Value every(Evaluator& e, Value self, const Arguments&) {
  if (!known_text(self) || !is_ascii(self->text)) return unknown_kind(e, self, Kind::boolean);
  return e.values.boolean(!self->text.empty() &&
                          std::all_of(self->text.begin(), self->text.end(), Test));
}

template <bool Upper>
Value is_cased(Evaluator& e, Value self, const Arguments&) {
  if (!known_text(self) || !is_ascii(self->text)) return unknown_kind(e, self, Kind::boolean);
  bool some = false;
  bool all = true;
  for (char c : self->text) {
    if (!is_alpha(c)) continue;
    some = true;
    all = all && c == (Upper ? upper(c) : lower(c));
  }
  return e.values.boolean(some && all);
}

template <bool Right, bool Raise>
Value find(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (given.count() != 1 || !known_text(self) || !known_text(what) || !is_ascii(self->text))
    return unknown_kind(e, self, Kind::integer);
  const std::size_t at = Right ? self->text.rfind(what->text) : self->text.find(what->text);
  if (at == std::string_view::npos && Raise) return e.raised("ValueError");
  return e.values.integer(at == std::string_view::npos ? -1 : static_cast<std::int64_t>(at));
}

Value count(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (given.count() != 1 || !known_text(self) || !known_text(what) || what->text.empty())
    return unknown_kind(e, self, Kind::integer);
  std::int64_t found = 0;
  for (std::size_t at = self->text.find(what->text); at != std::string_view::npos;
       at = self->text.find(what->text, at + what->text.size()))
    ++found;
  return e.values.integer(found);
}

template <int Side>
Value padded(Evaluator& e, Value self, const Arguments& given) {
  const Value width = given.get(0);
  const Value fill = given.get(1);
  if (!known_text(self) || !is_ascii(self->text) || width == nullptr || !width->is(Type::integer) ||
      (fill != nullptr && (!known_text(fill) || fill->text.size() != 1)) || Side == 0)
    return unknown_text_like(e, self);
  const auto size = static_cast<std::int64_t>(self->text.size());
  if (width->integer <= size) return text_like(e, self, std::string(self->text));
  if (width->integer > static_cast<std::int64_t>(e.limits.bytes))
    return e.over_budget("the text would be too long", Kind::string);
  const auto missing = static_cast<std::size_t>(width->integer - size);
  if (Side == 3) {
    const bool sign = !self->text.empty() && (self->text[0] == '-' || self->text[0] == '+');
    return text_like(e, self,
                     std::string(self->text.substr(0, sign ? 1 : 0)) + std::string(missing, '0') +
                         std::string(self->text.substr(sign ? 1 : 0)));
  }
  const std::string more(missing, fill == nullptr ? ' ' : fill->text[0]);
  return text_like(e, self,
                   Side == 1 ? std::string(self->text) + more : more + std::string(self->text));
}

template <bool Start>
Value without(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (what == nullptr || !known_text(self) || !known_text(what)) return unknown_text_like(e, self);
  std::string_view text = self->text;
  if (Start && text.starts_with(what->text)) text.remove_prefix(what->text.size());
  if (!Start && !what->text.empty() && text.ends_with(what->text))
    text.remove_suffix(what->text.size());
  return text_like(e, self, std::string(text));
}

Value encode(Evaluator& e, Value self, const Arguments& given) {
  if (!known_text(self) || given.count() > 1 || !is_ascii(self->text))
    return unknown_kind(e, self, Kind::bytes);
  const Value name = given.get(0, "encoding");
  if (name != nullptr &&
      (!known_text(name) || (lowered(name->text) != "utf-8" && lowered(name->text) != "utf8" &&
                             lowered(name->text) != "ascii")))
    return unknown_kind(e, self, Kind::bytes);
  Data* data = e.values.copy(e.values.borrowed(Type::bytes, self->text));
  data->traits = self->traits & static_cast<std::uint8_t>(~trait_bit(Trait::env_text));
  return data;
}

Value format(Evaluator& e, Value self, const Arguments& given) {
  if (!known_text(self)) return e.unknown_from(self, nullptr, "formatted text", Kind::string);
  return format_braces(e, self, given);
}

Value format_map(Evaluator& e, Value self, const Arguments& given) {
  const Value from = given.get(0);
  if (from == nullptr || !from->is(Type::dict) || given.count() != 1 || !known_text(self))
    return e.unknown_from(self, from, "formatted text", Kind::string);
  const Evaluator::View keys = e.view(from);
  Arguments named;
  named.span = given.span;
  bool plain = keys.known && !keys.open;
  for (Value key : keys.items) {
    plain = plain && key->is(Type::string);
    const Value value = e.narrow(e.dict_find(e.state.object(from->object), key)->value);
    if (plain && value != nullptr) named.named.emplace_back(key->text, value);
  }
  if (!plain) return e.unknown_from(self, from, "formatted text", Kind::string);
  return format_braces(e, self, named);
}

MethodTable with_splitting(MethodTable table) {
  table.insert(splitting_methods().begin(), splitting_methods().end());
  return table;
}

}  // namespace

const MethodTable& string_methods() {
  static const MethodTable table = with_splitting({
      {"lower", cased<lower>},
      {"casefold", cased<lower>},
      {"upper", cased<upper>},
      {"title", titled},
      {"capitalize", capitalized},
      {"strip", stripped<3>},
      {"lstrip", stripped<1>},
      {"rstrip", stripped<2>},
      {"startswith", affix<true>},
      {"endswith", affix<false>},
      {"replace", replace},
      {"isdigit", every<is_digit>},
      {"isdecimal", every<is_digit>},
      {"isnumeric", every<is_digit>},
      {"isalpha", every<is_alpha>},
      {"isalnum", every<is_alnum>},
      {"isupper", is_cased<true>},
      {"islower", is_cased<false>},
      {"find", find<false, false>},
      {"rfind", find<true, false>},
      {"index", find<false, true>},
      {"rindex", find<true, true>},
      {"count", count},
      {"ljust", padded<1>},
      {"rjust", padded<2>},
      {"center", padded<0>},
      {"zfill", padded<3>},
      {"removeprefix", without<true>},
      {"removesuffix", without<false>},
      {"encode", encode},
      {"format", format},
      {"format_map", format_map},
  });
  return table;
}

}  // namespace djaz::python::eval
