#include "settle/linter_rules.h"

#include <doctest/doctest.h>

#include <set>

using namespace djaz;

namespace {

Chosen chosen(std::vector<std::string> select, std::vector<std::string> ignore) {
  static const RuleSet none;
  Result<Chosen> out = choose_rules(none, {std::move(select), std::move(ignore)});
  REQUIRE(out.ok());
  return out.value();
}

bool has(const Chosen& rules, LinterRule rule) { return rules.has(linter_rule(rule)); }

}  // namespace

TEST_CASE("the linter's rules are complete and found by name and code") {
  std::set<std::string_view> codes;
  for (const RuleInfo* rule : linter_rules()) {
    CHECK(codes.insert(rule->code).second);
    CHECK(rule->code.rfind("DZ9", 0) == 0);
    CHECK(find_linter_rule(rule->name) == rule);
    CHECK(find_linter_rule(rule->code) == rule);
    CHECK(!rule->summary.empty());
    CHECK(!rule->why.empty());
    CHECK(!rule->advice.empty());
  }
  CHECK(linter_rule(LinterRule::ambiguous_document).code == "DZ9007");
}

TEST_CASE("all of the linter's rules are chosen when nothing is selected") {
  CHECK(chosen({}, {}).linter.size() == linter_rules().size());
}

TEST_CASE("what could not be read is told whatever is selected") {
  const Chosen rules = chosen({"DZ9004"}, {});
  CHECK(has(rules, LinterRule::unreadable_document));
  CHECK(has(rules, LinterRule::suppression_unused));
  CHECK_FALSE(has(rules, LinterRule::suppression_expired));
  CHECK(rules.compiled.empty());
}

TEST_CASE("names, codes, prefixes and tags ignore the linter's rules") {
  CHECK_FALSE(has(chosen({}, {"suppression-unused"}), LinterRule::suppression_unused));
  CHECK_FALSE(has(chosen({}, {"DZ9004"}), LinterRule::suppression_unused));
  CHECK(chosen({}, {"DZ9"}).linter.empty());
  CHECK(chosen({}, {"linter"}).linter.empty());
}

TEST_CASE("a name that nobody knows is an error") {
  static const RuleSet none;
  CHECK_FALSE(choose_rules(none, {{"suppression-unusedd"}, {}}).ok());
  CHECK_FALSE(choose_rules(none, {{"DZ9004"}, {"nonsense"}}).ok());
}
