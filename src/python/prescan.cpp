#include "python/prescan.h"

#include <utility>

#include "python/prescan_scanner.h"
#include "support/text.h"

namespace djaz::python {
namespace prescanning {
namespace {

bool is_word(char c) { return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

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
  if (!result_.refused) count_indents();
  return std::move(result_);
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

bool Scanner::skips_line_end(std::size_t& i) const {
  std::size_t next = i + 1;
  if (next < text_.size() && text_[next] == '\r') ++next;
  if (next >= text_.size() || text_[next] != '\n') return false;
  i = next;
  return true;
}

void Scanner::end_line() {
  line_start_ = true;
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
  blank(begin + 1, end);
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
  if (at_ >= text_.size()) problem(begin, begin + 1, "the file ends in a line continuation");
}

void Scanner::close(char c) {
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
