// Strings and f-strings: where literal text begins and ends.
#include "python/prescan_scanner.h"
#include "support/text.h"

namespace djaz::python::prescanning {

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

// At the opening quote; `begin` is at the prefix.
void Scanner::string(std::size_t begin, Prefix prefix) {
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
void Scanner::string_content(std::size_t begin, char quote, bool triple) {
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

void Scanner::unclosed(std::size_t begin) {
  last_token_ = '\0';
  problem(begin, begin + 1, "a string that is never closed");
}

// Inside the literal text of an f-string, or inside a format specification.
void Scanner::literal_step() {
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

void Scanner::escape(bool raw) {
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

}  // namespace djaz::python::prescanning
