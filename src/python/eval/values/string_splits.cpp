// Text taken apart and put together.
#include <algorithm>

#include "python/eval/values/format.h"
#include "python/eval/values/string_methods.h"
#include "support/text.h"

namespace djaz::python::eval {

bool known_text(Value v) { return v != nullptr && v->is(Type::string); }

Value text_like(Evaluator& e, Value self, std::string text) {
  const Value made = e.new_string(std::move(text), self);
  return self->has(Trait::env_text) ? e.values.with_trait(made, Trait::env_text) : made;
}

Value unknown_text_like(Evaluator& e, Value self) {
  const Value made = e.unknown_from(self, nullptr, "text", Kind::string);
  return self->has(Trait::env_text) ? e.values.with_trait(made, Trait::env_text) : made;
}

Value unknown_kind(Evaluator& e, Value self, Kind kind) {
  return e.unknown_from(self, nullptr, "a result of text that is not known", kind);
}

namespace {

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
  if (!known_text(self) || (separator != nullptr && !known_text(separator)) ||
      (limited && !limit->is(Type::integer)) ||
      (separator == nullptr &&
       (!is_ascii(self->text) || (from_right && limited) ||
        self->text.find_first_of("\x1c\x1d\x1e\x1f") != std::string_view::npos))) {
    e.may_raise();
    // A list all the same: with a separator it holds one piece or more.
    std::vector<Value> pieces;
    if (separator != nullptr) pieces.push_back(unknown_text_like(e, self));
    return e.make_list(Type::list, std::move(pieces), true);
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
  if (!known_text(self) || given.count() != 0 || !is_ascii(self->text) ||
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
  if (by == nullptr || !known_text(self) || !known_text(by) || by->text.empty())
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

Value join(Evaluator& e, Value self, const Arguments& given) {
  const Value items = given.get(0);
  if (items == nullptr) return e.raised("TypeError");
  return e.with_items(items, [&](const Evaluator::View& all) -> Value {
    if (!all.known || all.open || !all.ordered || !known_text(self))
      return e.unknown_from(items, self, "joined text", Kind::string);
    TextParts out;
    for (std::size_t i = 0; i < all.items.size(); ++i) {
      if (i > 0) out.add(self->text);
      const Value item = all.items[i];
      if (known_text(item)) {
        out.add(item->text);
      } else if (item->is(Type::path) && !item->boolean) {
        out.add_path(e, item);
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

}  // namespace

const MethodTable& splitting_methods() {
  static const MethodTable table = {
      {"split", split},
      {"rsplit", rsplit},
      {"splitlines", splitlines},
      {"partition", partition<false>},
      {"rpartition", partition<true>},
      {"join", join},
  };
  return table;
}

}  // namespace djaz::python::eval
