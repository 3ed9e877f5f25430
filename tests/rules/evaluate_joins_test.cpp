// Joins: nodes that a rule looks up beside the selected one.
#include "rules/evaluate.h"
#include "rules/world.h"

using namespace djaz;

TEST_CASE("a join binds the first node for which its condition certainly holds") {
  World world;
  world.add(
      "startup.options.worker_class = 'uvicorn.workers.UvicornWorker'\n"
      "[[requirements]]\nname = 'gunicorn'\nrole = 'runtime'\n"
      "[[requirements]]\nname = 'uvicorn'\nrole = 'dev'\n");
  const std::string rule =
      "select = 'startup.options.worker_class'\nwhere = { matches = '^uvicorn(_worker)?\\.' }\n"
      "require = { path = '$worker', present = true }\n"
      "message = 'no {$worker.name}'\n"
      "join.worker = { select = 'requirements[*]', where = [{ path = 'role', equals = 'runtime' }, "
      "{ path = 'name', in = ['uvicorn', 'uvicorn-worker'] }] }\n";
  CHECK(outcome(world, rule) == "fail");
  CHECK(only(world, rule).message == "no not set");
  World good;
  good.add(
      "startup.options.worker_class = 'uvicorn.workers.UvicornWorker'\n"
      "[[requirements]]\nname = 'uvicorn'\nrole = 'runtime'\n");
  CHECK(outcome(good, rule) == "pass");
  // An open list may hold it, and no list at all proves nothing.
  MappingBuilder root;
  const Node* old = world.project.deployments[0].root;
  root.set("startup", find_entry(*old, "startup")->value);
  world.project.deployments[0].root = root.build(world.builder);
  CHECK(outcome(world, rule) == "unknown");
  root.set("requirements", world.builder.sequence(Kind::list, {}, {}, true));
  world.project.deployments[0].root = root.build(world.builder);
  CHECK(outcome(world, rule) == "unknown");
  root.set("requirements", world.builder.sequence(Kind::list, {}, {}, false));
  world.project.deployments[0].root = root.build(world.builder);
  CHECK(outcome(world, rule) == "fail");
}

TEST_CASE("a join may speak of the selected node, and is then bound for each") {
  World world;
  world.add(
      "[[requirements]]\nname = 'a'\nversion = '1'\n[[requirements]]\nname = 'b'\n"
      "version = '1'\n[[requirement_files]]\npath = 'a'\n");
  const RuleSet rules =
      rules_of(rule_text("select = 'requirements[*]'\nforbid = { path = '$file', present = true }\n"
                         "related = [{ at = '$file', text = 'named {$file.path} here' }]\n"
                         "join.file = { select = 'requirement_files[*]', where = { path = 'path', "
                         "equals = { from = '$node.name' } } }\n"));
  const auto findings = world.run(rules);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].outcome == Outcome::fail);
  REQUIRE(findings[0].related.size() == 1);
  CHECK(findings[0].related[0].text == "named a here");
  CHECK(findings[1].outcome == Outcome::pass);
}

TEST_CASE("two values are compared where `equals` names a path") {
  World world;
  world.add("settings.KEY = 'a'\nsettings.OLD = ['b', 'a']\nsettings.B = true\nsettings.C = 1\n");
  CHECK(outcome(world,
                "select = 'settings.OLD[*]'\nforbid = { equals = { from = "
                "'$project.settings.KEY' } }") == "pass fail");
  CHECK(outcome(world,
                "select = 'settings.B'\nforbid = { equals = { from = "
                "'$project.settings.C' } }") == "pass");
  CHECK(outcome(world,
                "select = 'settings.B'\nforbid = { equals = { from = "
                "'$project.settings.NONE' } }") == "pass");
}
