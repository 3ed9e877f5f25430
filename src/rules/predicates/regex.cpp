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

}  // namespace

struct Regex::Compiled {
  explicit Compiled(const std::string& pattern) : expression(pattern, options()) {}
  RE2 expression;
};

Regex::Regex(std::string pattern)
    : pattern_(std::move(pattern)), required_(required_text(pattern_)) {}
Regex::~Regex() = default;

const Regex::Compiled& Regex::compiled() const {
  std::call_once(once_, [this] { compiled_ = std::make_unique<Compiled>(pattern_); });
  return *compiled_;
}

std::string Regex::problem() const {
  const RE2& expression = compiled().expression;
  return expression.ok() ? std::string() : expression.error();
}

bool Regex::matches(std::string_view text) const {
  if (!required_.is_in(text)) return false;
  const RE2& expression = compiled().expression;
  return expression.ok() &&
         RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), expression);
}

}  // namespace djaz
