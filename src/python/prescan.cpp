#include "python/prescan.h"

#include <utility>

#include "python/prescan_scanner.h"
#include "support/text.h"

namespace djaz::python {
namespace prescanning {
namespace {

bool is_word(char c) { return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

bool is_soft_keyword(std::string_view word) {
  return word == "print" || word == "exec" || word == "match" || word == "case" || word == "type";
}

// Characters that tree-sitter-python takes for white space, or that hide text, and that CPython
// refuses outside strings and comments.
bool is_hidden(char32_t c) {
  return c == 0x85 || c == 0xa0 || c == 0xad || c == 0x1680 || c == 0x180e ||
         (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) ||
         (c >= 0x205f && c <= 0x206f) || c == 0x3000 || c == 0xfeff;
}

}  // namespace

Prescan Scanner::run() {
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
  if (result_.problems.empty()) apply_layout();
  if (!result_.refused) count_indents();
  return std::move(result_);
}

void Scanner::lay_out(std::size_t begin, std::size_t end, std::size_t level) {
  layout_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                     static_cast<std::uint32_t>(level)});
}

// After an error the lines stay, so that a bracket that is never closed does not swallow them.
void Scanner::apply_layout() {
  for (const Layout& one : layout_) {
    const std::uint32_t size = one.end - one.begin;
    if (one.level > size) continue;
    char* const begin = result_.plain.data() + one.begin;
    std::fill_n(begin, size - one.level, '\f');
    std::fill_n(begin + size - one.level, one.level, ' ');
  }
}

void Scanner::problem(std::size_t begin, std::size_t end, std::string message) {
  if (result_.problems.size() >= kMaxProblems) return;
  result_.problems.push_back({span(begin, end), std::move(message)});
}

void Scanner::refuse(std::size_t begin, std::size_t end, std::string message) {
  result_.refused = true;
  result_.problems.insert(result_.problems.begin(),
                          SyntaxProblem{span(begin, end), std::move(message)});
}

void Scanner::step() {
  if (!frames_.empty()) {
    const Frame& top = frames_.back();
    if (top.kind == Frame::Kind::format_string || top.in_specification) return literal_step();
  }
  if (line_start_ && frames_.empty()) return begin_line();
  code_step();
}

void Scanner::code_step() {
  const char c = peek();
  switch (c) {
    case ' ':
    case '\t':
    case '\f':
      ++at_;
      return;
    case '\r':
    case '\n': {
      const std::size_t begin = at_;
      at_ += c == '\r' && peek(1) == '\n' ? 2 : 1;
      if (!frames_.empty()) return lay_out(begin, at_);
      return end_line();
    }
    case '#':
      return comment();
    case '\\':
      return continuation();
    case '(':
    case '[':
    case '{': {
      last_token_ = c;
      Frame frame{Frame::Kind::bracket, c, false, false, false, offset()};
      frame.type_parameters = std::exchange(definition_, 0) == 2 && c == '[';
      if (match_begin_ != kNowhere && match_open_ == kNowhere) match_open_ = at_;
      push(frame);
      ++at_;
      return;
    }
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
  definition_ = 0;
  annotate(c);
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

bool Scanner::skips_line_end(std::size_t& i) const {
  std::size_t next = i + 1;
  if (next < text_.size() && text_[next] == '\r') ++next;
  if (next >= text_.size() || text_[next] != '\n') return false;
  i = next;
  return true;
}

void Scanner::end_line() {
  line_start_ = true;
  if (match_begin_ != kNowhere) end_match();
  arrow_ = kNowhere;
  if (last_token_ == '\0') return;
  block_expected_ = last_token_ == ':';
  last_token_ = '\0';
}

void Scanner::comment() {
  const std::size_t begin = at_;
  std::size_t end = text_.find('\n', at_);
  if (end == std::string_view::npos) end = text_.size();
  at_ = end;
  if (end > begin && text_[end - 1] == '\r') {
    --end;
    --at_;
  }
  std::fill(result_.plain.begin() + static_cast<std::ptrdiff_t>(begin),
            result_.plain.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  result_.comments.push_back({span(begin, end)});
}

void Scanner::continuation() {
  const std::size_t begin = at_;
  if (!skips_line_end(at_)) {
    problem(begin, begin + 1, "unexpected character after a line continuation");
    ++at_;
    return;
  }
  ++at_;
  lay_out(begin, at_);
  if (at_ >= text_.size()) problem(begin, begin + 1, "the file ends in a line continuation");
}

void Scanner::close(char c) {
  last_token_ = c;
  end_default();
  const std::size_t begin = at_++;
  if (frames_.empty()) return problem(begin, begin + 1, "a closing bracket without its opening");
  const Frame& top = frames_.back();
  const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
  if (top.mark != opening) {
    problem(begin, begin + 1, "a closing bracket that does not match its opening");
    if (top.kind == Frame::Kind::field) return;
  }
  if (top.begin == match_open_) match_close_ = begin;
  pop();
}

// `type(a).b = c` is an assignment, not an alias.
bool Scanner::is_called_type(std::string_view word) const {
  if (word != "type") return false;
  const std::size_t next = text_.find_first_not_of(" \t\f", at_);
  return next != std::string_view::npos && text_[next] != '\\' && !is_word(text_[next]);
}

void Scanner::word() {
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
  const std::string_view name = text_.substr(begin, at_ - begin);
  const bool may_begin_statement =
      frames_.empty() && (last_token_ == '\0' || last_token_ == ';' || last_token_ == ':');
  // tree-sitter-python takes some names for keywords where only a name can stand (`*print = a`).
  if (is_soft_keyword(name) && (!may_begin_statement || is_called_type(name))) blank(begin, at_);
  if (may_begin_statement && name == "match") match_begin_ = begin;
  const bool defines = frames_.empty() && (name == "def" || name == "class" ||
                                           (may_begin_statement && name == "type"));
  definition_ = defines ? 1 : definition_ == 1 ? 2 : 0;
  last_token_ = 'a';
}

void Scanner::finish() {
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

void Scanner::push(Frame frame) {
  if (frame.kind == Frame::Kind::format_string) {
    if (++format_strings_ > kMaxFormatStrings) {
      return refuse(at_, at_ + 1, "too many nested f-strings");
    }
  } else if (++brackets_ > kMaxBrackets) {
    return refuse(at_, at_ + 1, "more than 200 nested brackets");
  }
  frames_.push_back(frame);
}

void Scanner::pop() {
  --(frames_.back().kind == Frame::Kind::format_string ? format_strings_ : brackets_);
  frames_.pop_back();
}

}  // namespace prescanning

Prescan prescan(std::string_view text, FileId file) {
  return prescanning::Scanner(text, file).run();
}

}  // namespace djaz::python
