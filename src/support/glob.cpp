#include "support/glob.h"

#include <algorithm>
#include <vector>

namespace djaz {
namespace {

// One element of a pattern.
struct Token {
  enum class How : unsigned char { literal, any_char, any_in_segment, any } how;
  char c = 0;
};

std::vector<Token> tokens_of(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '*' && i + 1 < pattern.size() && pattern[i + 1] == '*') {
      tokens.push_back({Token::How::any});
      ++i;
      // `**/` also matches nothing, so that `**/x` finds `x` at the top.
      if (i + 1 < pattern.size() && pattern[i + 1] == '/') ++i;
    } else if (pattern[i] == '*') {
      tokens.push_back({Token::How::any_in_segment});
    } else if (pattern[i] == '?') {
      tokens.push_back({Token::How::any_char});
    } else {
      tokens.push_back({Token::How::literal, pattern[i]});
    }
  }
  return tokens;
}

}  // namespace

bool glob_match(std::string_view pattern, std::string_view path) {
  // Most patterns differ in what stands before the first wildcard, or have none.
  const std::size_t plain = pattern.find_first_of("*?");
  if (plain == std::string_view::npos) return pattern == path;
  if (!path.starts_with(pattern.substr(0, plain))) return false;
  pattern.remove_prefix(plain);
  path.remove_prefix(plain);
  const std::vector<Token> tokens = tokens_of(pattern);
  // The set of positions in the pattern that the path read so far may have led to.
  std::vector<char> now(tokens.size() + 1, 0);
  std::vector<char> next(tokens.size() + 1, 0);
  const auto close = [&](std::vector<char>& set) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool may_be_empty =
          tokens[i].how == Token::How::any || tokens[i].how == Token::How::any_in_segment;
      if (set[i] && may_be_empty) set[i + 1] = 1;
    }
  };
  now[0] = 1;
  close(now);
  for (const char c : path) {
    std::fill(next.begin(), next.end(), 0);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!now[i]) continue;
      switch (tokens[i].how) {
        case Token::How::literal:
          if (tokens[i].c == c) next[i + 1] = 1;
          break;
        case Token::How::any_char:
          if (c != '/') next[i + 1] = 1;
          break;
        case Token::How::any_in_segment:
          if (c != '/') next[i] = 1;
          break;
        case Token::How::any:
          next[i] = 1;
          break;
      }
    }
    close(next);
    std::swap(now, next);
  }
  return now[tokens.size()] != 0;
}

}  // namespace djaz
