#include <algorithm>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

using B = const Builder&;
using A = Arguments;

// A scalar as `concat` and `format` print it.
bool printed(const Node& node, std::string& out) {
  switch (node.kind) {
    case Kind::string:
      out += node.text;
      return true;
    case Kind::integer:
      out += std::to_string(node.integer);
      return true;
    case Kind::boolean:
      out += node.boolean ? "True" : "False";
      return true;
    case Kind::null:
      return true;
    default:
      return false;
  }
}

// Text of which some parts are not known: what stands before the first and after the last of them.
class Pieces {
 public:
  bool add(const Node& node) {
    if (!node.is(Kind::unknown)) {
      std::string piece;
      if (!printed(node, piece)) return false;
      add(piece);
      return true;
    }
    const Unknown& about = *node.unknown;
    if (!unknown_) {
      prefix_ += about.prefix;
      unknown_ = &node;
    }
    suffix_ = about.suffix;
    seen_ = seen_ && !about.written.empty();
    write(about.written);
    not_empty_ |= about.not_empty;
    return true;
  }
  void add(std::string_view piece) {
    if (prefix_.size() + suffix_.size() + piece.size() > 2 * kLongestText) {
      too_long_ = true;
      return;
    }
    (unknown_ ? suffix_ : prefix_) += piece;
    write(piece);
  }
  const Node* build(B b) const {
    if (!unknown_ && !too_long_) return made(b, prefix_);
    Unknown about;
    about.reason = too_long_ ? Reason::budget : unknown_->unknown->reason;
    about.detail = too_long_ ? "the text would be longer than 64 KB" : unknown_->unknown->detail;
    about.type = Kind::string;
    about.not_empty = not_empty_ || !prefix_.empty() || !suffix_.empty();
    constexpr std::size_t kKept = 200;
    about.prefix = std::string_view(prefix_).substr(0, kKept);
    about.suffix =
        std::string_view(suffix_).substr(suffix_.size() - std::min(suffix_.size(), kKept));
    if (seen_ && !too_long_) about.written = written_;
    return b.unknown(about);
  }

 private:
  void write(std::string_view piece) {
    seen_ = seen_ && written_.size() + piece.size() <= kLongestText;
    if (seen_) written_ += piece;
  }

  std::string prefix_;
  std::string suffix_;
  std::string written_;
  // All that is written of the text is in `written_`.
  bool seen_ = true;
  const Node* unknown_ = nullptr;
  bool not_empty_ = false;
  bool too_long_ = false;
};

const Node* concat_lists(B b, A a) {
  std::vector<const Node*> items;
  bool open = false;
  for (const Node* list : a) {
    if (list->is(Kind::unknown)) {
      open = true;
    } else if (!list->is(Kind::list)) {
      return nullptr;
    } else {
      open |= list->open;
      items.insert(items.end(), list->items.begin(), list->items.end());
    }
    if (items.size() > kLongestList)
      return over_budget(b, "the list would be longer than 1000 elements", Kind::list);
  }
  return b.list(items, {}, open);
}

const Node* concat(B b, A a) {
  for (const Node* node : a)
    if (node->is(Kind::list)) return concat_lists(b, a);
  Pieces pieces;
  for (const Node* node : a) {
    if (node->is(Kind::unknown) && node->unknown->type == Kind::list)
      return unknown_like(b, *node, Kind::list);
    if (!pieces.add(*node)) return nullptr;
  }
  return pieces.build(b);
}

const Node* format(B b, A a) {
  if (!a[0]->is(Kind::string)) return unknown_like(b, *a[0], Kind::string);
  const std::string_view pattern = a[0]->text;
  Pieces pieces;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if ((c == '{' || c == '}') && i + 1 < pattern.size() && pattern[i + 1] == c) {
      pieces.add(std::string_view(&pattern[i++], 1));
    } else if (c == '{') {
      const std::size_t end = pattern.find('}', i);
      if (end == std::string_view::npos) return nullptr;
      const std::string_view inside = pattern.substr(i + 1, end - i - 1);
      const auto index = parse_integer(inside.substr(0, inside.find_first_of(":,")));
      if (!index || *index < 0 || *index + 1 >= static_cast<std::int64_t>(a.size())) return nullptr;
      const Node& value = *a[static_cast<std::size_t>(*index) + 1];
      if (!pieces.add(*formatted(
              b, value, inside.substr(std::min(inside.find_first_of(":,"), inside.size())))))
        return nullptr;
      i = end;
    } else {
      pieces.add(std::string_view(&pattern[i], 1));
    }
  }
  return pieces.build(b);
}

const Node* changed_case(B b, const Node& node, std::string (*change)(std::string_view)) {
  if (node.is(Kind::string)) return b.string(change(node.text));
  if (!node.is(Kind::unknown)) return nullptr;
  Unknown about = *node.unknown;
  const std::string prefix = change(about.prefix);
  const std::string suffix = change(about.suffix);
  // The mark is no part of the text.
  const std::string written = replaced(change(about.written), change(kGiven), kGiven);
  about.prefix = prefix;
  about.suffix = suffix;
  about.written = written;
  about.type = Kind::string;
  about.candidates = {};
  return b.unknown(about);
}
const Node* to_lower(B b, A a) { return changed_case(b, *a[0], lowered); }
const Node* to_upper(B b, A a) { return changed_case(b, *a[0], uppered); }

const Node* trim(B b, A a) { return texts(a) ? b.string(trimmed(text(a, 0))) : nullptr; }

