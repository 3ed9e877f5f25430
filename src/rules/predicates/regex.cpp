#include "rules/predicates/regex.h"

#include <re2/re2.h>

#include <utility>

namespace djaz {
namespace {

constexpr std::int64_t kMostMemory = 1 << 20;

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  return options;
}

// `^…` with no alternative beside it.
bool holds_to_the_beginning(std::string_view pattern) {
  if (pattern.starts_with("(?i)")) pattern.remove_prefix(4);
  if (!pattern.starts_with('^')) return false;
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\')
      ++i;
    else if (in_class)
      in_class = c != ']';
    else if (c == '[')
      in_class = true;
    else if (c == '(')
      ++depth;
    else if (c == ')')
      --depth;
    else if (c == '|' && depth == 0)
      return false;
  }
  return true;
}

}  // namespace

struct Regex::Compiled {
  explicit Compiled(const std::string& pattern) : expression(pattern, options()) {}
  RE2 expression;
};

Regex::Regex(std::string pattern) : pattern_(std::move(pattern)) {}
Regex::~Regex() = default;

const Regex::Compiled& Regex::compiled() const {
  std::call_once(once_, [this] { compiled_ = std::make_unique<Compiled>(pattern_); });
  return *compiled_;
}

const Regex::Shortcuts& Regex::shortcuts() const {
  std::call_once(read_, [this] {
    shortcuts_.finite = finite_texts(pattern_);
    if (!shortcuts_.finite) shortcuts_.required = required_text(pattern_);
  });
  return shortcuts_;
}

std::string Regex::problem() const {
  const RE2& expression = compiled().expression;
  return expression.ok() ? std::string() : expression.error();
}

bool Regex::matches(std::string_view text) const {
  const auto& [finite, required] = shortcuts();
  if (finite && finite->can_tell(text)) return finite->is_in(text);
  if (!required.is_in(text)) return false;
  const RE2& expression = compiled().expression;
  return expression.ok() &&
         RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), expression);
}

bool Regex::excludes(std::string_view beginning) const {
  constexpr int kLength = 24;
  if (beginning.empty() || !holds_to_the_beginning(pattern_)) return false;
  const RE2& expression = compiled().expression;
  std::string first;
  std::string last;
  if (!expression.ok() || !expression.PossibleMatchRange(&first, &last, kLength)) return false;
  // Whatever follows: all texts that begin so stand before the first or behind the last.
  const auto apart = [&](std::string_view bound) {
    return !bound.starts_with(beginning) && !beginning.starts_with(bound);
  };
  return (beginning < first && apart(first)) || (beginning > last && apart(last));
}

}  // namespace djaz
