// `every`, `some` and `none`: over closed, open, unknown and possible collections.
#include "rules/world.h"

using namespace djaz;

namespace {

// Outcomes of `require = condition` over settings.DEBUG, with A as the collection.
std::string answer(World& world, const std::string& condition) {
  return outcome(world, kDebug + "require = " + condition);
}

std::string answer(const std::string& list, const std::string& condition) {
  World world;
  world.add("[settings]\nDEBUG = 1\n" + list + "\n");
  return answer(world, condition);
}

std::string over(const std::string& word, const std::string& that) {
  return "{ " + word + " = '$project.settings.A[*]', that = " + that + " }";
}

// A list that may hold more than it shows.
const Node* open_list(World& world, std::vector<const Node*> items) {
  return world.builder.list(items, {}, true);
}

const std::string kOne = "{ equals = 1 }";

}  // namespace

TEST_CASE("every, some and none are asked of all items") {
  CHECK(answer("A = [1, 1]", over("every", kOne)) == "pass");
  CHECK(answer("A = [1, 2]", over("every", kOne)) == "fail");
  CHECK(answer("A = [2, 1]", over("some", kOne)) == "pass");
  CHECK(answer("A = [2, 3]", over("some", kOne)) == "fail");
  CHECK(answer("A = [2, 3]", over("none", kOne)) == "pass");
  CHECK(answer("A = [2, 1]", over("none", kOne)) == "fail");
}

TEST_CASE("of nothing, every holds and some does not") {
  for (const char* list : {"A = []", "B = 1", "A = 'text'"}) {
    CAPTURE(list);
    CHECK(answer(list, over("every", kOne)) == "pass");
    CHECK(answer(list, over("some", kOne)) == "fail");
    CHECK(answer(list, over("none", kOne)) == "pass");
  }
}

TEST_CASE("a collection that may hold more leaves every without a yes and some without a no") {
  const auto ask = [](const std::string& word, std::vector<int> values) {
    World world;
    world.add("[settings]\nDEBUG = 1\n");
    std::vector<const Node*> items;
    for (const int value : values) items.push_back(world.builder.integer(value));
    world.put("settings", "A", open_list(world, items));
    return answer(world, over(word, kOne));
  };
  CHECK(ask("every", {1}) == "unknown");
  CHECK(ask("every", {1, 2}) == "fail");
  CHECK(ask("some", {2}) == "unknown");
  CHECK(ask("some", {2, 1}) == "pass");
  CHECK(ask("none", {2}) == "unknown");
  CHECK(ask("none", {1}) == "fail");
  CHECK(ask("every", {}) == "unknown");
  CHECK(ask("some", {}) == "unknown");
}

TEST_CASE("what is not known is not decided, and the reason is told") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  world.put("settings", "A", open_list(world, {}));
  const Finding more = only(world, kDebug + "require = " + over("some", kOne));
  CHECK(more.message.find("`settings.A` may hold more than can be seen") != std::string::npos);

  World blind;
  blind.add("[settings]\nDEBUG = 1\n");
  blind.put("settings", "A", blind.builder.unknown(Reason::unresolved, "it is read elsewhere"));
  const Finding unknown = only(blind, kDebug + "require = " + over("every", kOne));
  CHECK(unknown.outcome == Outcome::unknown);
  CHECK(unknown.message.find("it is read elsewhere") != std::string::npos);

  // No document of the kind says nothing about production.
  CHECK(answer("A = 1", "{ some = '$project.startup.words[*]', that = { equals = 1 } }") ==
        "unknown");
  World open;
  open.add("[settings]\nDEBUG = 1\n");
  open.put("settings", "B", nullptr, true);
  CHECK(answer(open, over("some", kOne)) == "unknown");
}