const Node* replace(B b, A a) {
  if (!texts(a) || text(a, 1).empty()) return nullptr;
  if (text(a, 0).size() * (text(a, 2).size() + 1) > 100 * kLongestText)
    return made(b, std::string(kLongestText + 1, ' '));
  return made(b, replaced(text(a, 0), text(a, 1), text(a, 2)));
}

const Node* substring(B b, A a) {
  if (!a[0]->is(Kind::string) || !a[1]->is(Kind::integer)) return nullptr;
  const std::string_view whole = a[0]->text;
  const auto size = static_cast<std::int64_t>(count_code_points(whole));
  const std::int64_t start = a[1]->integer;
  if (start < 0 || start > size) return nullptr;
  std::int64_t length = size - start;
  if (a.size() > 2) {
    if (!a[2]->is(Kind::integer) || a[2]->integer < 0 || a[2]->integer > length) return nullptr;
    length = a[2]->integer;
  }
  const std::size_t begin = code_point_after(whole, 0, static_cast<std::size_t>(start));
  const std::size_t end = code_point_after(whole, begin, static_cast<std::size_t>(length));
  return b.string(whole.substr(begin, end - begin));
}

const Node* split_text(B b, A a) {
  std::vector<std::string_view> separators;
  if (a[1]->is(Kind::string)) separators.push_back(a[1]->text);
  for (const Node* item : a[1]->items)
    if (item->is(Kind::string)) separators.push_back(item->text);
  if (!a[0]->is(Kind::string) || separators.empty()) return nullptr;
  const std::string_view whole = a[0]->text;
  std::vector<const Node*> items;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < whole.size() && items.size() <= kLongestList;) {
    std::size_t length = 0;
    for (const std::string_view separator : separators)
      if (!separator.empty() && whole.substr(i, separator.size()) == separator)
        length = std::max(length, separator.size());
    if (length > 0) {
      items.push_back(b.string(whole.substr(begin, i - begin)));
      begin = i + length;
    }
    i += std::max<std::size_t>(length, 1);
  }
  items.push_back(b.string(whole.substr(begin)));
  return b.list(items);
}

const Node* starts_with(B b, A a) {
  if (!a[1]->is(Kind::string)) return unknown_like(b, *a[1], Kind::boolean);
  if (a[0]->is(Kind::unknown)) {
    const std::string_view prefix = a[0]->unknown->prefix;
    if (prefix.size() < text(a, 1).size()) return unknown_like(b, *a[0], Kind::boolean);
    return b.boolean(starts_with_ignoring_case(prefix, text(a, 1)));
  }
  return a[0]->is(Kind::string) ? b.boolean(starts_with_ignoring_case(text(a, 0), text(a, 1)))
                                : nullptr;
}
const Node* ends_with(B b, A a) {
  return texts(a) ? b.boolean(ends_with_ignoring_case(text(a, 0), text(a, 1))) : nullptr;
}

std::int64_t place(std::size_t found) {
  return found == std::string::npos ? -1 : static_cast<std::int64_t>(found);
}
const Node* index_of(B b, A a) {
  if (a[0]->is(Kind::list)) {
    for (std::size_t i = 0; i < a[0]->items.size(); ++i)
      if (equal(*a[0]->items[i], *a[1])) return b.integer(static_cast<std::int64_t>(i));
    return b.integer(-1);
  }
  return texts(a) ? b.integer(place(lowered(text(a, 0)).find(lowered(text(a, 1))))) : nullptr;
}
const Node* last_index_of(B b, A a) {
  return texts(a) ? b.integer(place(lowered(text(a, 0)).rfind(lowered(text(a, 1))))) : nullptr;
}

const Node* pad_left(B b, A a) {
  std::string value;
  if (!printed(*a[0], value) || !a[1]->is(Kind::integer)) return nullptr;
  const std::string_view with = a.size() > 2 ? text(a, 2) : " ";
  if (with.size() != 1 || a[1]->integer < 0) return nullptr;
  if (a[1]->integer > static_cast<std::int64_t>(kLongestText))
    return made(b, std::string(kLongestText + 1, ' '));
  const auto width = static_cast<std::size_t>(a[1]->integer);
  if (value.size() < width) value.insert(0, width - value.size(), with[0]);
  return b.string(value);
}

const Node* join_texts(B b, A a) {
  if (!a[0]->is(Kind::list) || !a[1]->is(Kind::string)) return nullptr;
  std::string out;
  for (std::size_t i = 0; i < a[0]->items.size(); ++i) {
    if (i > 0) out += a[1]->text;
    if (out.size() > kLongestText || !printed(*a[0]->items[i], out)) return nullptr;
  }
  return made(b, out);
}

constexpr Function kFunctions[] = {
    {"concat", 1, 255, Kind::string, true, concat},
    {"format", 1, 255, Kind::string, true, format},
    {"tolower", 1, 1, Kind::string, true, to_lower},
    {"toupper", 1, 1, Kind::string, true, to_upper},
    {"trim", 1, 1, Kind::string, false, trim},
    {"replace", 3, 3, Kind::string, false, replace},
    {"substring", 2, 3, Kind::string, false, substring},
    {"split", 2, 2, Kind::list, false, split_text},
    {"startswith", 2, 2, Kind::boolean, true, starts_with},
    {"endswith", 2, 2, Kind::boolean, false, ends_with},
    {"indexof", 2, 2, Kind::integer, false, index_of},
    {"lastindexof", 2, 2, Kind::integer, false, last_index_of},
    {"padleft", 2, 3, Kind::string, false, pad_left},
    {"join", 2, 2, Kind::string, false, join_texts},
};

}  // namespace

std::span<const Function> text_functions() { return kFunctions; }

}  // namespace djaz::azure
