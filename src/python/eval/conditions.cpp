#include "python/eval/conditions.h"

#include <algorithm>

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostLiterals = 6;
constexpr std::size_t kMostWords = 240;

}  // namespace

Literal Conditions::fact(const std::string& key, std::string_view holds, std::string_view fails) {
  if (!key.empty()) {
    auto found = keys_.find(key);
    if (found != keys_.end()) return found->second;
  }
  facts_.push_back({arena_->text(holds), arena_->text(fails)});
  const Literal literal = static_cast<Literal>((facts_.size() - 1) * 2 + 1);
  if (!key.empty()) keys_.emplace(key, literal);
  return literal;
}

Literal Conditions::variable_is_set(std::string_view name, std::string_view holds,
                                    std::string_view fails) {
  const Literal literal = fact("e:" + std::string(name), holds, fails);
  needs_variable(literal);
  return literal;
}

Condition Conditions::of(const std::vector<Literal>& literals) const {
  std::vector<Literal> kept;
  bool asks = false;
  for (Literal literal : literals) {
    asks = asks || facts_[literal / 2].asks[literal & 1U];
    if (kept.size() == kMostLiterals) continue;
    if (std::find(kept.begin(), kept.end(), literal) == kept.end()) kept.push_back(literal);
  }
  return {arena_->list(kept), {}, asks};
}

Condition Conditions::both(const Condition& a, const Condition& b) const {
  if (a.literals.empty() && a.words.empty() && !a.asks) return b;
  if (b.literals.empty() && b.words.empty() && !b.asks) return a;
  std::vector<Literal> all(a.literals.begin(), a.literals.end());
  all.insert(all.end(), b.literals.begin(), b.literals.end());
  Condition result = of(all);
  result.asks = result.asks || a.asks || b.asks;
  if (a.words.empty() && b.words.empty()) return result;
  std::string text(words(a));
  const std::string_view more = words(b);
  if (text.empty()) {
    text = more;
  } else if (!more.empty() && text != more && text.size() + more.size() < kMostWords) {
    text += " and ";
    text += more;
  }
  result.words = arena_->text(text);
  return result;
}

Condition Conditions::either(const Condition& a, const Condition& b) const {
  std::vector<Literal> common;
  for (Literal literal : a.literals)
    if (std::find(b.literals.begin(), b.literals.end(), literal) != b.literals.end())
      common.push_back(literal);
  Condition result = of(common);
  result.asks = a.asks && b.asks;
  const std::string_view first = words(a);
  const std::string_view second = words(b);
  if (first == second || second.empty() || first.size() + second.size() > kMostWords) {
    result.words = first;
  } else if (first.empty()) {
    result.words = second;
  } else {
    result.words = arena_->text(std::string(first) + " or " + std::string(second));
  }
  return result;
}

bool Conditions::exclude(const Condition& a, const Condition& b) const {
  for (Literal literal : a.literals)
    if (std::find(b.literals.begin(), b.literals.end(), opposite(literal)) != b.literals.end())
      return true;
  return false;
}

std::string_view Conditions::words_of(Literal literal) const {
  const Words& fact = facts_[literal / 2];
  return (literal & 1U) != 0 ? fact.holds : fact.fails;
}

std::string_view Conditions::words(const Condition& condition) const {
  if (!condition.words.empty()) return condition.words;
  constexpr std::string_view kSet = " is set";
  std::string text;
  for (Literal literal : condition.literals) {
    const std::string_view words = words_of(literal);
    if (words.empty() || text.size() + words.size() > kMostWords) continue;
    // "`X` is 'a'" says already that it is set.
    bool said = false;
    if (words.ends_with(kSet))
      for (Literal other : condition.literals)
        said = said || (other != literal &&
                        words_of(other).starts_with(words.substr(0, words.size() - kSet.size())));
    if (said) continue;
    if (!text.empty()) text += " and ";
    text += words;
  }
  return arena_->text(text);
}

int Conditions::assumed(const std::string& key) const {
  auto found = keys_.find(key);
  return found == keys_.end() ? -1 : assumed(found->second);
}

int Conditions::assumed(Literal literal) const {
  auto found = assumed_.find(literal / 2);
  if (found == assumed_.end()) return -1;
  return found->second == ((literal & 1U) != 0) ? 1 : 0;
}

bool Conditions::possible(const Condition& condition) const {
  for (Literal literal : condition.literals)
    if (assumed(literal) == 0) return false;
  return true;
}

bool Conditions::assume(const Condition& condition) {
  if (!possible(condition)) return false;
  for (Literal literal : condition.literals) {
    if (!assumed_.emplace(literal / 2, (literal & 1U) != 0).second) continue;
    path_.push_back(literal);
  }
  return true;
}

void Conditions::rewind(std::size_t mark) {
  while (path_.size() > mark) {
    assumed_.erase(path_.back() / 2);
    path_.pop_back();
  }
}

}  // namespace djaz::python::eval
