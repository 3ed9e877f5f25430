#include "syntax/shell_expansion.h"

#include <array>

#include "support/text.h"
#include "syntax/shell_words.h"

namespace djaz {
namespace {

bool is_name_byte(char c) { return is_alnum(c) || c == '_'; }

// Brackets and quotes that are open, as the bytes that close them.
class Nesting {
 public:
  explicit Nesting(std::string_view text) : text_(text) {}

  ExpansionEnd run(std::size_t& at) {
    while (at < text_.size()) {
      if (depth_ > 0 && text_[at] == open_[depth_ - 1]) {
        --depth_;
        ++at;
        if (depth_ == 0) return ExpansionEnd::found;
        continue;
      }
      if (!step(at)) return ExpansionEnd::too_deep;
    }
    return ExpansionEnd::open;
  }

  bool push(char closing) {
    if (depth_ == open_.size()) return false;
    open_[depth_++] = closing;
    return true;
  }

 private:
  char next(std::size_t at) const { return at + 1 < text_.size() ? text_[at + 1] : '\0'; }

  // One byte or one opening; false when it is nested too deeply.
  bool step(std::size_t& at) {
    const char c = text_[at];
    const char inside = open_[depth_ - 1];
    if (c == '\\') {
      at += 2;
      return true;
    }
    if (inside == '`') {
      ++at;
      return true;
    }
    if (c == '$' && (next(at) == '(' || next(at) == '{')) {
      at += 2;
      return push(text_[at - 1] == '(' ? ')' : '}');
    }
    if (c == '`' || (c == '"' && inside != '"') || (c == '(' && inside == ')')) {
      ++at;
      return push(c == '(' ? ')' : c);
    }
    if (c == '\'' && inside != '"') {
      const std::size_t end = text_.find('\'', at + 1);
      at = end == std::string_view::npos ? text_.size() : end + 1;
      return true;
    }
    if (c == '#' && inside == ')' && (is_space(text_[at - 1]) || text_[at - 1] == ';')) {
      at = text_.find('\n', at);
      if (at == std::string_view::npos) at = text_.size();
      return true;
    }
    ++at;
    return true;
  }

  std::string_view text_;
  std::array<char, kShellNesting> open_{};
  std::size_t depth_ = 0;
};

}  // namespace

ExpansionEnd skip_expansion(std::string_view text, std::size_t& at) {
  Nesting nesting(text);
  if (text[at] == '`') {
    nesting.push('`');
    ++at;
    return nesting.run(at);
  }
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (next == '(' || next == '{') {
    nesting.push(next == '(' ? ')' : '}');
    at += 2;
    return nesting.run(at);
  }
  if (is_alpha(next) || next == '_') {
    for (at += 2; at < text.size() && is_name_byte(text[at]);) ++at;
  } else if (next != '\0' &&
             (is_digit(next) || std::string_view("@*#?$!-").find(next) != std::string_view::npos)) {
    at += 2;
  }
  return ExpansionEnd::found;
}

std::string_view expansion_name(std::string_view expansion) {
  if (expansion.size() < 2 || expansion[0] != '$') return {};
  std::string_view name = expansion.substr(1);
  if (name.front() == '{' && name.back() == '}' && name.size() > 2)
    name = name.substr(1, name.size() - 2);
  if (name.empty() || !(is_alpha(name.front()) || name.front() == '_')) return {};
  for (const char c : name)
    if (!is_name_byte(c)) return {};
  return name;
}

}  // namespace djaz