TEST_CASE("an unknown item is neither counted in nor out") {
  const auto ask = [](const std::string& word, int other) {
    World world;
    world.add("[settings]\nDEBUG = 1\n");
    const std::vector<const Node*> items = {
        world.builder.unknown(Reason::unresolved, "it comes from elsewhere"),
        world.builder.integer(other)};
    world.put("settings", "A", world.builder.list(items));
    return answer(world, over(word, kOne));
  };
  CHECK(ask("every", 1) == "unknown");
  CHECK(ask("every", 2) == "fail");
  CHECK(ask("some", 2) == "unknown");
  CHECK(ask("some", 1) == "pass");
}

TEST_CASE("a collection with candidates is decided where all of them agree") {
  const auto ask = [](const std::string& condition, std::vector<std::vector<int>> lists,
                      bool absent = false) {
    World world;
    world.add("[settings]\nDEBUG = 1\n");
    std::vector<Candidate> candidates;
    for (const auto& values : lists) {
      std::vector<const Node*> items;
      for (const int value : values) items.push_back(world.builder.integer(value));
      candidates.push_back({world.builder.list(items), "`X` is set"});
    }
    if (absent) candidates.push_back({nullptr, "`X` is unset"});
    world.put("settings", "A", world.candidates(candidates));
    return answer(world, condition);
  };
  CHECK(ask(over("some", kOne), {{1}, {2, 1}}) == "pass");
  CHECK(ask(over("some", kOne), {{1}, {2}}) == "unknown");
  CHECK(ask(over("some", kOne), {{3}, {2}}) == "fail");
  CHECK(ask(over("every", kOne), {{1}, {1, 1}}, true) == "pass");
  CHECK(ask(over("some", kOne), {{1}, {1, 1}}, true) == "unknown");
  CHECK(ask("{ may = " + over("some", kOne) + " }", {{1}, {2}}) == "pass");
  CHECK(ask("{ may = " + over("some", kOne) + " }", {{3}, {2}}) == "fail");
  CHECK(ask("{ may = " + over("none", kOne) + " }", {{1}, {2}}) == "pass");
  CHECK(ask("{ may = " + over("none", kOne) + " }", {{1}, {1, 2}}) == "fail");
}

TEST_CASE("the conditions of an item with candidates belong to one candidate") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  const auto pair = [&](int a, int b) {
    MappingBuilder item;
    item.set("a", world.builder.integer(a));
    item.set("b", world.builder.integer(b));
    return item.build(world.builder);
  };
  const Node* item = world.candidates({{pair(1, 2), "`X` is set"}, {pair(2, 1), "`X` is unset"}});
  world.put("settings", "A", world.builder.list({item}));
  const std::string both = "[{ path = 'a', equals = 1 }, { path = 'b', equals = 1 }]";
  const std::string one = "{ any = [{ path = 'a', equals = 1 }, { path = 'b', equals = 1 }] }";
  CHECK(answer(world, over("none", both)) == "pass");
  CHECK(answer(world, over("every", one)) == "pass");
  CHECK(answer(world, over("some", "{ path = 'a', equals = 1 }")) == "unknown");
}

TEST_CASE("a value that is absent under a candidate is not asked") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  MappingBuilder mapping;
  mapping.set(
      "x", world.candidates({{world.builder.integer(2), "`X` is set"}, {nullptr, "`X` is unset"}}));
  world.put("settings", "A", mapping.build(world.builder));
  const std::string values = "$project.settings.A.*";
  const auto ask = [&](const std::string& word, const std::string& that) {
    return answer(world, "{ " + word + " = '" + values + "', that = " + that + " }");
  };
  CHECK(ask("every", "{ equals = 2 }") == "pass");
  CHECK(ask("every", kOne) == "unknown");
  CHECK(ask("some", "{ equals = 2 }") == "unknown");
  CHECK(ask("some", kOne) == "fail");
}

