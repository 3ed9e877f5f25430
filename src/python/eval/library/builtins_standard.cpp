// Functions of the standard library over texts and what can be gone through.
#include <algorithm>
#include <array>

#include "python/eval/control.h"
#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"
#include "python/eval/values/string_methods.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

Value iterator(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  if (v->is(Type::none) || v->is_number()) return e.raised("TypeError");
  const Evaluator::View all = e.view(v);
  if (given.count() != 1 || !all.known || all.open || !all.ordered)
    return e.call_unknown("iter", given);
  return iterator_over(e, all.items, {v}, true);
}

Value chained_from(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  const Evaluator::View outer = e.view(v);
  if (!outer.known || outer.open || !outer.ordered)
    return e.call_unknown("itertools.chain.from_iterable", given);
  std::vector<Value> items;
  for (Value one : outer.items) {
    const Evaluator::View all = e.view(one);
    if (!all.known || all.open || !all.ordered || items.size() > e.limits.elements)
      return e.call_unknown("itertools.chain.from_iterable", given);
    items.insert(items.end(), all.items.begin(), all.items.end());
  }
  if (!e.step(1 + items.size() / 8)) return e.nothing();
  return e.make_list(Type::iterator, std::move(items));
}

// The space that all lines begin with.
std::string_view margin_of(const std::vector<std::string_view>& lines) {
  std::string_view margin;
  bool first = true;
  for (const std::string_view line : lines) {
    const std::size_t end = line.find_first_not_of(" \t");
    if (end == std::string_view::npos) continue;
    const std::string_view own = line.substr(0, end);
    std::size_t common = 0;
    while (common < std::min(own.size(), margin.size()) && own[common] == margin[common]) ++common;
    margin = first ? own : own.substr(0, common);
    first = false;
  }
  return margin;
}

Value dedent(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  if (!known_text(v)) return e.unknown_from(v, nullptr, "text", Kind::string);
  const std::vector<std::string_view> lines = split(v->text, '\n');
  const std::size_t margin = margin_of(lines).size();
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += '\n';
    if (lines[i].find_first_not_of(" \t") != std::string_view::npos) out += lines[i].substr(margin);
  }
  return text_like(e, v, std::move(out));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (lower(c) >= 'a' && lower(c) <= 'f') return lower(c) - 'a' + 10;
  return -1;
}

