// The methods of text. What depends on Unicode tables is done for ASCII only.
#include <algorithm>

#include "python/eval/format.h"
#include "python/eval/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

bool known(Value v) { return v != nullptr && v->is(Type::string); }

Value like(Evaluator& e, Value self, std::string text) {
  const Value made = e.new_string(std::move(text), self);
  return self->has(Trait::env_text) ? e.values.with_trait(made, Trait::env_text) : made;
}

Value unknown_like(Evaluator& e, Value self) {
  const Value made = e.unknown_from(self, nullptr, "text", Kind::string);
  return self->has(Trait::env_text) ? e.values.with_trait(made, Trait::env_text) : made;
}

Value unknown_kind(Evaluator& e, Value self, Kind kind) {
  return e.unknown_from(self, nullptr, "a result of text that is not known", kind);
}

template <char (*Change)(char)>
Value cased(Evaluator& e, Value self, const Arguments&) {
  if (!known(self) || !is_ascii(self->text)) return unknown_like(e, self);
  std::string text(self->text);
  for (char& c : text) c = Change(c);
  return like(e, self, std::move(text));
}

Value titled(Evaluator& e, Value self, const Arguments&) {
  if (!known(self) || !is_ascii(self->text)) return unknown_like(e, self);
  std::string text(self->text);
  bool inside = false;
  for (char& c : text) {
    c = inside ? lower(c) : upper(c);
    inside = is_alpha(c);
  }
  return like(e, self, std::move(text));
}

Value capitalized(Evaluator& e, Value self, const Arguments&) {
  if (!known(self) || !is_ascii(self->text)) return unknown_like(e, self);
  std::string text(self->text);
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = i == 0 ? upper(text[i]) : lower(text[i]);
  return like(e, self, std::move(text));
}

template <int Sides>
Value stripped(Evaluator& e, Value self, const Arguments& given) {
  const Value set = given.get(0);
  const bool plain = set == nullptr || set->is(Type::none);
  if (!known(self) || !is_ascii(self->text) || (!plain && !known(set)))
    return unknown_like(e, self);
  const std::string_view out = plain ? std::string_view(" \t\n\r\f\v\x1c\x1d\x1e\x1f") : set->text;
  std::string_view text = self->text;
  auto drop = [&](char c) { return out.find(c) != std::string_view::npos; };
  while ((Sides & 1) != 0 && !text.empty() && drop(text.front())) text.remove_prefix(1);
  while ((Sides & 2) != 0 && !text.empty() && drop(text.back())) text.remove_suffix(1);
  return like(e, self, std::string(text));
}

template <bool Start>
Value affix(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (what == nullptr || given.count() != 1) return unknown_kind(e, self, Kind::boolean);
  std::vector<Value> options{what};
  if (what->is(Type::tuple)) options.assign(what->items.begin(), what->items.end());
  Truth any = Truth::no;
  for (Value one : options) {
    if (!known(one)) {
      any = either(any, Truth::unknown);
    } else if (known(self)) {
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
  return e.truth_value(any, known(self) ? what : self);
}

Value words_of(Evaluator& e, std::string_view text, std::int64_t most) {
  std::vector<Value> items;
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at >= text.size()) break;
    std::size_t end = at;
    if (most >= 0 && static_cast<std::int64_t>(items.size()) == most) {
      end = text.size();
      while (end > at && is_space(text[end - 1])) --end;
    } else {
      while (end < text.size() && !is_space(text[end])) ++end;
    }
    items.push_back(e.values.borrowed(Type::string, text.substr(at, end - at)));
    at = end;
  }
  return e.make_list(Type::list, std::move(items));
}

