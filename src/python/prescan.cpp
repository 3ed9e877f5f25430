#include "python/prescan.h"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "support/text.h"

namespace djaz::python {
namespace {

struct Indent {
  std::uint32_t column = 0;
  // With tabs counted as one: CPython wants both measures to agree.
  std::uint32_t alternative = 0;
  // As tree-sitter-python counts: a tab is always eight more, in sixteen bits.
  std::uint16_t grammar = 0;
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
};

bool is_word(char c) { return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

// Characters that tree-sitter-python takes for white space, or that hide text, and that CPython
// refuses outside strings and comments.
bool is_hidden(char32_t c) {
  return c == 0x85 || c == 0xa0 || c == 0xad || c == 0x1680 || c == 0x180e ||
         (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) ||
         (c >= 0x205f && c <= 0x206f) || c == 0x3000 || c == 0xfeff;
}

struct Prefix {
  bool valid = false;
  bool raw = false;
  bool format = false;
};

Prefix prefix_of(std::string_view word) {
  Prefix prefix;
  if (word.size() > 2) return prefix;
  const std::string low = lowered(word);
  prefix.valid = low == "" || low == "r" || low == "u" || low == "b" || low == "f" || low == "t" ||
                 low == "br" || low == "rb" || low == "fr" || low == "rf" || low == "tr" ||
                 low == "rt";
  if (!prefix.valid) return prefix;
  prefix.raw = low.find('r') != std::string::npos;
  prefix.format = low.find_first_of("ft") != std::string::npos;
  return prefix;
}

class Scanner {
 public:
  Scanner(std::string_view text, FileId file) : text_(text), file_(file) {}

  Prescan run() {
    if (text_.size() > kMaxSourceBytes) {
      refuse(0, 0, "the file is larger than 2 MB");
      return std::move(result_);
    }
    const std::size_t nul = text_.find('\0');
    if (nul != std::string_view::npos) {
      refuse(nul, nul + 1, "the file contains a NUL byte");
      return std::move(result_);
    }
    result_.plain = text_;
    while (!result_.refused && at_ < text_.size()) step();
    if (!result_.refused) finish();
    if (!result_.refused) count_indents();
    return std::move(result_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void problem(std::size_t begin, std::size_t end, std::string message) {
    if (result_.problems.size() >= kMaxProblems) return;
    result_.problems.push_back({span(begin, end), std::move(message)});
  }
  // The refusal comes first: it is why nothing else is known of the file.
  void refuse(std::size_t begin, std::size_t end, std::string message) {
    result_.refused = true;
    result_.problems.insert(result_.problems.begin(),
                            SyntaxProblem{span(begin, end), std::move(message)});
  }

  // Literal text: nothing for tree-sitter to see.
  void blank(std::size_t begin, std::size_t end) {
    std::fill(result_.plain.begin() + static_cast<std::ptrdiff_t>(begin),
              result_.plain.begin() + static_cast<std::ptrdiff_t>(end), 'x');
  }

  // Every indentation tree-sitter could ever see, whatever it takes for a line.
  void count_indents() {
    const std::string_view text = result_.plain;
    std::bitset<65536> seen;
    std::size_t different = 0;
    std::uint16_t length = 0;
    bool leading = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '\n' || c == '\r' || c == '\f') {
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
  // Moves `i` over the line end after a backslash.
  bool skips_line_end(std::size_t& i) const {
    std::size_t next = i + 1;
    if (next < text_.size() && text_[next] == '\r') ++next;
    if (next >= text_.size() || text_[next] != '\n') return false;
    i = next;
    return true;
  }

  void step() {
    if (!frames_.empty()) {
      const Frame& top = frames_.back();
      if (top.kind == Frame::Kind::format_string || top.in_specification) return literal_step();
    }
    if (line_start_ && frames_.empty()) return begin_line();
    code_step();
  }

  void begin_line() {
    line_start_ = false;
    const std::size_t begin = at_;
    Indent indent;
    std::uint32_t frozen = 0;
    for (;; ++at_) {
      const char c = peek();
      if (c == ' ') {
        ++indent.column;
        ++indent.alternative;
        ++indent.grammar;
      } else if (c == '\t') {
        indent.column = (indent.column / 8 + 1) * 8;
        ++indent.alternative;
        indent.grammar = static_cast<std::uint16_t>(indent.grammar + 8);
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
  }

  void settle_indent(const Indent& indent, std::size_t begin) {
    const bool expected = std::exchange(block_expected_, false);
    const Indent top = indents_.back();
    bool mixed = false;
    if (indent.column > top.column) {
      mixed = indent.alternative <= top.alternative || indent.grammar <= top.grammar;
      if (!expected) problem(begin, at_, "unexpected indent");
      indents_.push_back(indent);
      if (indents_.size() - 1 > kMaxIndents) {
        return refuse(begin, at_, "more than 99 levels of indentation");
      }
    } else {
      if (expected) problem(at_, at_ + 1, "expected an indented block");
      while (indents_.size() > 1 && indent.column < indents_.back().column) {
        mixed = mixed || indent.grammar >= indents_.back().grammar;
        indents_.pop_back();
      }
      const Indent& level = indents_.back();
      if (indent.column != level.column) {
        problem(begin, at_, "the indentation matches no outer level");
      } else {
        mixed = mixed || indent.alternative != level.alternative || indent.grammar != level.grammar;
      }
    }
    if (mixed) problem(begin, at_, "the indentation mixes tabs and spaces inconsistently");
  }

  void code_step() {
    const char c = peek();
    switch (c) {
      case ' ':
      case '\t':
      case '\f':
        ++at_;
        return;
      case '\r':
        if (peek(1) == '\n') ++at_;
        [[fallthrough]];
      case '\n':
        ++at_;
        if (frames_.empty()) end_line();
        return;
      case '#':
        return comment();
      case '\\':
        return continuation();
      case '(':
      case '[':
      case '{':
        last_token_ = c;
        push({Frame::Kind::bracket, c, false, false, false, offset()});
        ++at_;
        return;
      case ')':
      case ']':
      case '}':
        return close(c);
      case '\'':
      case '"':
        return string(at_, Prefix{true, false, false});
      default:
        break;
    }
    if (is_word(c)) return word();
    if (c == ':' && in_field()) {
      frames_.back().in_specification = true;
      ++at_;
      return;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      problem(at_, at_ + 1, "invalid control character");
    } else if (c == '`' || c == '?' || c == '$') {
      problem(at_, at_ + 1, "invalid character");
    }
    last_token_ = c;
    ++at_;
  }

  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
  bool in_field() const { return !frames_.empty() && frames_.back().kind == Frame::Kind::field; }

  void end_line() {
    line_start_ = true;
    if (last_token_ == '\0') return;
    block_expected_ = last_token_ == ':';
    last_token_ = '\0';
  }

  void comment() {
    const std::size_t begin = at_;
    std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) end = text_.size();
    at_ = end;
    if (end > begin && text_[end - 1] == '\r') {
      --end;
      --at_;
    }
    blank(begin + 1, end);
    result_.comments.push_back({span(begin, end)});
  }

  void continuation() {
    const std::size_t begin = at_;
    if (!skips_line_end(at_)) {
      problem(begin, begin + 1, "unexpected character after a line continuation");
      ++at_;
      return;
    }
    ++at_;
    if (at_ >= text_.size()) problem(begin, begin + 1, "the file ends in a line continuation");
  }

  void push(Frame frame) {
    if (frame.kind == Frame::Kind::format_string) {
      if (++format_strings_ > kMaxFormatStrings) {
        return refuse(at_, at_ + 1, "too many nested f-strings");
      }
    } else if (++brackets_ > kMaxBrackets) {
      return refuse(at_, at_ + 1, "more than 200 nested brackets");
    }
    frames_.push_back(frame);
  }
  void pop() {
    --(frames_.back().kind == Frame::Kind::format_string ? format_strings_ : brackets_);
    frames_.pop_back();
  }

  void close(char c) {
    last_token_ = c;
    const std::size_t begin = at_++;
    if (frames_.empty()) return problem(begin, begin + 1, "a closing bracket without its opening");
    const Frame& top = frames_.back();
    const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (top.mark != opening) {
      problem(begin, begin + 1, "a closing bracket that does not match its opening");
      if (top.kind == Frame::Kind::field) return;
    }
    pop();
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) {
      if (static_cast<unsigned char>(text_[at_]) < 0x80) {
        ++at_;
        continue;
      }
      const std::size_t start = at_;
      const char32_t c = decode_utf8(text_, at_);
      if (is_hidden(c)) problem(start, at_, "invalid character outside of a string");
    }
    const char next = peek();
    if (next == '\'' || next == '"') {
      const Prefix prefix = prefix_of(text_.substr(begin, at_ - begin));
      if (prefix.valid) return string(begin, prefix);
    }
    last_token_ = 'a';
  }

  // At the opening quote; `begin` is at the prefix.
  void string(std::size_t begin, Prefix prefix) {
    last_token_ = 's';
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    if (prefix.format) {
      return push({Frame::Kind::format_string, quote, triple, prefix.raw, false,
                   static_cast<std::uint32_t>(begin)});
    }
    const std::size_t content = at_;
    string_content(begin, quote, triple);
    const bool closed = last_token_ == 's';
    if (!closed) last_token_ = 's';
    blank(content, at_ - (closed ? (triple ? 3 : 1) : 0));
  }

  // Leaves `last_token_` at anything else when the string is not closed.
  void string_content(std::size_t begin, char quote, bool triple) {
    const char stops[] = {quote, '\\', '\n', '\0'};
    for (;;) {
      at_ = text_.find_first_of(std::string_view(stops, 3), at_);
      if (at_ == std::string_view::npos) {
        at_ = text_.size();
        return unclosed(begin);
      }
      if (text_[at_] == '\\') {
        at_ += 2;
        if (at_ <= text_.size() && text_[at_ - 1] == '\r' && peek() == '\n') ++at_;
        if (at_ > text_.size()) at_ = text_.size();
      } else if (text_[at_] == '\n') {
        if (!triple) return unclosed(begin);
        ++at_;
      } else if (!triple) {
        ++at_;
        return;
      } else if (peek(1) == quote && peek(2) == quote) {
        at_ += 3;
        return;
      } else {
        ++at_;
      }
    }
  }

  void unclosed(std::size_t begin) {
    last_token_ = '\0';
    problem(begin, begin + 1, "a string that is never closed");
  }

  // Inside the literal text of an f-string, or inside a format specification.
  void literal_step() {
    Frame& top = frames_.back();
    const bool specification = top.in_specification;
    const std::size_t home = specification ? top.owner : frames_.size() - 1;
    const Frame owner = frames_[home];
    const char c = peek();
    if (c == owner.mark && (!owner.triple || (peek(1) == c && peek(2) == c))) {
      at_ += owner.triple ? 3 : 1;
      if (specification) {
        problem(top.begin, top.begin + 1, "a replacement field that is never closed");
      }
      while (frames_.size() > home) pop();
    } else if (c == '\n' && !owner.triple) {
      problem(owner.begin, owner.begin + 1, "an f-string that is never closed");
      while (frames_.size() > home) pop();
    } else if (c == '\\') {
      const std::size_t begin = at_;
      escape(owner.raw);
      blank(begin, at_);
    } else if (c == '{') {
      if (!specification && peek(1) == '{') {
        blank(at_, at_ + 2);
        at_ += 2;
        return;
      }
      push({Frame::Kind::field, '{', false, false, false, offset(), home});
      ++at_;
    } else if (c == '}') {
      if (specification) {
        pop();
      } else if (peek(1) == '}') {
        blank(at_, at_ + 2);
        ++at_;
      } else {
        problem(at_, at_ + 1, "a single '}' in an f-string");
      }
      ++at_;
    } else {
      blank(at_, at_ + 1);
      ++at_;
    }
  }

  void escape(bool raw) {
    ++at_;
    const char c = peek();
    if (c == '{' || c == '}' || at_ >= text_.size()) return;
    if (!raw && c == 'N' && peek(1) == '{') {
      while (at_ < text_.size() && peek() != '}' && peek() != '\n') ++at_;
      if (peek() == '}') ++at_;
      return;
    }
    at_ += c == '\r' && peek(1) == '\n' ? 2 : 1;
  }

  void finish() {
    if (!frames_.empty()) {
      const Frame& open = frames_.back();
      problem(open.begin, open.begin + 1,
              open.kind == Frame::Kind::format_string ? "an f-string that is never closed"
                                                      : "a bracket that is never closed");
      return;
    }
    if (last_token_ != '\0') end_line();
    if (block_expected_) problem(text_.size(), text_.size(), "expected an indented block");
  }

  std::string_view text_;
  FileId file_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  bool block_expected_ = false;
  // What the logical line ends in so far: its last punctuation, or a letter for anything else.
  char last_token_ = '\0';
  std::vector<Frame> frames_;
  std::size_t brackets_ = 0;
  std::size_t format_strings_ = 0;
  std::vector<Indent> indents_{Indent{}};
  Prescan result_;
};

}  // namespace

Prescan prescan(std::string_view text, FileId file) { return Scanner(text, file).run(); }

}  // namespace djaz::python
