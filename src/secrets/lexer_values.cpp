// Which literal is a secret.
#include "secrets/lexer.h"
#include "secrets/values.h"

namespace djaz::lexer {
SecretName Lexer::strength_of_value() {
  const Frame& frame = top();
  switch (frame.role) {
    case Role::top:
    case Role::group:
      return std::max(frame.active, frame.inherited);
    case Role::object:
      if (python_ || frame.member == Member::value) {
        return std::max(frame.active, frame.inherited);
      }
      return frame.active;
    case Role::lookup:
      if (frame.argument <= 0) return frame.active;
      return std::max({frame.active, frame.inherited, frame.named});
    case Role::wrapper:
      return std::max(frame.active, frame.inherited);
    case Role::element:
    case Role::call:
      return frame.active;
    case Role::subscript:
      return SecretName::no;
  }
  return SecretName::no;
}

bool Lexer::is_compared() const {
  if (compared_) return true;
  if (!python_) return false;
  const std::size_t next = skip_blanks(at_, false);
  const std::string_view rest = text_.substr(next, std::min<std::size_t>(3, end_ - next));
  return rest.starts_with("==") || rest.starts_with("!=") || rest == "in ";
}

void Lexer::value(const Literal& found, std::string_view content) {
  Frame& frame = top();
  if (frame.argument == 0 && (frame.role == Role::lookup || frame.role == Role::subscript)) {
    frame.named = std::max(frame.named, secret_name(content));
  }
  const SecretName strength = is_compared() ? SecretName::no : strength_of_value();
  compared_ = false;
  const bool marked = mark(strength, found.begin, found.end, content);
  if (content.starts_with("--")) frame.option = secret_name(content);
  if (frame.role == Role::object || frame.role == Role::element) {
    pair_with_name(frame, found, content, marked);
  }
  if (!marked) {
    joined_ = false;
    const bool lines = found.several_lines || content.find('\n') != std::string_view::npos;
    inside(found.begin, found.end, lines);
  }
}

bool Lexer::mark(SecretName strength, std::size_t begin, std::size_t end,
                 std::string_view content) {
  if (strength == SecretName::no) return false;
  // A part of a literal is hidden however short it is.
  if (!(joined_ && !content.empty()) && !may_be_secret(content)) return false;
  if (strength == SecretName::when_long &&
      (content.size() < kLongKey || content.find(' ') != std::string_view::npos)) {
    return false;
  }
  scan_.add(begin, end, joined_);
  joined_ = true;
  return true;
}

void Lexer::pair_with_name(Frame& frame, const Literal& found, std::string_view content,
                           bool marked) {
  if (frame.member == Member::name && !marked) {
    frame.named = secret_name(content);
    if (frame.value_begin != frame.value_end) {
      joined_ = false;
      mark(frame.named, frame.value_begin, frame.value_end,
           text_.substr(frame.value_begin, frame.value_end - frame.value_begin));
      joined_ = false;
    }
  } else if (frame.member == Member::value && !marked) {
    frame.value_begin = found.begin;
    frame.value_end = found.end;
    joined_ = false;
    mark(frame.named, found.begin, found.end, content);
    joined_ = false;
  }
}

}  // namespace djaz::lexer
