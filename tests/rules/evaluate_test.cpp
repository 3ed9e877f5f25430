#include "rules/evaluate.h"

#include <array>

#include "rules/world.h"

using namespace djaz;

namespace {

// Outcomes of a rule over `settings.DEBUG`, told as `pass`, `fail`, `unknown` or nothing.
std::string outcome(World& world, const std::string& body, Profile profile = Profile::standard) {
  const RuleSet rules = rules_of(rule_text(body));
  std::string out;
  for (const Finding& finding : world.run(rules, profile))
    out += (out.empty() ? "" : " ") + std::string(to_string(finding.outcome));
  return out;
}

Finding only(World& world, const std::string& body, Profile profile = Profile::standard) {
  // The finding points to its rule, which must outlive it.
  static std::vector<RuleSet> kept;
  kept.push_back(rules_of(rule_text(body)));
  auto findings = world.run(kept.back(), profile);
  REQUIRE(findings.size() == 1);
  return findings[0];
}

const std::string kDebug = "select = 'settings.DEBUG'\n";

}  // namespace

TEST_CASE("forbid fails on yes, require on no") {
  World world;
  world.add("settings.DEBUG = true\n");
  CHECK(outcome(world, kDebug + "forbid = { equals = true }") == "fail");
  CHECK(outcome(world, kDebug + "forbid = { equals = false }") == "pass");
  CHECK(outcome(world, kDebug + "require = { equals = true }") == "pass");
  CHECK(outcome(world, kDebug + "require = { equals = false }") == "fail");
}

TEST_CASE("what is unknown is neither pass nor fail, and says why") {
  World world;
  world.add("settings.OTHER = 1\n");
  world.put(
      "settings", "DEBUG",
      world.builder.unknown(Reason::call, "it comes from `compute()`", world.text("compute()")));
  for (const char* verdict : {"forbid", "require"}) {
    const Finding finding = only(world, kDebug + verdict + " = { truthy = true }");
    CHECK(finding.outcome == Outcome::unknown);
    CHECK(finding.message ==
          "`settings.DEBUG` cannot be judged: `settings.DEBUG` is not known: it comes from "
          "`compute()`");
    CHECK(finding.notes.size() == 1);
    CHECK(world.at(finding) == "compute()");
  }
}

TEST_CASE("absence is no under a closed parent and unknown under an open one") {
  World closed;
  closed.add("settings.OTHER = 1\n");
  CHECK(outcome(closed, kDebug + "require = { present = true }") == "fail");
  CHECK(outcome(closed, kDebug + "forbid = { present = true }") == "pass");
  CHECK(outcome(closed, kDebug + "forbid = { present = false }") == "fail");
  CHECK(outcome(closed, kDebug + "forbid = { truthy = true }") == "pass");
  CHECK(outcome(closed, kDebug + "forbid = { not = { truthy = true } }") == "fail");
  World open;
  open.add("settings.OTHER = 1\n");
  open.put("settings", "MORE", open.builder.null(), true);
  for (const char* verdict : {"require = { present = true }", "forbid = { present = true }",
                              "forbid = { equals = 1 }", "require = { not = { matches = 'a' } }"})
    CHECK(outcome(open, kDebug + verdict) == "unknown");
}

TEST_CASE("a branch without documents is not judged") {
  World world;
  world.add("requirements = []\n");
  CHECK(outcome(world, kDebug + "require = { equals = true }") == "");
}

