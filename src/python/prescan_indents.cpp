// Indentation as CPython measures it. tree-sitter, which measures otherwise, is shown levels.
#include <bitset>
#include <utility>

#include "python/prescan_scanner.h"

namespace djaz::python::prescanning {

void Scanner::begin_line() {
  line_start_ = false;
  const std::size_t begin = at_;
  Indent indent;
  std::uint32_t frozen = 0;
  for (;; ++at_) {
    const char c = peek();
    if (c == ' ') {
      ++indent.column;
      ++indent.alternative;
    } else if (c == '\t') {
      indent.column = (indent.column / 8 + 1) * 8;
      ++indent.alternative;
    } else if (c == '\f') {
      indent = {};
    } else if (c == '\\' && skips_line_end(at_)) {
      if (frozen == 0) frozen = indent.column;
      if (at_ + 1 >= text_.size()) problem(at_, at_ + 1, "the file ends in a line continuation");
    } else {
      break;
    }
  }
  const char c = peek();
  if (at_ >= text_.size() || c == '#' || c == '\n' || c == '\r') return;
  if (frozen != 0) indent.column = indent.alternative = frozen;
  settle_indent(indent, begin);
  lay_out(begin, at_, indents_.size() - 1);
  result_.lines.push_back(offset());
}

void Scanner::settle_indent(const Indent& indent, std::size_t begin) {
  const bool expected = std::exchange(block_expected_, false);
  const Indent top = indents_.back();
  bool mixed = false;
  if (indent.column > top.column) {
    mixed = indent.alternative <= top.alternative;
    if (!expected) problem(begin, at_, "unexpected indent");
    indents_.push_back(indent);
    if (indents_.size() - 1 > kMaxIndents) {
      return refuse(begin, at_, "more than 99 levels of indentation");
    }
  } else {
    if (expected) problem(at_, at_ + 1, "expected an indented block");
    while (indents_.size() > 1 && indent.column < indents_.back().column) {
      indents_.pop_back();
    }
    const Indent& level = indents_.back();
    if (indent.column != level.column) {
      problem(begin, at_, "the indentation matches no outer level");
    } else {
      mixed = indent.alternative != level.alternative;
    }
  }
  if (mixed) problem(begin, at_, "the indentation mixes tabs and spaces inconsistently");
}

// Every indentation tree-sitter could ever see, whatever it takes for a line.
void Scanner::count_indents() {
  const std::string_view text = result_.plain;
  std::bitset<65536> seen;
  std::size_t different = 0;
  std::uint16_t length = 0;
  bool leading = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r' || (leading && c == '\f')) {
      length = 0;
      leading = true;
    } else if (leading && c == ' ') {
      ++length;
    } else if (leading && c == '\t') {
      length = static_cast<std::uint16_t>(length + 8);
    } else if (leading && c == '\\' && skips_line_end(i)) {
      // The indentation goes on in the next line.
    } else if (leading) {
      leading = false;
      if (seen[length]) continue;
      seen[length] = true;
      if (++different > kMaxDifferentIndents) {
        return refuse(i, i, "the file has too many different indentations");
      }
    }
  }
}

}  // namespace djaz::python::prescanning
