// The lexer behind scan_literals: a stack of open brackets. It knows just enough of the languages
// to tell a name from a value: what is assigned to a secret's name, stands under its key, is passed
// as its argument, or is the fallback when it is looked up. Every byte is looked at a bounded
// number of times. Its parts: lexer.cpp (tokens), lexer_values.cpp (which literal is a secret),
// lexer_brackets.cpp (what a bracket or an operator means).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "secrets/names.h"
#include "secrets/scanners.h"
#include "support/text.h"

namespace djaz::lexer {

template <std::size_t N>
bool among(const std::array<const char*, N>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view candidate) { return candidate == word; });
}

enum class Role : std::uint8_t { top, group, object, element, lookup, wrapper, call, subscript };
enum class Member : std::uint8_t { other, name, value };

struct Frame {
  Role role = Role::top;
  char closer = 0;
  // All that is in here belongs to a secret's name.
  SecretName inherited = SecretName::no;
  // The value being read does.
  SecretName active = SecretName::no;
  // The name just read does, if `=` or `:` follows.
  SecretName pending = SecretName::no;
  bool annotated = false;
  Member member = Member::other;
  int argument = 0;
  // Lookups: the first argument names a secret. Subscripts: the key does. Objects and elements: the
  // member `name` does. Elements: so does the tag.
  SecretName named = SecretName::no;
  SecretName tag = SecretName::no;
  bool tag_seen = false;
  // `--password` was the item before.
  SecretName option = SecretName::no;
  // The member `value`, if it came before `name`.
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
};

struct Literal {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t after = 0;
  bool several_lines = false;
};

class Lexer {
 public:
  Lexer(Scan& scan, std::size_t begin, std::size_t end, int depth)
      : scan_(scan),
        text_(scan.text),
        at_(begin),
        end_(end),
        depth_(depth),
        python_(scan.dialect == Dialect::python) {
    frames_.emplace_back();
  }

  void run() {
    while (at_ < end_) step();
  }

 private:
  Frame& top() { return frames_.back(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  static bool is_word_start(char c) {
    return is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  }
  bool is_word(char c) const {
    return is_word_start(c) || is_digit(c) || (!python_ && (c == '-' || c == '.'));
  }
  // The next byte that is no blank, from `from`; with `lines`, line ends are blanks too.
  std::size_t skip_blanks(std::size_t from, bool lines) const {
    while (from < end_ && (text_[from] == ' ' || text_[from] == '\t' ||
                           (lines && (text_[from] == '\n' || text_[from] == '\r')))) {
      ++from;
    }
    return from;
  }
  char after_blanks(std::size_t from, bool lines) const {
    from = skip_blanks(from, lines);
    return from < end_ ? text_[from] : '\0';
  }

  void step();
  void line_end();
  std::size_t find_line_end(std::size_t from) const;
  void comment();
  // What a comment or a literal holds that is not itself a secret.
  void inside(std::size_t begin, std::size_t end, bool lines);
  void backslash();
  // The literal whose quote is at `at_`.
  Literal read_literal(bool escaped) const;
  void literal(bool escaped);
  bool is_key(char next);
  // A name was read that may be followed by `=` or `:`.
  void name(std::string_view text);
  SecretName strength_of_value();
  bool is_compared() const;
  void value(const Literal& found, std::string_view content);
  bool mark(SecretName strength, std::size_t begin, std::size_t end, std::string_view content);
  // `{"name": "SECRET_KEY", "value": "…"}`, in either order.
  void pair_with_name(Frame& frame, const Literal& found, std::string_view content, bool marked);
  void word();
  void punctuation(char c);
  void equals();
  void assign();
  void colon();
  void separator(char c);
  Role role_of(char opener) const;
  SecretName inherited_by(Role role);
  void open(char opener);
  void close(char closer);
  void angle();
  void close_element();

  Scan& scan_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  int depth_;
  bool python_;
  std::vector<Frame> frames_;
  std::size_t overflow_ = 0;
  // The word before, if nothing but blanks came since.
  std::string_view last_word_;
  // The word before its dot.
  std::string_view qualifier_;
  // A closing bracket or a literal came before: a bracket now is a call or a subscript.
  bool after_value_ = false;
  // The next literal is compared with, not assigned.
  bool compared_ = false;
  // The literal before was marked, and nothing but blanks and `+` came since.
  bool joined_ = false;
  bool prefixed_ = false;
};

}  // namespace djaz::lexer