TEST_CASE("where and unless decide what is judged; an unknown guard lowers the confidence") {
  World world;
  world.add("settings.DEBUG = true\nsettings.A = 1\nsettings.B = 0\n");
  world.put("settings", "WHO", world.builder.unknown(Reason::call, "?"));
  const std::string forbid = kDebug + "forbid = { equals = true }\n";
  const auto other = [](const std::string& name) {
    return "{ path = '$project.settings." + name + "', truthy = true }\n";
  };
  CHECK(outcome(world, forbid + "where = " + other("A")) == "fail");
  CHECK(outcome(world, forbid + "where = " + other("B")) == "");
  CHECK(outcome(world, forbid + "where = " + other("WHO")) == "unknown");
  CHECK(outcome(world, forbid + "unless = " + other("A")) == "");
  CHECK(outcome(world, forbid + "unless = " + other("B")) == "fail");
  const Finding assumed = only(world, forbid + "unless = " + other("WHO"));
  CHECK(assumed.outcome == Outcome::fail);
  CHECK(assumed.confidence == Confidence::medium);
  CHECK(assumed.notes == std::vector<std::string>{"`settings.WHO` is not known: ?"});
  // Whatever the guard is, an innocent node stays innocent.
  CHECK(outcome(world, kDebug + "forbid = { equals = false }\nunless = " + other("WHO")) == "pass");
}

TEST_CASE("lists are all, and any, not and all nest") {
  World world;
  world.add("settings.DEBUG = 'text'\n");
  CHECK(outcome(world, kDebug + "forbid = [{ type = 'string' }, { contains = 'ex' }]") == "fail");
  CHECK(outcome(world, kDebug + "forbid = [{ type = 'string' }, { contains = 'y' }]") == "pass");
  CHECK(outcome(world, kDebug + "forbid = { any = [{ equals = 1 }, { equals = 'text' }] }") ==
        "fail");
  CHECK(outcome(world, kDebug + "forbid = { not = { any = [{ equals = 1 }] } }") == "fail");
}

TEST_CASE("candidates that agree decide; those that differ do not") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  const auto debug = [&](const Node* first, const Node* second) {
    world.put("settings", "DEBUG",
              world.candidates({{first, "`X` is unset"}, {second, "`X` is set"}}));
  };
  debug(b.boolean(true), b.integer(1));
  CHECK(outcome(world, kDebug + "forbid = { truthy = true }") == "fail");
  debug(b.boolean(true), b.boolean(false));
  CHECK(outcome(world, kDebug + "forbid = { truthy = true }") == "unknown");
  CHECK(outcome(world, kDebug + "forbid = { may = { truthy = true } }") == "fail");
  CHECK(outcome(world, kDebug + "forbid = { may = { equals = 7 } }") == "pass");
  debug(b.boolean(false), b.unknown(Reason::environment, "`X` is not set by any document"));
  CHECK(outcome(world, kDebug + "forbid = { may = { truthy = true } }") == "unknown");
  debug(b.boolean(true), b.unknown(Reason::environment, "`X` is not set by any document"));
  CHECK(outcome(world, kDebug + "forbid = { may = { truthy = true } }") == "fail");
  // A candidate without a value is absent, and that is certain.
  debug(nullptr, b.boolean(true));
  CHECK(outcome(world, kDebug + "forbid = { present = true }") == "unknown");
  CHECK(outcome(world, kDebug + "forbid = { may = { present = false } }") == "fail");
}

TEST_CASE("each candidate is judged by the whole condition, not test by test") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  world.put("settings", "DEBUG",
            world.candidates({{b.string("no-key"), "A"}, {b.integer(7), "B"}}));
  // Either it is a short text or a number: one of the two holds on each path.
  CHECK(
      outcome(world, kDebug + "forbid = { any = [{ type = 'integer' }, { contains = 'key' }] }") ==
      "fail");
}

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

TEST_CASE("report = possible tells a guilty candidate at low confidence, one level lower") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  world.put("settings", "DEBUG",
            world.candidates({{b.boolean(true), "A"}, {b.boolean(false), "B"}}));
  const Finding finding = only(world, kDebug + "forbid = { equals = true }\nreport = 'possible'\n");
  CHECK(finding.outcome == Outcome::fail);
  CHECK(finding.confidence == Confidence::low);
  CHECK(finding.severity == Severity::warning);
  world.put("settings", "DEBUG",
            world.candidates({{b.unknown(Reason::call, "f()"), "A"}, {b.boolean(false), "B"}}));
  CHECK(outcome(world, kDebug + "forbid = { equals = true }\nreport = 'possible'\n") == "unknown");
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