Value split_text(Evaluator& e, Value self, const Arguments& given, bool from_right) {
  Value separator = given.get(0, "sep");
  const Value limit = given.get(1, "maxsplit");
  if (separator != nullptr && separator->is(Type::none)) separator = nullptr;
  const bool limited = limit != nullptr;
  if (!known(self) || (separator != nullptr && !known(separator)) ||
      (limited && !limit->is(Type::integer)) ||
      (separator == nullptr &&
       (!is_ascii(self->text) || (from_right && limited) ||
        self->text.find_first_of("\x1c\x1d\x1e\x1f") != std::string_view::npos))) {
    e.may_raise();
    Info info;
    info.reason = self->is(Type::unknown) ? self->unknown->reason : Reason::unsupported;
    info.detail = self->is(Type::unknown) ? self->unknown->detail : "split text";
    info.type = Kind::list;
    info.not_empty = separator != nullptr;
    return e.values.unknown(info);
  }
  const std::int64_t most = limited && limit->integer >= 0 ? limit->integer : -1;
  if (separator == nullptr) return words_of(e, self->text, most);
  const std::string_view by = separator->text;
  if (by.empty()) return e.raised("ValueError");
  std::vector<Value> items;
  std::string_view rest = self->text;
  auto piece = [&](std::string_view text) {
    items.push_back(e.values.borrowed(Type::string, text));
  };
  while (most < 0 || static_cast<std::int64_t>(items.size()) < most) {
    const std::size_t at = from_right ? rest.rfind(by) : rest.find(by);
    if (at == std::string_view::npos || items.size() > e.limits.elements) break;
    piece(from_right ? rest.substr(at + by.size()) : rest.substr(0, at));
    rest = from_right ? rest.substr(0, at) : rest.substr(at + by.size());
  }
  piece(rest);
  if (from_right) std::reverse(items.begin(), items.end());
  e.step(items.size() / 8);
  return e.make_list(Type::list, std::move(items));
}

Value split(Evaluator& e, Value self, const Arguments& given) {
  return split_text(e, self, given, false);
}
Value rsplit(Evaluator& e, Value self, const Arguments& given) {
  return split_text(e, self, given, true);
}

Value splitlines(Evaluator& e, Value self, const Arguments& given) {
  if (!known(self) || given.count() != 0 || !is_ascii(self->text) ||
      self->text.find_first_of("\f\v\x1c\x1d\x1e") != std::string_view::npos)
    return unknown_kind(e, self, Kind::list);
  std::vector<Value> items;
  std::string_view rest = self->text;
  while (!rest.empty()) {
    const std::size_t at = std::min(rest.find_first_of("\r\n"), rest.size());
    items.push_back(e.values.borrowed(Type::string, rest.substr(0, at)));
    const std::size_t skip = at == rest.size() ? 0 : rest.substr(at).starts_with("\r\n") ? 2 : 1;
    rest = rest.substr(at + skip);
  }
  return e.make_list(Type::list, std::move(items));
}

template <bool Right>
Value partition(Evaluator& e, Value self, const Arguments& given) {
  const Value by = given.get(0);
  if (by == nullptr || !known(self) || !known(by) || by->text.empty())
    return unknown_kind(e, self, Kind::tuple);
  const std::size_t at = Right ? self->text.rfind(by->text) : self->text.find(by->text);
  std::string_view parts[3] = {self->text, {}, {}};
  if (at != std::string_view::npos) {
    parts[0] = self->text.substr(0, at);
    parts[1] = by->text;
    parts[2] = self->text.substr(at + by->text.size());
  } else if (Right) {
    std::swap(parts[0], parts[2]);
  }
  std::vector<Value> items;
  for (std::string_view part : parts) items.push_back(e.values.borrowed(Type::string, part));
  return e.make_list(Type::tuple, std::move(items));
}

Value replace(Evaluator& e, Value self, const Arguments& given) {
  const Value from = given.get(0);
  const Value to = given.get(1);
  if (given.count() != 2 || from == nullptr || to == nullptr || !known(self) || !known(from) ||
      !known(to) || from->text.empty())
    return unknown_like(e, self);
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
  return like(e, self, std::move(out));
}

Value join(Evaluator& e, Value self, const Arguments& given) {
  const Value items = given.get(0);
  if (items == nullptr) return e.raised("TypeError");
  return e.with_items(items, [&](const Evaluator::View& all) -> Value {
    if (!all.known || all.open || !all.ordered || !known(self))
      return e.unknown_from(items, self, "joined text", Kind::string);
    TextParts out;
    for (std::size_t i = 0; i < all.items.size(); ++i) {
      if (i > 0) out.add(self->text);
      const Value item = all.items[i];
      if (known(item)) {
        out.add(item->text);
      } else if (item->is(Type::unknown)) {
        out.add_unknown(item);
      } else {
        return e.raised("TypeError");
      }
      if (out.text.size() > e.limits.bytes)
        return e.over_budget("the text would be too long", Kind::string);
    }
    e.step(all.items.size() / 8);
    return out.build(e);
  });
}

