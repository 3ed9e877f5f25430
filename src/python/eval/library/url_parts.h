// What the readers of URLs have in common: tables from schemes to backends, and a maker of the
// dicts that a URL becomes. A URL that is not known is taken to be one that works: the names that
// its dict has are known.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "python/eval/library/tables.h"
#include "python/eval/library/urls.h"
#include "support/text.h"

namespace djaz::python::eval {

struct Scheme {
  std::string_view name;
  std::string_view backend;
};

inline constexpr std::string_view kPostgres = "django.db.backends.postgresql";
inline constexpr std::string_view kMysql = "django.db.backends.mysql";
inline constexpr std::string_view kSqlite = "django.db.backends.sqlite3";

template <std::size_t N>
std::string_view backend_of(const std::array<Scheme, N>& schemes, std::string_view name) {
  if (name.empty()) return {};
  for (const Scheme& one : schemes)
    if (one.name == name) return one.backend;
  return {};
}

// Makes the dicts: values that say where they come from.
class Parts {
 public:
  Parts(Evaluator& e, Value url) : e_(e), url_(url) {}

  Value text(std::string_view text) {
    return e_.values.at(e_.new_string(std::string(text), url_), url_->span);
  }
  Value unquoted_text(const std::optional<std::string>& quoted) {
    const auto plain = unquoted(quoted.value_or(""));
    return plain.has_value() ? text(*plain) : some(Kind::string);
  }
  // What the URL says here, whatever it is.
  Value some(Kind kind, bool not_empty = false) {
    Info info;
    info.reason = url_->is(Type::unknown) ? url_->unknown->reason : Reason::environment;
    info.detail =
        url_->is(Type::unknown) ? url_->unknown->detail : std::string_view("a part of a URL");
    info.type = kind;
    info.not_empty = not_empty;
    Data* data = e_.values.copy(e_.values.unknown(info));
    data->traits |= inherited_traits(url_->traits);
    return data;
  }
  Value maybe(Value value, std::string_view there, std::string_view not_there) {
    const Literal has = e_.conditions.fact({}, there, not_there);
    return e_.join_values(
        {{e_.conditions.one(opposite(has)), nullptr}, {e_.conditions.one(has), value}});
  }
  // The value where the URL names a `what`, else None.
  Value or_none(Value value, std::string_view what) {
    const Literal has = e_.conditions.fact({}, "the URL names a " + std::string(what),
                                           "the URL names no " + std::string(what));
    return e_.join_values(
        {{e_.conditions.one(opposite(has)), e_.values.none()}, {e_.conditions.one(has), value}});
  }
  void put(std::string_view name, Value value) {
    const Value key = e_.values.string(name);
    for (DictEntry& entry : entries_) {
      if (entry.key->text != name) continue;
      entry.value = value;
      return;
    }
    entries_.push_back({key, value, {}});
  }
  Value dict(bool open = false) { return e_.make_dict(std::move(entries_), open); }
  bool empty() const { return entries_.empty(); }

 private:
  Evaluator& e_;
  Value url_;
  std::vector<DictEntry> entries_;
};

inline Value not_read(Evaluator& e, Value url, Kind kind = Kind::mapping) {
  return e.unknown_from(url, nullptr, "the parts of a URL", kind);
}

inline Value digits_or_text(Evaluator& e, Parts& parts, const std::string& text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return parts.some(Kind::unknown);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return parts.text(text);
  const auto number = parse_integer(text);
  return number.has_value() ? e.values.integer(*number) : parts.some(Kind::integer);
}
inline bool given_as_true(Evaluator& e, Value v) {
  return v != nullptr && !v->is(Type::none) && e.truth(v) != Truth::no;
}

}  // namespace djaz::python::eval
