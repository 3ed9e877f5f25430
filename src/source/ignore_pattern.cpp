// From the text of a pattern to its tokens, with git's own reading of the odd cases.
#include <algorithm>
#include <cctype>

#include "source/ignore.h"
#include "support/text.h"

namespace djaz {
namespace {

struct Class {
  std::string_view name;
  int (*holds)(int);
};

constexpr Class kClasses[] = {
    {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank},
    {"cntrl", std::iscntrl}, {"digit", std::isdigit}, {"graph", std::isgraph},
    {"lower", std::islower}, {"print", std::isprint}, {"punct", std::ispunct},
    {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit}};

bool add_class(std::string_view name, bool ignore_case, std::bitset<256>& set) {
  for (const Class& one : kClasses) {
    if (one.name != name) continue;
    for (int c = 0; c < 128; ++c) {
      const bool other_case = ignore_case && name == "upper" && std::islower(c) != 0;
      if (one.holds(c) != 0 || other_case) set.set(static_cast<std::size_t>(c));
    }
    return true;
  }
  return false;
}

}  // namespace

bool IgnorePattern::compile(std::string_view pattern) {
  using How = Token::How;
  // git takes what stands before the first special character off, and reads the rest by itself.
  const std::size_t plain = std::min(pattern.find_first_of("*?[\\"), pattern.size());
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '*') {
      const std::size_t begin = at;
      while (at < pattern.size() && pattern[at] == '*') ++at;
      const bool starts = begin == 0 || begin == plain || pattern[begin - 1] == '/';
      std::string_view rest = pattern.substr(at);
      if (rest.starts_with("\\/")) rest.remove_prefix(1);
      if (at - begin < 2 || !starts || !(rest.empty() || rest.front() == '/')) {
        tokens_.push_back({How::star});
      } else if (rest.empty()) {
        tokens_.push_back({How::any});
      } else {
        tokens_.push_back({How::enter});
        tokens_.push_back({How::inside});
        at = pattern.size() - rest.size() + 1;
      }
      continue;
    }
    ++at;
    if (c == '?') {
      sets_.emplace_back();
      sets_.back().set().reset('/');
      tokens_.push_back({How::set, 0, sets_.size() - 1});
    } else if (c == '[') {
      if (!compile_set(pattern, at)) return false;
    } else {
      if (c == '\\' && at == pattern.size()) return false;
      const char literal = c == '\\' ? pattern[at++] : c;
      tokens_.push_back({How::character, ignore_case_ ? lower(literal) : literal});
    }
  }
  return true;
}

// `at` stands behind the bracket.
bool IgnorePattern::compile_set(std::string_view pattern, std::size_t& at) {
  std::bitset<256> set;
  const auto has = [&](std::size_t i) { return i < pattern.size(); };
  const auto add = [&](int first, int last) {
    for (int c = first; c <= last; ++c) {
      set.set(static_cast<std::size_t>(c));
      if (ignore_case_) set.set(static_cast<unsigned char>(lower(static_cast<char>(c))));
    }
  };
  const bool negated = has(at) && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  int before = 0;
  for (bool first = true; first || !has(at) || pattern[at] != ']'; first = false) {
    if (!has(at)) return false;
    int c = static_cast<unsigned char>(pattern[at]);
    if (c == '\\') {
      if (!has(++at)) return false;
      c = static_cast<unsigned char>(pattern[at]);
      add(c, c);
    } else if (c == '-' && before != 0 && has(at + 1) && pattern[at + 1] != ']') {
      if (pattern[++at] == '\\' && !has(++at)) return false;
      add(before, static_cast<unsigned char>(pattern[at]));
      c = 0;
    } else if (c == '[' && has(at + 1) && pattern[at + 1] == ':') {
      const std::size_t close = pattern.find(']', at + 2);
      if (close == std::string_view::npos) return false;
      if (close == at + 2 || pattern[close - 1] != ':') {
        add('[', '[');
      } else {
        const std::string_view name = pattern.substr(at + 2, close - at - 3);
        if (!add_class(name, ignore_case_, set)) return false;
        at = close;
        c = 0;
      }
    } else {
      add(c, c);
    }
    before = c;
    ++at;
  }
  ++at;
  if (negated) set.flip();
  set.reset('/');
  sets_.push_back(set);
  tokens_.push_back({Token::How::set, 0, sets_.size() - 1});
  return true;
}

}  // namespace djaz