TEST_CASE("wildcards of all kinds lead to nodes, and names go on from there") {
  const std::string tables = "A = { x = { n = [1, 2] }, y = { n = [3] } }";
  const auto ask = [&](const std::string& word, const std::string& path, const std::string& that) {
    return answer(tables,
                  "{ " + word + " = '$project.settings.A" + path + "', that = " + that + " }");
  };
  CHECK(ask("some", ".*.n[*]", "{ equals = 3 }") == "pass");
  CHECK(ask("every", ".*.n[*]", "{ at_most = 2 }") == "fail");
  CHECK(ask("every", ".*.n", "{ type = 'list' }") == "pass");
  // A name that is not there is a place, as in `select`.
  CHECK(ask("every", ".*.m", "{ present = false }") == "pass");
  CHECK(ask("some", ".**", "{ equals = 2 }") == "pass");
  CHECK(ask("none", ".**", "{ equals = 4 }") == "pass");
  CHECK(ask("some", ".*", "{ path = '@key', equals = 'y' }") == "pass");
}

TEST_CASE("below a node that is not known there may be anything") {
  World world;
  world.add("[settings]\nDEBUG = 1\n");
  const std::vector<const Node*> items = {
      world.builder.unknown(Reason::unresolved, "it comes from elsewhere")};
  world.put("settings", "A", world.builder.list(items));
  CHECK(answer(world, "{ none = '$project.settings.A.**', that = { type = 'integer' } }") ==
        "unknown");
}

TEST_CASE("inside `that` paths are seen from the item, and the node is still at hand") {
  World world;
  world.add("[settings]\nDEBUG = 2\nA = [{ n = 1 }, { n = 2 }]\n");
  CHECK(answer(world, over("some", "{ path = 'n', equals = { from = '$node' } }")) == "pass");
  CHECK(answer(world, over("every", "{ path = 'n', equals = { from = '$node' } }")) == "fail");
  CHECK(answer(world,
               "{ every = '$project.settings.A[*]', that = { some = "
               "'$project.settings.A[*]', that = { path = 'n', equals = 2 } } }") == "pass");
}

TEST_CASE("a quantifier starts at the node, at a join or where `path` leads") {
  World world;
  world.add("[settings]\nDEBUG = [1, 2]\nA = { l = [3] }\n");
  CHECK(answer(world, "{ some = '[*]', that = { equals = 2 } }") == "pass");
  CHECK(answer(world, "{ path = '$project.settings.A', some = 'l[*]', that = { equals = 3 } }") ==
        "pass");
  const std::string join = "\njoin.a = { select = 'settings.A' }";
  CHECK(answer(world, "{ some = '$a.l[*]', that = { equals = 3 } }" + join) == "pass");
  CHECK(answer(world, "{ every = '$a.l[*]', that = { equals = 2 } }" + join) == "fail");
}

TEST_CASE("names of Azure compare without case behind a quantifier too") {
  World world;
  world.add("[[azure.sites]]\nname = 's'\nproperties = { ipRules = [{ action = 'allow' }] }\n");
  CHECK(outcome(world,
                "select = 'azure.sites[*]'\nforbid = { some = 'Properties.iprules[*]', that = { "
                "path = 'Action', equals = 'Allow' } }") == "fail");
}

TEST_CASE("a quantifier in a join over long lists stays within the budget") {
  std::string text = "[settings]\nA = [";
  for (int i = 0; i < 3'000; ++i) text += std::to_string(i) + ",";
  text += "]\n";
  World world;
  world.add(text);
  // 3,000 nodes, 3,000 joined ones and as many items for each: 27 thousand million questions.
  const RuleSet rules = rules_of(rule_text(
      "select = 'settings.A[*]'\nforbid = { path = '$j', present = true }\njoin.j = { select = "
      "'settings.A[*]', where = { some = '$project.settings.A[*]', that = { equals = -1 } } }\n"
      "where = { path = '$node', none = '$project.settings.A[*]', that = { equals = { from = "
      "'$node' } } }"));
  const std::vector<Finding> findings = world.run(rules);
  CHECK(findings.back().outcome == Outcome::unknown);
  CHECK(findings.back().message.find("too much to compare") != std::string::npos);
}
