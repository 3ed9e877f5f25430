// What tree-sitter-python does not know of types: defaults of type parameters (Python 3.13), and a
// return type with the body in the same line. Neither is read; it is shown neither.
#include <utility>

#include "python/prescan_scanner.h"
#include "support/text.h"

namespace djaz::python::prescanning {
namespace {

bool is_dotted_name(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    const bool word = is_alnum(c) || c == '_';
    if (!word && (c != '.' || before == '.')) return false;
    before = c;
  }
  return before != '.';
}

}  // namespace

// At a character that is no part of a word, before it is stepped over.
void Scanner::annotate(char c) {
  if (frames_.empty()) {
    if (c == '-' && peek(1) == '>') arrow_ = at_;
    if (c == ':') end_return_type();
    return;
  }
  Frame& top = frames_.back();
  if (!top.type_parameters) return;
  if (c == ',') end_default();
  const bool assigns = c == '=' && peek(1) != '=' && text_[at_ - 1] != '=' &&
                       text_[at_ - 1] != '!' && text_[at_ - 1] != '<' && text_[at_ - 1] != '>';
  if (assigns && top.default_begin == 0) top.default_begin = offset();
}

// At the comma or bracket behind a default.
void Scanner::end_default() {
  if (frames_.empty() || frames_.back().default_begin == 0) return;
  const std::size_t begin = std::exchange(frames_.back().default_begin, 0);
  if (text_.substr(begin + 1, at_ - begin - 1).find_first_not_of(" \t\f\r\n\\") ==
      std::string_view::npos) {
    return problem(begin, begin + 1, "a default is missing");
  }
  lay_out(begin, at_);
}

// Only a line that ends in a colon can be a match statement. tree-sitter-python takes one that
// looks at a list for a subscript; a tuple it knows.
void Scanner::end_match() {
  const std::size_t begin = std::exchange(match_begin_, kNowhere);
  const std::size_t open = std::exchange(match_open_, kNowhere);
  const std::size_t close = std::exchange(match_close_, kNowhere);
  if (last_token_ != ':') return blank(begin, begin + 5);
  if (open == kNowhere || close == kNowhere || text_[open] != '[') return;
  constexpr std::string_view kBlank = " \t\f\\\r\n";
  const std::size_t next = text_.find_first_not_of(kBlank, close + 1);
  if (text_.find_first_not_of(kBlank, begin + 5) != open || text_[next] != ':') return;
  result_.plain[open] = '(';
  result_.plain[close] = ')';
}

void Scanner::end_return_type() {
  if (arrow_ == kNowhere) return;
  const std::size_t arrow = std::exchange(arrow_, kNowhere);
  const std::size_t body = text_.find_first_not_of(" \t\f", at_ + 1);
  if (body == std::string_view::npos || text_[body] == '\n' || text_[body] == '\r' ||
      text_[body] == '#') {
    return;
  }
  if (is_dotted_name(trimmed(text_.substr(arrow + 2, at_ - arrow - 2)))) lay_out(arrow, at_);
}

}  // namespace djaz::python::prescanning
