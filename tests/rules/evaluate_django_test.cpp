// The profile `django`: what Django itself would report, and no guess beyond it.
#include "rules/evaluate.h"
#include "rules/world.h"

using namespace djaz;

TEST_CASE("the django profile drops guards and rules that Django does not have") {
  World world;
  world.add("settings.DEBUG = true\n");
  const std::string guarded = kDebug + "forbid = { truthy = true }\nunless = { present = true }\n";
  CHECK(outcome(world, guarded) == "");
  CHECK(outcome(world, guarded, Profile::django) == "");
  CHECK(outcome(world, guarded + "equivalents = { django = ['security.W018'] }", Profile::django) ==
        "fail");
  CHECK(outcome(world, kDebug + "forbid = { truthy = true }\nprofiles = ['strict']") == "");
  CHECK(outcome(world, kDebug + "forbid = { truthy = true }\nprofiles = ['strict']",
                Profile::strict) == "fail");
}

TEST_CASE("the django profile says nothing of ids that the settings silence") {
  const std::string rule =
      kDebug + "forbid = { truthy = true }\nequivalents = { django = ['security.W018'] }";
  for (const char* silenced : {"['security.W018']", "'security.W018, security.W019'"}) {
    World world;
    world.add("settings.DEBUG = true\nsettings.SILENCED_SYSTEM_CHECKS = " + std::string(silenced) +
              "\n");
    CHECK(outcome(world, rule, Profile::django) == "");
    CHECK(outcome(world, rule) == "fail");
  }
  World world;
  world.add("settings.DEBUG = true\nsettings.SILENCED_SYSTEM_CHECKS = ['security.W019']\n");
  CHECK(outcome(world, rule, Profile::django) == "fail");
}

TEST_CASE("the django profile is not sure where what is silenced is not known") {
  const std::string rule =
      kDebug + "forbid = { truthy = true }\nequivalents = { django = ['security.W018'] }";
  World world;
  world.add("");
  const Builder& b = world.builder;
  MappingBuilder settings;
  settings.set("DEBUG", b.boolean(true));
  settings.set("SILENCED_SYSTEM_CHECKS", b.list({b.unknown(Reason::call, "a call")}));
  MappingBuilder root;
  root.set("settings", settings.build(b));
  world.project.deployments[0].root = root.build(b);
  CHECK(outcome(world, rule, Profile::django) == "unknown");
  CHECK(outcome(world, rule) == "fail");
}

TEST_CASE("the django profile passes over nothing that it cannot see") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  MappingBuilder settings;
  settings.set("LANGUAGES_BIDI", b.unknown(Reason::call, "a call"));
  MappingBuilder root;
  root.set("settings", settings.build(b));
  world.project.deployments[0].root = root.build(b);
  const std::string rule =
      "select = 'settings.LANGUAGES_BIDI[*]'\nforbid = { equals = 'x' }\n"
      "equivalents = { django = ['translation.E003'] }";
  CHECK(outcome(world, rule, Profile::django) == "unknown");
  CHECK(outcome(world, rule) == "");
}

TEST_CASE("the django profile does not report what is only possible") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  const std::vector<Candidate> ways = {{b.boolean(true), "`DEBUG` is unset"},
                                       {b.boolean(false), "`DEBUG` is set"}};
  MappingBuilder settings;
  settings.set("DEBUG", b.one_of(ways));
  MappingBuilder root;
  root.set("settings", settings.build(b));
  world.project.deployments[0].root = root.build(b);
  const std::string rule = kDebug +
                           "forbid = { truthy = true }\nreport = 'possible'\n"
                           "equivalents = { django = ['security.W018'] }";
  CHECK(world.run(rules_of(rule_text(rule)), Profile::django)[0].message.find("cannot be judged") !=
        std::string::npos);
}

TEST_CASE("the django profile is not sure where ways to be at fault have different ids") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  const std::vector<Candidate> ways = {{b.null(), "`A` is unset"}, {b.string("x"), "`A` is set"}};
  MappingBuilder settings;
  settings.set("DEBUG", b.one_of(ways));
  MappingBuilder root;
  root.set("settings", settings.build(b));
  world.project.deployments[0].root = root.build(b);
  const std::string rule = kDebug +
                           "require = { equals = false }\n"
                           "equivalents = { django = ['security.W022', 'security.E023'] }\n"
                           "[[rule.case]]\nwhen = { type = 'string' }\n"
                           "django = ['security.E023']\n";
  CHECK(outcome(world, rule, Profile::django) == "unknown");
  CHECK(outcome(world, rule) == "fail");
}