TEST_CASE("the first case that holds speaks") {
  World world;
  world.add("settings.DEBUG = 'x'\n");
  const std::string body =
      kDebug +
      "forbid = { truthy = true }\nmessage = 'general'\n"
      "equivalents = { django = ['a.1', 'a.2'] }\n"
      "[[rule.case]]\nwhen = { equals = 'y' }\nmessage = 'y'\ndjango = 'a.1'\n"
      "[[rule.case]]\nwhen = { type = 'string' }\nmessage = 'text {@value}'\nseverity = 'note'\n"
      "confidence = 'low'\ndjango = 'a.2'\n"
      "[[rule.case]]\nwhen = { equals = 'x' }\nmessage = 'never'\n";
  Finding finding = only(world, body);
  CHECK(finding.message == "text 'x'");
  CHECK(finding.severity == Severity::note);
  CHECK(finding.confidence == Confidence::low);
  CHECK(finding.equivalents.django == std::vector<std::string>{"a.2"});
  world.put("settings", "DEBUG", world.builder.integer(3));
  finding = only(world, body);
  CHECK(finding.message == "general");
  CHECK(finding.severity == Severity::error);
  CHECK(finding.equivalents.django.empty());
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

TEST_CASE("a native check answers like a condition, with evidence") {
  World world;
  world.add("azure.range = { startIpAddress = '1.0.0.0', endIpAddress = '9.0.0.0' }\n");
  const Finding finding =
      only(world, "select = 'azure.range'\ncheck = 'wide-ipv4-range'\nmessage = '{@evidence}'");
  CHECK(finding.outcome == Outcome::fail);
  CHECK(finding.message == "134,217,729 public addresses");
  CHECK(outcome(world,
                "select = 'azure.range'\ncheck = { name = 'wide-ipv4-range', more_than = "
                "200000000 }") == "pass");
  world.put("azure", "range", world.builder.unknown(Reason::runtime, "a parameter"));
  CHECK(only(world, "select = 'azure.range'\ncheck = 'wide-ipv4-range'").notes ==
        std::vector<std::string>{"the range is not known"});
}

TEST_CASE("a rule that yields falls silent and is named by the other") {
  World world;
  world.add("settings.DEBUG = true\n");
  const std::string forbid = "\nforbid = { truthy = true }\n";
  const RuleSet rules =
      rules_of(rule_text(kDebug + forbid, "strong") +
               rule_text("yields_to = ['strong']\n" + kDebug + forbid, "weak", "DZ1002"));
  auto findings = world.run(rules);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule->name == "strong");
  CHECK(findings[0].notes == std::vector<std::string>{"`weak` finds fault with this too"});
  std::vector<const CompiledRule*> weak = {rules.rules[1].get()};
  CHECK(evaluate_rules(weak, world.project, world.sources, world.redactor, {}).size() == 1);
}

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

TEST_CASE("a product of two long lists ends, and is unknown where it was cut") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  std::vector<const Node*> items;
  for (int i = 0; i < 3'000; ++i) {
    MappingBuilder item;
    item.set("name", b.integer(i));
    items.push_back(item.build(b));
  }
  MappingBuilder root;
  root.set("requirements", b.list(items));
  root.set("requirement_files", b.list(items));
  world.project.deployments[0].root = root.build(b);
  const RuleSet rules = rules_of(rule_text(
      "select = 'requirements[*]'\nforbid = { path = '$other', present = true }\n"
      "join.other = { select = 'requirement_files[*]', where = [{ path = 'name', equals = { from = "
      "'$node.name' } }, { path = 'no', present = true }] }\n"));
  const auto findings = world.run(rules);
  REQUIRE(findings.size() == 3'000);
  CHECK(findings.front().outcome == Outcome::pass);
  CHECK(findings.back().outcome == Outcome::unknown);
}
