// The pass behind prescan(): a tokenizer that keeps no tokens, only what it needs to tell text from
// code. Every member reads at `at_` and moves it on, so that the pass stays linear.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "python/prescan.h"

namespace djaz::python::prescanning {

struct Indent {
  std::uint32_t column = 0;
  // With tabs counted as one: CPython wants both measures to agree.
  std::uint32_t alternative = 0;
};

// White space as tree-sitter is to see it: form feeds, which undo indentation, then `level` spaces.
struct Layout {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t level = 0;
};

struct Frame {
  enum class Kind : std::uint8_t { bracket, format_string, field };
  Kind kind;
  char mark;  // the opening bracket, or the quote
  bool triple = false;
  bool raw = false;
  bool in_specification = false;
  std::uint32_t begin = 0;
  // For a field: which frame is the f-string it stands in.
  std::size_t owner = 0;
  bool type_parameters = false;
  // Of the default of a type parameter; 0 for none.
  std::uint32_t default_begin = 0;
};

struct Prefix {
  bool valid = false;
  bool raw = false;
  bool format = false;
};

// What stands before an opening quote.
Prefix prefix_of(std::string_view word);

class Scanner {
 public:
  Scanner(std::string_view text, FileId file) : text_(text), file_(file) {}

  Prescan run();

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
  bool in_field() const { return !frames_.empty() && frames_.back().kind == Frame::Kind::field; }
  // Literal text: nothing for tree-sitter to see.
  void blank(std::size_t begin, std::size_t end) {
    std::fill(result_.plain.begin() + static_cast<std::ptrdiff_t>(begin),
              result_.plain.begin() + static_cast<std::ptrdiff_t>(end), 'x');
  }
  void lay_out(std::size_t begin, std::size_t end, std::size_t level = 0);
  void problem(std::size_t begin, std::size_t end, std::string message);
  // The refusal comes first: it is why nothing else is known of the file.
  void refuse(std::size_t begin, std::size_t end, std::string message);

  // prescan.cpp
  void step();
  void code_step();
  void end_line();
  void comment();
  void continuation();
  void push(Frame frame);
  void pop();
  void close(char c);
  void word();
  bool is_called_type(std::string_view word) const;
  void finish();
  void apply_layout();
  // Moves `i` over the line end after a backslash.
  bool skips_line_end(std::size_t& i) const;

  // prescan_types.cpp
  void annotate(char c);
  void end_default();
  void end_return_type();
  void end_match();

  // prescan_indents.cpp
  void begin_line();
  void settle_indent(const Indent& indent, std::size_t begin);
  void count_indents();

  // prescan_strings.cpp
  void string(std::size_t begin, Prefix prefix);
  void string_content(std::size_t begin, char quote, bool triple);
  void unclosed(std::size_t begin);
  void literal_step();
  void escape(bool raw);

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  std::string_view text_;
  FileId file_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  bool block_expected_ = false;
  // What the logical line ends in so far: its last punctuation, or a letter for anything else.
  char last_token_ = '\0';
  // How far `def NAME [` has come, in words.
  int definition_ = 0;
  std::size_t arrow_ = kNowhere;
  // A `match` that begins a statement of this line.
  std::size_t match_begin_ = kNowhere;
  // The brackets around what it looks at: `match [a]:` is told from `match[a]` by them.
  std::size_t match_open_ = kNowhere;
  std::size_t match_close_ = kNowhere;
  std::vector<Frame> frames_;
  std::size_t brackets_ = 0;
  std::size_t format_strings_ = 0;
  std::vector<Indent> indents_{Indent{}};
  std::vector<Layout> layout_;
  Prescan result_;
};

}  // namespace djaz::python::prescanning
