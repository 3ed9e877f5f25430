// What a finding says and where it points, and what it never shows.
#include <array>

#include "rules/world.h"

using namespace djaz;

TEST_CASE("the guilty candidate is underlined and shown, with its condition") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  const Span call = world.text("get('DEBUG', True)");
  const Span fallback{call.file, 13, 17};
  world.put("settings", "DEBUG",
            b.one_of(std::array{Candidate{b.boolean(false, call), "`DEBUG` is set"},
                                Candidate{b.boolean(true, fallback), "`DEBUG` is unset"}},
                     call));
  const Finding finding =
      only(world, kDebug + "forbid = { may = { equals = true } }\nmessage = 'DEBUG is {@value}'");
  CHECK(finding.outcome == Outcome::fail);
  CHECK(world.at(finding) == "True");
  CHECK(finding.primary.text == "when `DEBUG` is unset");
  CHECK(finding.message == "DEBUG is True");
  CHECK(finding.observed == "True");
  CHECK(finding.expected == "not True");
}

TEST_CASE("a wildcard gives one finding for each node, at its own place") {
  World world;
  world.add(
      "[settings.DATABASES.default]\nPASSWORD = 'one'\n[settings.DATABASES.other]\n"
      "PASSWORD = 'two'\n");
  const RuleSet rules =
      rules_of(rule_text("select = 'settings.DATABASES.*.PASSWORD'\nforbid = { matches = '.' }"));
  const auto findings = world.run(rules);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].node == "settings.DATABASES.default.PASSWORD");
  CHECK(findings[1].node == "settings.DATABASES.other.PASSWORD");
  CHECK(world.at(findings[1]) == "'two'");
}

TEST_CASE(
    "a fault in one object that two settings share is told once, and by each name to Django") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  const Node* shared = b.string("one", world.text("'one'"));
  for (const char* name : {"FIRST", "SECOND"}) world.put("settings", name, shared);
  std::string text = rule_text("select = 'settings.*'\nforbid = { matches = '.' }\nmessage = 'm'");
  CHECK(world.run(rules_of(text)).size() == 1);
  text += "\nequivalents = { django = ['x.W001'] }\n";
  CHECK(world.run(rules_of(text), Profile::django).size() == 2);
}

TEST_CASE("an absent node is shown at its nearest ancestor or the fallback of its branch") {
  World world;
  world.add("[settings.DATABASES.default]\nNAME = 'x'\n");
  Finding finding =
      only(world, "select = 'settings.DATABASES.default.PASSWORD'\nrequire = { present = true }");
  CHECK(world.at(finding) == "default");
  CHECK(finding.observed == "not set");
  CHECK(finding.expected == "present");
  World bare;
  bare.add("");
  bare.put("settings", "X", bare.builder.null());
  const Span module = bare.text("import os");
  bare.project.deployments[0].fallback["settings"] = {module.file, 0, 1};
  finding = only(bare, kDebug + "require = { present = true }");
  CHECK(bare.at(finding) == "i");
}

TEST_CASE("the chain of origins leads from the value to where it was set") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  const Span json = world.text("\"true\"");
  const Span call = world.text("os.environ['DEBUG'] == 'true'");
  Node* variable = b.string("true", json);
  variable->origin = b.computed(json, "`DEBUG` is set to 'true' by the app settings of `shop`");
  const Input inputs[] = {{"DEBUG", variable}, {"MODE", b.string("x", call)}};
  Node* debug = b.boolean(true, call);
  debug->origin = b.computed(call, "`DEBUG` is 'true', so this is True", inputs);
  world.put("settings", "DEBUG", debug);
  const Finding finding = only(world, kDebug + "forbid = { truthy = true }");
  REQUIRE(finding.related.size() == 3);
  CHECK(finding.related[0].text == "`DEBUG` is 'true', so this is True");
  CHECK(finding.related[0].span == call);
  CHECK(finding.related[1].text == "`DEBUG` is set to 'true' by the app settings of `shop`");
  CHECK(finding.related[1].span == json);
  CHECK(finding.related[2].text == "`MODE` is 'x' here");
}

