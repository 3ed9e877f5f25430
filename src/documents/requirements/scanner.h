// A place in a text and what may be read from it: the base of the small grammars here. Reads are
// greedy and never go back, so each is linear.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz::requirements {

// Why a text is not what it should be, and where. The message is fixed words: it never quotes.
struct Mistake {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view message;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::string_view text() const { return text_; }
  std::string_view rest() const { return text_.substr(at_); }
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool next_is(std::string_view expected) const {
    return rest().substr(0, expected.size()) == expected;
  }
  void move_to(std::size_t at) { at_ = at; }
  void advance(std::size_t count = 1) { at_ += count; }

  bool take(char c);
  bool take(std::string_view expected);
  // Spaces and tabs.
  void take_blanks();
  // Whatever Python counts as a blank.
  void take_any_blanks();
  bool take_digits();
  // A name of a package or an extra; false when none starts here.
  bool take_name();
  // A whole word from [A-Za-z0-9_], ended by a word boundary; false and unmoved otherwise.
  bool take_word(std::string_view word);

 private:
  std::string_view text_;
  std::size_t at_;
};

// Whether Python's `\w` matches the byte at this place. Bytes beyond ASCII are taken for letters.
bool is_word_byte(char c);
bool is_word_at(std::string_view text, std::size_t at);

// One version specifier such as `>=4.2` at the scanner's place, with what pip takes for one.
// Returns false and stays where it is when there is none. `version` is where its version begins.
bool take_specifier(Scanner& scanner, std::size_t& version);

// Whether the text is a version by PEP 440.
bool is_version(std::string_view text);

}  // namespace djaz::requirements
