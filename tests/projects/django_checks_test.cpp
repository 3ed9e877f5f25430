// Whatever Django's checks read in settings is evaluated by a rule, or it is said why not.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "rules/evaluate.h"
#include "rules/rule_set.h"
#include "syntax/embedded.h"
#include "tree/node.h"

namespace djaz {
namespace {

std::set<std::string> evaluated() {
  std::set<std::string> out;
  for (const RuleInfo* rule : built_in_rules().infos())
    if (runs_in(*rule, Profile::django))
      for (const std::string_view id : rule->equivalents.django) out.emplace(id);
  return out;
}

std::set<std::string> left_out(std::string_view key) {
  std::set<std::string> out;
  const Node& data = *embedded("rules/data/django_checks.toml");
  for (const Node* each : find_entry(data, "not_evaluated")->value->items)
    out.emplace(find_entry(*each, key)->value->text);
  return out;
}

// "models.W042" → "models.*"
std::string family(const std::string& id) { return id.substr(0, id.find('.')) + ".*"; }

TEST_CASE("every check that reads settings is evaluated or has a reason") {
  const std::set<std::string> known = evaluated();
  const std::set<std::string> told = left_out("id");
  const Node& data = *embedded("rules/data/django_checks.toml");
  const auto ids = find_entry(data, "ids")->value->items;
  CHECK(ids.size() > 90);
  for (const Node* each : ids) {
    const std::string id(each->text);
    CAPTURE(id);
    CHECK((known.contains(id) || told.contains(id) || told.contains(family(id))));
  }
}

TEST_CASE("no check is both evaluated and left out") {
  const std::set<std::string> told = left_out("id");
  for (const std::string& id : evaluated()) {
    CAPTURE(id);
    CHECK_FALSE(told.contains(id));
  }
  for (const std::string& reason : left_out("reason")) CHECK(reason.size() > 20);
}

TEST_CASE("what the rules evaluate is among the checks that are listed") {
  const Node& data = *embedded("rules/data/django_checks.toml");
  const auto ids = find_entry(data, "ids")->value->items;
  for (const std::string& id : evaluated()) {
    CAPTURE(id);
    CHECK(std::any_of(ids.begin(), ids.end(), [&](const Node* each) { return each->text == id; }));
  }
}

}  // namespace
}  // namespace djaz
