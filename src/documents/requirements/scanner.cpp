#include "documents/requirements/scanner.h"

#include <array>
#include <span>

#include "documents/requirements/lines.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

// The first of the words that stands here, without regard to case.
bool take_any(Scanner& scanner, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (!starts_with_ignoring_case(scanner.rest(), word)) continue;
    scanner.advance(word.size());
    return true;
  }
  return false;
}

// `.a1`, `-rc.2`, `.dev`: a word with separators and a number, each optional but the word.
bool take_labelled(Scanner& scanner, std::span<const std::string_view> words) {
  const std::size_t start = scanner.at();
  if (is_separator(scanner.peek())) scanner.advance();
  if (!take_any(scanner, words)) {
    scanner.move_to(start);
    return false;
  }
  if (is_separator(scanner.peek())) scanner.advance();
  scanner.take_digits();
  return true;
}

constexpr std::array<std::string_view, 8> kPreWords = {"alpha", "beta", "preview", "pre",
                                                       "a",     "b",    "c",       "rc"};
constexpr std::array<std::string_view, 3> kPostWords = {"post", "rev", "r"};
constexpr std::array<std::string_view, 1> kDevWords = {"dev"};

void take_suffixes(Scanner& scanner) {
  take_labelled(scanner, kPreWords);
  if (scanner.peek() == '-' && is_digit(scanner.peek(1))) {
    scanner.advance();
    scanner.take_digits();
  } else {
    take_labelled(scanner, kPostWords);
  }
  take_labelled(scanner, kDevWords);
}

void take_local(Scanner& scanner) {
  if (scanner.peek() != '+' || !is_alnum(scanner.peek(1))) return;
  scanner.advance();
  while (true) {
    while (is_alnum(scanner.peek())) scanner.advance();
    if (!is_separator(scanner.peek()) || !is_alnum(scanner.peek(1))) return;
    scanner.advance();
  }
}

// Epoch and numbers. `parts` counts the numbers.
bool take_release(Scanner& scanner, std::size_t& parts) {
  if (lower(scanner.peek()) == 'v') scanner.advance();
  const std::size_t start = scanner.at();
  parts = 0;
  if (!scanner.take_digits()) return false;
  if (scanner.peek() == '!' && is_digit(scanner.peek(1))) {
    scanner.advance();
    scanner.take_digits();
  } else if (scanner.peek() == '!') {
    scanner.move_to(start);
    return false;
  }
  parts = 1;
  while (scanner.peek() == '.' && is_digit(scanner.peek(1))) {
    scanner.advance();
    scanner.take_digits();
    ++parts;
  }
  return true;
}

bool take_specifier_version(Scanner& scanner, std::string_view op) {
  std::size_t parts = 0;
  if (!take_release(scanner, parts)) return false;
  if (op == "~=" && parts < 2) return false;
  const bool equality = op == "==" || op == "!=";
  if (equality && scanner.take(".*")) return true;
  take_suffixes(scanner);
  if (equality) take_local(scanner);
  return true;
}

}  // namespace

// Whether a letter, digit or underscore begins at this place. Beyond ASCII only blanks, dashes and
// other punctuation are known to be none.
bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_word_byte(text[at]);
  const char32_t point = decode_utf8(text, at);
  const bool punctuation =
      (point >= 0x80 && point < 0xc0 && point != 0xaa && point != 0xb5 && point != 0xba) ||
      (point >= 0x2000 && point < 0x2070) || (point >= 0x3000 && point < 0x3004) || point == 0xfeff;
  return !punctuation;
}

bool is_word_byte(char c) {
  return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool Scanner::take(char c) {
  if (at_end() || text_[at_] != c) return false;
  ++at_;
  return true;
}

bool Scanner::take(std::string_view expected) {
  if (!next_is(expected)) return false;
  at_ += expected.size();
  return true;
}

void Scanner::take_blanks() {
  while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

void Scanner::take_any_blanks() {
  while (!at_end()) {
    const std::size_t length = blank_length(text_, at_);
    if (length == 0) return;
    at_ += length;
  }
}

bool Scanner::take_digits() {
  const std::size_t start = at_;
  while (is_digit(peek())) ++at_;
  return at_ > start;
}

bool Scanner::take_name() {
  if (!is_alnum(peek()) || (at_ > 0 && is_word_byte(text_[at_ - 1]))) return false;
  std::size_t end = at_;
  while (end < text_.size() &&
         (is_alnum(text_[end]) || text_[end] == '.' || text_[end] == '_' || text_[end] == '-'))
    ++end;
  // It ends at a word boundary: not with `.` or `-`, not before a letter beyond ASCII.
  while (end > at_) {
    const bool word = is_word_byte(text_[end - 1]);
    const bool word_after = is_word_at(text_, end);
    if (word != word_after) break;
    --end;
  }
  // A boundary may also lie after `-` when a letter beyond ASCII follows; pip takes that too.
  if (end == at_) return false;
  at_ = end;
  return true;
}

bool Scanner::take_word(std::string_view word) {
  if (!next_is(word)) return false;
  if (at_ > 0 && is_word_byte(text_[at_ - 1])) return false;
  const std::size_t end = at_ + word.size();
  if (is_word_at(text_, end)) return false;
  at_ = end;
  return true;
}

bool take_specifier(Scanner& scanner, std::size_t& version) {
  static constexpr std::array<std::string_view, 8> kOperators = {
      "===", "==", "!=", "~=", "<=", ">=", "<", ">"};
  const std::size_t start = scanner.at();
  for (const std::string_view op : kOperators) {
    if (!scanner.take(op)) continue;
    scanner.take_any_blanks();
    version = scanner.at();
    if (op == "===") {
      while (!scanner.at_end() && scanner.peek() != ';' && scanner.peek() != ')' &&
             blank_length(scanner.text(), scanner.at()) == 0)
        scanner.advance();
      return true;
    }
    if (take_specifier_version(scanner, op)) return true;
    scanner.move_to(start);
    // `==` is also how `===` begins, `<` how `<=` begins; the longer one has had its turn.
    return false;
  }
  return false;
}

bool is_version(std::string_view text) {
  Scanner scanner(text);
  std::size_t parts = 0;
  if (!take_release(scanner, parts)) return false;
  take_suffixes(scanner);
  take_local(scanner);
  return scanner.at_end();
}

}  // namespace djaz::requirements