Value unquote(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  if (!known_text(v) || given.count() != 1) return e.unknown_from(v, nullptr, "text", Kind::string);
  std::string out;
  for (std::size_t i = 0; i < v->text.size(); ++i) {
    const int high = i + 2 < v->text.size() && v->text[i] == '%' ? hex_digit(v->text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(v->text[i + 2]);
    if (low < 0) {
      out += v->text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_valid_utf8(out)) return e.unknown_from(v, nullptr, "text", Kind::string);
  return text_like(e, v, std::move(out));
}

template <bool Plus>
Value quote(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  const Value safe = given.get(1, "safe");
  if (v == nullptr) return e.raised("TypeError");
  if (!known_text(v) || (safe != nullptr && !known_text(safe)) ||
      given.count() != (safe == nullptr ? 1U : 2U))
    return e.unknown_from(v, nullptr, "text", Kind::string);
  std::string kept("_.-~");
  kept += safe != nullptr ? safe->text : Plus ? "" : "/";
  std::string out;
  for (const char c : v->text) {
    if (is_alnum(c) || kept.find(c) != std::string::npos) {
      out += c;
    } else if (Plus && c == ' ') {
      out += '+';
    } else {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return text_like(e, v, std::move(out));
}

// Where the parts of the two have no meaning beyond a directory and a file.
Value join_urls(Evaluator& e, const Arguments& given) {
  const Value base = given.get(0);
  const Value more = given.get(1);
  if (base == nullptr || more == nullptr) return e.raised("TypeError");
  if (!known_text(base) || !known_text(more) || given.count() != 2)
    return e.unknown_from(base, more, "a URL", Kind::string);
  if (base->text.empty() || more->text.empty()) return base->text.empty() ? more : base;
  std::string_view site = base->text;
  const bool absolute = site.starts_with("http://") || site.starts_with("https://");
  const std::size_t host = absolute ? site.find("//") + 2 : 0;
  const std::size_t path = absolute ? std::min(site.find('/', host), site.size()) : 0;
  const auto odd = [](std::string_view text) {
    return text.find_first_of("?#;:\\ \t\r\n") != std::string_view::npos ||
           text.find("./") != std::string_view::npos || text.ends_with('.') ||
           text.find("//") != std::string_view::npos || !is_ascii(text);
  };
  if (odd(site.substr(path)) || odd(more->text) || host == path + (absolute ? 0 : 1))
    return e.unknown_from(base, more, "a URL", Kind::string);
  std::string out(site.substr(0, path));
  if (!more->text.starts_with('/')) {
    const std::string_view below = site.substr(path);
    out += below.substr(0, below.rfind('/') + 1);
    if (absolute && below.empty()) out += '/';
  }
  return e.new_string(out + std::string(more->text), base, more);
}

Value from_hex(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || !known_text(v)) return e.unknown_from(v, nullptr, "bytes", Kind::bytes);
  std::string out;
  for (std::size_t i = 0; i < v->text.size(); i += 2) {
    while (i < v->text.size() && is_space(v->text[i])) ++i;
    if (i == v->text.size()) break;
    const int high = hex_digit(v->text[i]);
    const int low = i + 1 < v->text.size() ? hex_digit(v->text[i + 1]) : -1;
    if (high < 0 || low < 0) return e.raised("ValueError");
    out += static_cast<char>(high * 16 + low);
  }
  return e.values.borrowed(Type::bytes, e.keep(out));
}

Value octets(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.values.borrowed(Type::bytes, "");
  if (v->is(Type::bytes) && given.count() == 1) return v;
  if (known_text(v) && given.count() == 2)
    return e.call_method(v, "encode", Arguments{{given.positional.back()}, {}, false, given.span});
  const Evaluator::View all = e.view(v);
  bool plain = given.count() == 1 && all.known && !all.open && all.ordered && !known_text(v);
  std::string out;
  for (Value one : all.items) {
    plain = plain && one->is(Type::integer) && one->integer >= 0 && one->integer < 256;
    if (plain) out += static_cast<char>(one->integer);
  }
  if (!plain) return e.unknown_from(v, nullptr, "bytes", Kind::bytes);
  return e.values.borrowed(Type::bytes, e.keep(out));
}

}  // namespace

const BuiltinTable& standard_builtins() {
  static const BuiltinTable table = {
      {"iter", iterator},
      {"bytes", octets},
      {"bytes.fromhex", from_hex},
      {"itertools.chain.from_iterable", chained_from},
      {"textwrap.dedent", dedent},
      {"urllib.parse.unquote", unquote},
      {"urllib.parse.quote", quote<false>},
      {"urllib.parse.quote_plus", quote<true>},
      {"urllib.parse.urljoin", join_urls},
  };
  return table;
}

namespace {

// Of bytes that are plain ASCII every usual encoding says the same.
Value decode(Evaluator& e, Value self, const Arguments& given) {
  const Value name = given.get(0, "encoding");
  const bool named = name != nullptr;
  static constexpr std::array<std::string_view, 6> kUsual = {"utf-8", "utf8",    "utf_8",
                                                             "ascii", "latin-1", "latin1"};
  const std::string encoding = !named                   ? "utf-8"
                               : name->is(Type::string) ? lowered(name->text)
                                                        : std::string();
  const bool usual = one_of(encoding, kUsual);
  const bool utf8 = encoding.starts_with("utf");
  if (usual && given.count() <= 1 && (is_ascii(self->text) || (utf8 && is_valid_utf8(self->text))))
    return e.new_string(std::string(self->text), self);
  return e.unknown_from(self, nullptr, "decoded text", Kind::string);
}

Value join_octets(Evaluator& e, Value self, const Arguments& given) {
  const Value items = given.get(0);
  if (items == nullptr) return e.raised("TypeError");
  const Evaluator::View all = e.view(items);
  bool plain = all.known && !all.open && all.ordered;
  std::string out;
  for (std::size_t i = 0; i < all.items.size() && plain; ++i) {
    plain = all.items[i]->is(Type::bytes) && out.size() < e.limits.bytes;
    if (i > 0) out += self->text;
    out += all.items[i]->text;
  }
  if (!plain) return e.unknown_from(items, self, "joined bytes", Kind::bytes);
  return e.values.borrowed(Type::bytes, e.keep(out));
}

}  // namespace

const MethodTable& bytes_methods() {
  static const MethodTable table = {{"decode", decode}, {"join", join_octets}};
  return table;
}

}  // namespace djaz::python::eval
