// `each`: the nodes under a selected one are judged, and it is at hand as `$item`.
#include "rules/world.h"

using namespace djaz;

namespace {

const std::string kAccounts =
    "[[azure.accounts]]\ntype = 't'\nname = 'one'\nmode = 'open'\nrules = [{ action = 'Allow', ip "
    "= "
    "'1.1.1.1' }, { action = 'Deny', ip = '2.2.2.2' }]\n"
    "[[azure.accounts]]\ntype = 't'\nname = 'two'\nmode = 'closed'\nrules = [{ action = 'Allow', "
    "ip "
    "= '3.3.3.3' }]\n[[azure.accounts]]\ntype = 't'\nname = 'three'\n";

const std::string kEach = "select = 'azure.accounts[*]'\neach = 'rules[*]'\n";

std::string outcomes(const std::string& body) {
  World world;
  world.add(kAccounts);
  return outcome(world, kEach + body);
}

}  // namespace

TEST_CASE("each node under the selected one gives a result") {
  CHECK(outcomes("forbid = { path = 'action', equals = 'allow' }") == "fail pass fail");
  CHECK(outcomes("forbid = { path = '$node.action', equals = 'Deny' }") == "pass fail pass");
}

TEST_CASE("the selected node is at hand in every condition") {
  const std::string allow = "forbid = { path = 'action', equals = 'Allow' }\n";
  CHECK(outcomes(allow + "where = { path = '$item.mode', equals = 'open' }") == "fail pass");
  CHECK(outcomes(allow + "unless = { path = '$item.mode', equals = 'open' }") == "fail");
  CHECK(outcomes("require = { path = '$item.mode', equals = 'open' }") == "pass pass fail");
  // A join that speaks of it is bound anew for each.
  CHECK(outcomes("forbid = { path = '$same', present = true }\njoin.same = { select = "
                 "'azure.accounts[*]', where = [{ path = 'name', equals = { from = '$item.name' } "
                 "}, { path = 'mode', equals = 'open' }] }") == "fail fail pass");
  CHECK(outcomes("require = { some = '$item.rules[*]', that = { path = 'action', equals = 'Deny' } "
                 "}") == "pass pass fail");
}

TEST_CASE("message, place, cases and related places may speak of it") {
  World world;
  world.add(kAccounts);
  const RuleSet rules = rules_of(rule_text(
      kEach +
      "forbid = { path = 'action', equals = 'Allow' }\nat = 'ip'\n"
      "message = '{ip} enters {$item.name}'\nrelated = [{ at = '$item.mode', text = 'it is "
      "{$item.mode}' }]\n[[rule.case]]\nwhen = { path = '$item.mode', equals = 'closed' }\n"
      "severity = 'note'\n"));
  std::vector<Finding> failed;
  for (const Finding& finding : world.run(rules))
    if (finding.outcome == Outcome::fail) failed.push_back(finding);
  REQUIRE(failed.size() == 2);
  CHECK(failed[0].message == "1.1.1.1 enters one");
  CHECK(failed[0].resource.name == "one");
  CHECK(failed[0].severity == Severity::error);
  CHECK(world.at(failed[0]) == "'1.1.1.1'");
  REQUIRE(failed[0].related.size() == 1);
  CHECK(failed[0].related[0].text == "it is open");
  CHECK(failed[1].message == "3.3.3.3 enters two");
  CHECK(failed[1].resource.name == "two");
  CHECK(failed[1].severity == Severity::note);
  CHECK(failed[1].node == "azure.accounts[two].rules[0]");
}

TEST_CASE("several paths lead to nodes, none of which is judged twice") {
  World world;
  world.add("[settings.D]\na = { n = 1 }\nb = { n = 2 }\n");
  CHECK(outcome(world,
                "select = 'settings.D'\neach = ['a', 'b', '*']\n"
                "forbid = { path = 'n', equals = 1 }") == "fail pass");
  // What is not there is a place, unless a wildcard led to it.
  CHECK(outcome(world, "select = 'settings.D.*'\neach = 'm'\nrequire = { present = true }") ==
        "fail fail");
  CHECK(outcome(world, "select = 'settings.E'\neach = '*'\nrequire = { present = true }") == "");
}

TEST_CASE("over an open collection only what is there is judged") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  world.put("settings", "A", world.builder.list({world.builder.integer(1)}, {}, true));
  CHECK(outcome(world, "select = 'settings.A'\neach = '[*]'\nforbid = { equals = 1 }") == "fail");
}

TEST_CASE("a node under a candidate keeps its condition") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  const Node* one = world.builder.integer(1);
  const Node* list = world.builder.list({one});
  world.put("settings", "A", world.candidates({{list, "`X` is unset"}, {nullptr, "`X` is set"}}));
  CHECK(outcome(world, "select = 'settings.A'\neach = '[*]'\nforbid = { equals = 1 }") ==
        "unknown");
  const Finding possible = only(world,
                                "select = 'settings.A'\neach = '[*]'\nforbid = { equals = 1 }\n"
                                "report = 'possible'");
  CHECK(possible.outcome == Outcome::fail);
  CHECK(possible.primary.text == "when `X` is unset");
}

TEST_CASE("a sensitive rule does not show what its item holds") {
  World world;
  world.add("[settings]\nD = { host = 'h', parts = { password = 'not-a-real-one-9' } }\n");
  const Finding finding =
      only(world,
           "select = 'settings.D'\neach = 'parts.password'\nforbid = { present = true }\n"
           "sensitive = true\nmessage = '{$item} {$item.parts} {$item.host} "
           "{$item.parts.password}'");
  CHECK(finding.message.find("not-a-real-one") == std::string::npos);
  CHECK(finding.message.starts_with("*** *** h"));
}