TEST_CASE("`at` underlines a part of the node or its key") {
  World world;
  world.add("[settings.CACHES.default]\nBACKEND = 'locmem'\n");
  const std::string body =
      "select = 'settings.CACHES.default'\nforbid = { path = 'BACKEND', equals = 'locmem' }\n";
  CHECK(world.at(only(world, body + "at = 'BACKEND'")) == "'locmem'");
  CHECK(world.at(only(world, body + "at = 'BACKEND.@key'")) == "BACKEND");
  CHECK(world.at(only(world, body + "at = 'LOCATION'")) == "default");
  CHECK(only(world, body).observed == "'locmem'");
}

TEST_CASE("messages show values, keys, files and lines; braces are doubled") {
  World world;
  world.add("settings.A = 1\nsettings.NAME = 'x y'\n");
  const Finding finding =
      only(world,
           "select = 'settings.NAME'\nforbid = { present = true }\n"
           "message = '{{{@key}}} {@value} in {@file}:{@line}, {$project.settings.A}, "
           "{$node}, {$project.settings.NO}'");
  CHECK(finding.message == "{NAME} 'x y' in project0.toml:2, 1, x y, not set");
}

TEST_CASE("a sensitive rule shows no value anywhere") {
  World world;
  world.add("[settings]\nSECRET_KEY = 'obviously-fake-key'\n");
  const Builder& b = world.builder;
  const Span part = world.text("PREFIX = 'obviously-fake-prefix'");
  Node* key = b.copy(
      *find_entry(*find_entry(*world.project.deployments[0].root, "settings")->value, "SECRET_KEY")
           ->value);
  const Input inputs[] = {{"PREFIX", b.string("obviously-fake-prefix", part)}};
  key->origin = b.computed(key->span, "`PREFIX` is 'obviously-fake-prefix'", inputs);
  world.put("settings", "SECRET_KEY", key);
  const RuleSet rules = rules_of(
      rule_text("select = 'settings.SECRET_KEY'\nforbid = { type = 'string' }\nsensitive = true\n"
                "message = 'the key is {@value}, {$node}'\n"
                "related = [{ at = '$project.settings.SECRET_KEY', text = "
                "'{$project.settings.SECRET_KEY}' }]",
                "secret") +
      // Runs later, knows nothing of secrets, and must not show it either.
      rule_text("select = 'settings.SECRET_KEY'\nforbid = { type = 'string' }\n"
                "message = 'the key is {@value}'",
                "plain", "DZ1000"));
  for (const Finding& finding : world.run(rules)) {
    std::string all = finding.message + finding.observed + finding.expected + finding.primary.text;
    for (const Label& label : finding.related) all += label.text;
    for (const std::string& note : finding.notes) all += note;
    CHECK_MESSAGE(all.find("obviously-fake") == std::string::npos, all);
  }
  CHECK(world.redactor.is_secret(key->span));
  CHECK(world.redactor.redact("x obviously-fake-key y") == "x *** y");
}

TEST_CASE("a sensitive rule hides what it points at, not what stands beside it") {
  World world;
  world.add("[settings.DATABASES.default]\nHOST = 'db.example.org'\nPASSWORD = 'obviously-fake'\n");
  const Finding finding =
      only(world,
           "select = 'settings.DATABASES.*'\nat = 'PASSWORD'\nsensitive = true\n"
           "forbid = { path = 'PASSWORD', truthy = true }\n"
           "message = '{HOST} {PASSWORD} {@value}'");
  CHECK(finding.message == "db.example.org *** ***");
  CHECK(finding.observed == "***");
  CHECK(world.redactor.redact("obviously-fake db.example.org") == "*** db.example.org");
}

TEST_CASE("a node that carries the secret trait is never shown") {
  World world;
  world.add("settings.OTHER = 1\n");
  world.put("settings", "KEY",
            world.builder.with_traits(*world.builder.string("obviously-fake"), {Trait::secret}));
  const Finding finding = only(world,
                               "select = 'settings.KEY'\nforbid = { present = true }\n"
                               "message = '{@value} {$node}'");
  CHECK(finding.message == "*** ***");
  CHECK(finding.observed == "***");
}