template <bool (*Test)(char)>
Value every(Evaluator& e, Value self, const Arguments&) {
  if (!known(self) || !is_ascii(self->text)) return unknown_kind(e, self, Kind::boolean);
  return e.values.boolean(!self->text.empty() &&
                          std::all_of(self->text.begin(), self->text.end(), Test));
}

template <bool Upper>
Value is_cased(Evaluator& e, Value self, const Arguments&) {
  if (!known(self) || !is_ascii(self->text)) return unknown_kind(e, self, Kind::boolean);
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
  if (given.count() != 1 || !known(self) || !known(what) || !is_ascii(self->text))
    return unknown_kind(e, self, Kind::integer);
  const std::size_t at = Right ? self->text.rfind(what->text) : self->text.find(what->text);
  if (at == std::string_view::npos && Raise) return e.raised("ValueError");
  return e.values.integer(at == std::string_view::npos ? -1 : static_cast<std::int64_t>(at));
}

Value count(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (given.count() != 1 || !known(self) || !known(what) || what->text.empty())
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
  if (!known(self) || !is_ascii(self->text) || width == nullptr || !width->is(Type::integer) ||
      (fill != nullptr && (!known(fill) || fill->text.size() != 1)) || Side == 0)
    return unknown_like(e, self);
  const auto size = static_cast<std::int64_t>(self->text.size());
  if (width->integer <= size) return like(e, self, std::string(self->text));
  if (width->integer > static_cast<std::int64_t>(e.limits.bytes))
    return e.over_budget("the text would be too long", Kind::string);
  const auto missing = static_cast<std::size_t>(width->integer - size);
  if (Side == 3) {
    const bool sign = !self->text.empty() && (self->text[0] == '-' || self->text[0] == '+');
    return like(e, self,
                std::string(self->text.substr(0, sign ? 1 : 0)) + std::string(missing, '0') +
                    std::string(self->text.substr(sign ? 1 : 0)));
  }
  const std::string more(missing, fill == nullptr ? ' ' : fill->text[0]);
  return like(e, self, Side == 1 ? std::string(self->text) + more : more + std::string(self->text));
}

template <bool Start>
Value without(Evaluator& e, Value self, const Arguments& given) {
  const Value what = given.get(0);
  if (what == nullptr || !known(self) || !known(what)) return unknown_like(e, self);
  std::string_view text = self->text;
  if (Start && text.starts_with(what->text)) text.remove_prefix(what->text.size());
  if (!Start && !what->text.empty() && text.ends_with(what->text))
    text.remove_suffix(what->text.size());
  return like(e, self, std::string(text));
}

Value encode(Evaluator& e, Value self, const Arguments& given) {
  if (!known(self) || given.count() > 1 || !is_ascii(self->text))
    return unknown_kind(e, self, Kind::bytes);
  const Value name = given.get(0, "encoding");
  if (name != nullptr &&
      (!known(name) || (lowered(name->text) != "utf-8" && lowered(name->text) != "utf8" &&
                        lowered(name->text) != "ascii")))
    return unknown_kind(e, self, Kind::bytes);
  Data* data = e.values.copy(e.values.borrowed(Type::bytes, self->text));
  data->traits = self->traits & static_cast<std::uint8_t>(~trait_bit(Trait::env_text));
  return data;
}

Value format(Evaluator& e, Value self, const Arguments& given) {
  if (!known(self)) return e.unknown_from(self, nullptr, "formatted text", Kind::string);
  return format_braces(e, self, given);
}

}  // namespace

const MethodTable& string_methods() {
  static const MethodTable table = {
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
      {"split", split},
      {"rsplit", rsplit},
      {"splitlines", splitlines},
      {"partition", partition<false>},
      {"rpartition", partition<true>},
      {"replace", replace},
      {"join", join},
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
  };
  return table;
}

}  // namespace djaz::python::eval
