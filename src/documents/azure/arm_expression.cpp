#include "documents/azure/arm_expression.h"

#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::size_t kMostTerms = 10'000;

class Parser {
 public:
  explicit Parser(std::string_view body) : text_(body) {}

  Expression run() {
    out_.root = term(0);
    skip_space();
    if (at_ < text_.size()) fail("there is more text after the expression");
    return std::move(out_);
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool failed() const { return !out_.problem.empty(); }
  void fail(std::string_view words) {
    if (!failed()) out_.problem = words;
    at_ = text_.size();
  }
  std::uint32_t make(Term term) {
    if (out_.terms.size() >= kMostTerms) fail("the expression is too long");
    out_.terms.push_back(std::move(term));
    return static_cast<std::uint32_t>(out_.terms.size() - 1);
  }

  static bool is_word(char c) { return is_alnum(c) || c == '_' || c == '$' || c == '-'; }

  std::string word() {
    skip_space();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::uint32_t term(int depth) {
    if (depth > kExpressionDepth) fail("the expression is nested too deeply");
    std::uint32_t left = primary(depth);
    // A chain of members is as deep a tree as it is long.
    for (int links = depth; !failed();) {
      if (take('.')) {
        Term member;
        member.safe = take('?');
        member.kind = Term::Kind::member;
        member.text = word();
        if (member.text.empty()) fail("a name is missing after a dot");
        member.args = {left};
        left = make(std::move(member));
      } else if (take('[')) {
        Term index;
        index.safe = take('?');
        index.kind = Term::Kind::index;
        index.args = {left, term(depth + 1)};
        if (!take(']')) fail("a bracket is not closed");
        left = make(std::move(index));
      } else {
        break;
      }
      if (++links > kExpressionDepth) fail("the expression is nested too deeply");
    }
    return left;
  }

  std::uint32_t primary(int depth) {
    skip_space();
    if (failed() || at_ >= text_.size()) {
      fail("the expression is cut off");
      return make({});
    }
    const char c = text_[at_];
    if (c == '\'') return string();
    if (is_digit(c) || c == '-' || c == '+') return number();
    if (is_alpha(c) || c == '_' || c == '$') return call(depth);
    fail("a value or a function is missing");
    return make({});
  }

  std::uint32_t string() {
    Term term;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\'') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\'') break;
        ++at_;
      }
      term.text += text_[at_];
    }
    if (!take('\'')) fail("a string is not closed");
    return make(std::move(term));
  }

  std::uint32_t number() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    std::string_view digits = text_.substr(begin, at_ - begin);
    if (digits[0] == '+') digits.remove_prefix(1);
    Term term;
    term.kind = Term::Kind::integer;
    const auto value = parse_integer(digits);
    if (!value) fail("a number is too large");
    term.integer = value.value_or(0);
    return make(std::move(term));
  }

  std::uint32_t call(int depth) {
    Term term;
    term.kind = Term::Kind::call;
    term.text = word();
    while (take('.')) term.text += '.' + word();
    if (!take('(')) fail("a function without its brackets");
    if (failed() || take(')')) return make(std::move(term));
    do {
      term.args.push_back(this->term(depth + 1));
    } while (!failed() && take(','));
    if (!take(')')) fail("a bracket is not closed");
    return make(std::move(term));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Expression out_;
};

}  // namespace

bool is_expression(std::string_view text) {
  return text.size() >= 2 && text.front() == '[' && text.back() == ']' && text[1] != '[';
}

bool is_escaped(std::string_view text) {
  return text.size() >= 3 && text[0] == '[' && text[1] == '[' && text.back() == ']';
}

Expression parse_expression(std::string_view text) {
  return Parser(text.substr(1, text.size() - 2)).run();
}

std::string spelled(const Expression& expression, std::uint32_t index) {
  const Term& term = expression.terms[index];
  switch (term.kind) {
    case Term::Kind::text:
      return quoted(lowered(term.text));
    case Term::Kind::integer:
      return std::to_string(term.integer);
    case Term::Kind::member:
      return spelled(expression, term.args[0]) + '.' + lowered(term.text);
    case Term::Kind::index:
      return spelled(expression, term.args[0]) + '[' + spelled(expression, term.args[1]) + ']';
    case Term::Kind::call:
      break;
  }
  std::string out = lowered(term.text) + '(';
  for (std::size_t i = 0; i < term.args.size(); ++i)
    out += (i == 0 ? "" : ",") + spelled(expression, term.args[i]);
  return out + ')';
}

}  // namespace djaz::azure
