#include "report/told_conditions.h"

#include <algorithm>
#include <string_view>

namespace djaz {
namespace {

using Facts = std::vector<std::string_view>;

constexpr std::string_view kAnd = " and ";
constexpr std::size_t kMostFacts = 64;

// The parts between " and ", but not those within quotes. None where there is an " or ".
Facts facts_of(std::string_view condition) {
  Facts facts;
  char quote = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < condition.size(); ++at) {
    const char c = condition[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (condition.substr(at).starts_with(" or ")) {
      return {};
    } else if (condition.substr(at).starts_with(kAnd)) {
      facts.push_back(condition.substr(begin, at - begin));
      begin = at + kAnd.size();
      at = begin - 1;
    }
  }
  facts.push_back(condition.substr(begin));
  return facts.size() > kMostFacts ? Facts() : facts;
}

bool holds(const Facts& facts, std::string_view fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

}  // namespace

std::vector<std::string> told_conditions(std::span<const Candidate> candidates) {
  std::vector<std::string> whole;
  std::vector<Facts> all;
  for (const Candidate& one : candidates) {
    whole.emplace_back(one.condition);
    all.push_back(facts_of(one.condition));
  }
  if (candidates.size() < 2 || candidates.size() > kMostFacts) return whole;
  std::vector<std::string> told;
  for (const Facts& facts : all) {
    std::string words;
    for (const std::string_view fact : facts) {
      if (std::all_of(all.begin(), all.end(), [&](const Facts& each) { return holds(each, fact); }))
        continue;
      if (!words.empty()) words += kAnd;
      words += fact;
    }
    // Nothing would be left to tell it from the others.
    if (words.empty()) return whole;
    told.push_back(std::move(words));
  }
  return told;
}

}  // namespace djaz
