// Tokens: blanks, comments, words and literals.
#include "secrets/lexer.h"

namespace djaz::lexer {
namespace {

constexpr std::array kFallbackArguments = {"default", "fallback", "default_value"};
constexpr std::array kNameMembers = {"name", "key"};
constexpr std::array kValueMembers = {"value", "defaultValue", "default"};
constexpr std::array kStatements = {"import", "from", "def", "class", "if", "for", "try", "with"};

}  // namespace

void Lexer::step() {
  const char c = text_[at_];
  if (c == '\n' || c == '\r') {
    ++at_;
    line_end();
  } else if (c == ' ' || c == '\t') {
    ++at_;
  } else if (c == '#' && python_ && depth_ == 0) {
    comment();
  } else if (c == '\\') {
    backslash();
  } else if (c == '"' || c == '\'') {
    literal(false);
  } else if (is_word_start(c) || is_digit(c)) {
    word();
  } else {
    punctuation(c);
  }
}

void Lexer::line_end() {
  if (frames_.size() == 1) {
    Frame& frame = top();
    frame.active = frame.pending = frame.option = SecretName::no;
    frame.annotated = false;
    frame.member = Member::other;
    joined_ = false;
    return;
  }
  // A statement in the first column: some bracket above was never closed.
  if (python_ && at_ < end_ && is_word_start(text_[at_])) {
    std::size_t stop = at_;
    while (stop < end_ && stop - at_ < 12 && is_word(text_[stop])) ++stop;
    const std::string_view first = text_.substr(at_, stop - at_);
    if ((first[0] >= 'A' && first[0] <= 'Z') || among(kStatements, first)) {
      frames_.assign(1, Frame());
      overflow_ = 0;
      joined_ = false;
    }
  }
}

std::size_t Lexer::find_line_end(std::size_t from) const {
  while (from < end_ && text_[from] != '\n' && text_[from] != '\r') ++from;
  return from;
}

void Lexer::comment() {
  const std::size_t begin = ++at_;
  at_ = find_line_end(begin);
  inside(begin, at_, true);
}

void Lexer::inside(std::size_t begin, std::size_t end, bool lines) {
  if (end - begin < 5) return;
  scan_pairs(scan_, begin, end);
  if (lines) scan_lines(scan_, begin, end);
  const std::string_view body = text_.substr(begin, end - begin);
  if (depth_ < 2 && body.find_first_of("\"'") != std::string_view::npos) {
    scan_literals(scan_, begin, end, depth_ + 1);
  }
}

void Lexer::backslash() {
  // Within a literal, its quotes are escaped.
  if (depth_ > 0 && (peek(1) == '"' || peek(1) == '\'')) {
    ++at_;
    literal(true);
    return;
  }
  ++at_;
  if (peek() == '\r') ++at_;
  if (peek() == '\n') ++at_;
}

Literal Lexer::read_literal(bool escaped) const {
  const char quote = text_[at_];
  Literal literal;
  if (python_ && depth_ == 0 && peek(1) == quote && peek(2) == quote) {
    literal.begin = at_ + 3;
    literal.several_lines = true;
    std::size_t i = literal.begin;
    for (; i < end_; ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote && i + 2 < end_ && text_[i + 1] == quote &&
                 text_[i + 2] == quote) {
        break;
      }
    }
    literal.end = std::min(i, end_);
    literal.after = std::min(literal.end + 3, end_);
    return literal;
  }
  literal.begin = at_ + 1;
  std::size_t i = literal.begin;
  while (i < end_ && text_[i] != '\n' && text_[i] != '\r') {
    if (text_[i] == '\\' && i + 1 < end_) {
      if (escaped && text_[i + 1] == quote) {
        literal.end = i;
        literal.after = i + 2;
        return literal;
      }
      // A line that goes on, or an escaped quote.
      if (text_[i + 1] == '\r' && i + 2 < end_ && text_[i + 2] == '\n') ++i;
      i += 2;
      continue;
    }
    if (!escaped && text_[i] == quote) break;
    ++i;
  }
  // Without its closing quote the literal is the rest of the line.
  literal.end = std::min(i, end_);
  literal.after = literal.end;
  if (literal.after < end_ && text_[literal.after] == quote) ++literal.after;
  return literal;
}

void Lexer::literal(bool escaped) {
  const bool own = at_ == 0 || !is_word(text_[at_ - 1]) || prefixed_;
  prefixed_ = false;
  // The apostrophe in "don't".
  if (!own && !escaped) {
    ++at_;
    return;
  }
  const Literal found = read_literal(escaped);
  at_ = found.after;
  const std::string_view content = text_.substr(found.begin, found.end - found.begin);
  const char next = after_blanks(at_, frames_.size() > 1);
  if (is_key(next)) {
    name(content);
    last_word_ = {};
    joined_ = false;
    return;
  }
  value(found, content);
  last_word_ = {};
  after_value_ = true;
}

bool Lexer::is_key(char next) {
  if (next == ':') {
    return (!python_ || depth_ > 0 || top().role == Role::object);
  }
  if (next != '=' || python_) return false;
  const std::size_t equals = skip_blanks(at_, frames_.size() > 1);
  return equals + 1 >= end_ || text_[equals + 1] != '=';
}

void Lexer::name(std::string_view text) {
  Frame& frame = top();
  if (frame.annotated) return;
  frame.pending = secret_name(text);
  frame.member = among(kNameMembers, text)    ? Member::name
                 : among(kValueMembers, text) ? Member::value
                                              : Member::other;
  const bool call =
      frame.role == Role::lookup || frame.role == Role::wrapper || frame.role == Role::call;
  if (call && among(kFallbackArguments, text)) {
    frame.pending = std::max({frame.pending, frame.inherited, frame.named});
  }
}

void Lexer::word() {
  const std::size_t begin = at_;
  while (at_ < end_ && is_word(text_[at_])) ++at_;
  const std::string_view text = text_.substr(begin, at_ - begin);
  const char next = peek();
  if (python_ && text.size() <= 2 && (next == '"' || next == '\'') &&
      text.find_first_not_of("rRbBuUfF") == std::string_view::npos) {
    prefixed_ = true;
    return;
  }
  joined_ = false;
  if (begin == 0 || text_[begin - 1] != '.') qualifier_ = {};
  compared_ = text == "in" || text == "is" || (compared_ && text == "not");
  last_word_ = text;
  after_value_ = false;
  Frame& frame = top();
  if (frame.role == Role::element && !frame.tag_seen) {
    frame.tag_seen = true;
    frame.tag = secret_name(text);
  }
  const char operation = after_blanks(at_, false);
  if (operation == '=' || operation == ':' || operation == '+' || operation == '|') {
    name(text);
  } else if (!frame.annotated) {
    frame.pending = SecretName::no;
  }
}

}  // namespace djaz::lexer

namespace djaz {

void scan_literals(Scan& scan, std::size_t begin, std::size_t end, int depth) {
  lexer::Lexer(scan, begin, end, depth).run();
}

}  // namespace djaz