TEST_CASE("assumptions lower the confidence of what rests on them, and are said") {
  World world;
  world.add("settings.DEBUG = true\nazure.x = true\n");
  world.project.deployments[0].assumptions = {"the settings module is taken from manage.py"};
  const Finding finding = only(world, kDebug + "forbid = { truthy = true }");
  CHECK(finding.confidence == Confidence::medium);
  CHECK(finding.notes == std::vector<std::string>{"the settings module is taken from manage.py"});
  const Finding azure = only(world, "select = 'azure.x'\nforbid = { truthy = true }");
  CHECK(azure.confidence == Confidence::high);
  CHECK(azure.notes.empty());
}

TEST_CASE("an Azure finding names its resource, the child where there is one") {
  World world;
  world.add(R"(
[[azure."Microsoft.DBforPostgreSQL/flexibleServers"]]
type = "Microsoft.DBforPostgreSQL/flexibleServers"
name = "db"
id = "/subscriptions/0/db"
properties = { PublicNetworkAccess = "enabled" }
[[azure."Microsoft.DBforPostgreSQL/flexibleServers".firewallRules]]
type = "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules"
name = "all"
properties = { startIpAddress = "0.0.0.0" }
)");
  Finding finding =
      only(world,
           "select = 'azure.\"microsoft.dbforpostgresql/FlexibleServers\"[*].properties."
           "publicNetworkAccess'\nforbid = { equals = 'Enabled' }");
  CHECK(finding.outcome == Outcome::fail);
  CHECK(finding.resource.name == "db");
  CHECK(finding.resource.id == "/subscriptions/0/db");
  finding = only(world,
                 "select = 'azure.\"Microsoft.DBforPostgreSQL/flexibleServers\"[*]."
                 "firewallRules[*].properties.startIpAddress'\nforbid = { equals = '0.0.0.0' }");
  CHECK(finding.resource.name == "all");
  CHECK(finding.node.find("[db].firewallRules[all].properties.startIpAddress") !=
        std::string::npos);
}

TEST_CASE("a rule about what all deployments share is asked once and names none of them") {
  World world;
  ProjectDeployment first =
      world.add("settings.DEBUG = true\nazure.sites = [{type = 'a/b', on = false}]\n", "shop");
  ProjectDeployment second = world.add("settings.DEBUG = false\n", "admin");
  const RuleSet shared =
      rules_of(rule_text("select = 'azure.sites[*].on'\nforbid = { equals = false }"));
  // The second has no such branch: the finding is of the first alone.
  REQUIRE(world.run(shared).size() == 1);
  CHECK(world.run(shared)[0].deployments == std::vector<std::string>{"shop"});
  world.project.deployments[1].root = world.project.deployments[0].root;
  REQUIRE(world.run(shared).size() == 1);
  CHECK(world.run(shared)[0].deployments.empty());
  // A rule that also asks a deployment's settings is asked in each.
  const RuleSet both = rules_of(
      rule_text("select = 'azure.sites[*].on'\nwhere = { path = '$project.settings.DEBUG', "
                "truthy = true }\nforbid = { equals = false }"));
  world.project.deployments[0] = first;
  MappingBuilder root;
  root.set("settings", find_entry(*second.root, "settings")->value);
  root.set("azure", find_entry(*first.root, "azure")->value);
  world.project.deployments[1].root = root.build(world.builder);
  REQUIRE(world.run(both).size() == 1);
  CHECK(world.run(both)[0].deployments == std::vector<std::string>{"shop"});
}

TEST_CASE("equal findings of several deployments are one, and name them") {
  World world;
  const ProjectDeployment first = world.add("settings.DEBUG = true\n", "shop");
  ProjectDeployment second = first;
  second.name = "admin";
  world.project.deployments.push_back(second);
  world.add("settings.DEBUG = true\n", "other");
  const RuleSet rules = rules_of(rule_text(kDebug + "forbid = { truthy = true }"));
  const auto findings = world.run(rules);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].deployments == std::vector<std::string>{"shop", "admin"});
  CHECK(findings[1].deployments == std::vector<std::string>{"other"});
}

TEST_CASE("whether a mapping that is open under one condition holds a name is not known") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  const Node* open = b.mapping({}, {}, true);
  world.put("settings", "DEBUG",
            world.candidates({{open, "A"}, {b.unknown(Reason::call, "f()"), "B"}}));
  const Finding finding = only(world, kDebug + "require = { path = 'default', present = true }");
  CHECK(finding.outcome == Outcome::unknown);
}
