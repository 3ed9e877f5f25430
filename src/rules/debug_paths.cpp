#include "rules/debug_paths.h"

#include <algorithm>
#include <vector>

namespace djaz {
namespace {

std::vector<std::string_view> facts_of(std::string_view condition) {
  constexpr std::string_view kAnd = " and ";
  std::vector<std::string_view> facts;
  while (!condition.empty()) {
    const std::size_t end = std::min(condition.find(kAnd), condition.size());
    facts.push_back(condition.substr(0, end));
    condition.remove_prefix(std::min(end + kAnd.size(), condition.size()));
  }
  return facts;
}

// "`A` is unset": a name and what it lacks, no alternative.
bool is_want(std::string_view fact) {
  const std::size_t end = fact.find('`', 1);
  if (!fact.starts_with('`') || end == std::string_view::npos) return false;
  const std::string_view said = fact.substr(end + 1);
  return said == " is unset" || said == " is false" || said == " is empty" ||
         said == " is unset or empty";
}

}  // namespace

bool for_want_of_variables(std::string_view condition) {
  const std::vector<std::string_view> facts = facts_of(condition);
  return !facts.empty() && std::all_of(facts.begin(), facts.end(), is_want);
}

bool with_debug(std::string_view condition, const Node& deployment) {
  const Entry* settings = find_entry(deployment, "settings");
  if (settings == nullptr || !settings->value->is(Kind::mapping)) return false;
  const Entry* debug = find_entry(*settings->value, "DEBUG");
  if (debug == nullptr || !debug->value->is(Kind::unknown)) return false;
  const std::vector<std::string_view> facts = facts_of(condition);
  for (const Candidate& candidate : debug->value->unknown->candidates) {
    if (candidate.value == nullptr || !candidate.value->is(Kind::boolean) ||
        !candidate.value->boolean)
      continue;
    for (const std::string_view fact : facts_of(candidate.condition))
      if (std::find(facts.begin(), facts.end(), fact) != facts.end()) return true;
  }
  return false;
}

}  // namespace djaz
