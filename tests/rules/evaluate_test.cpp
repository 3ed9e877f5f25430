#include "rules/evaluate.h"

#include "rules/world.h"

using namespace djaz;

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

TEST_CASE("report = possible tells a guilty candidate at low confidence, one level lower") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  world.put(
      "settings", "DEBUG",
      world.candidates({{b.boolean(true), "`A` is unset"}, {b.boolean(false), "`A` is set"}}));
  const Finding finding = only(world, kDebug + "forbid = { equals = true }\nreport = 'possible'\n");
  CHECK(finding.outcome == Outcome::fail);
  CHECK(finding.confidence == Confidence::low);
  CHECK(finding.severity == Severity::warning);
  world.put("settings", "DEBUG",
            world.candidates({{b.unknown(Reason::call, "f()"), "`A` is unset"},
                              {b.boolean(false), "`A` is set"}}));
  CHECK(outcome(world, kDebug + "forbid = { equals = true }\nreport = 'possible'\n") == "unknown");
}

TEST_CASE("what an open test or a variable brings is not reported as possible") {
  World world;
  world.add("settings.OTHER = 1\n");
  const Builder& b = world.builder;
  const std::string rule = kDebug + "forbid = { equals = true }\nreport = 'possible'\n";
  for (const char* condition : {"a test holds", "`A` is set", "`A` is unset and a test holds"}) {
    world.put("settings", "DEBUG",
              world.candidates({{b.boolean(true), condition}, {b.boolean(false), "B"}}));
    CHECK(outcome(world, rule) == "unknown");
  }
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
  CHECK(finding.equivalents.django == std::vector<std::string_view>{"a.2"});
  world.put("settings", "DEBUG", world.builder.integer(3));
  finding = only(world, body);
  CHECK(finding.message == "general");
  CHECK(finding.severity == Severity::error);
  CHECK(finding.equivalents.django == std::vector<std::string_view>{"a.1"});
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
  std::vector<const Rule*> weak = {rules.rules[1].get()};
  CHECK(evaluate_rules(weak, world.project, world.sources, world.redactor, {}).size() == 1);
}

TEST_CASE("a rule also yields where the other speaks of the same text as another node") {
  World world;
  world.add("settings.KEY = 'one two'\n");
  const Node* whole =
      find_entry(*find_entry(*world.project.deployments[0].root, "settings")->value, "KEY")->value;
  Span part = whole->span;
  part.begin += 5;
  const Node* hit = world.builder.string("two", part);
  Span behind = whole->span;
  behind.begin = behind.end;
  behind.end += 1;
  world.put("secrets", "inside", hit);
  world.put("secrets", "behind", world.builder.string("x", behind));
  const RuleSet rules =
      rules_of(rule_text("select = 'settings.KEY'\nforbid = { matches = '.' }", "strong") +
               rule_text("yields_to = ['strong']\nselect = 'secrets.*'\nforbid = { matches = '.' }",
                         "weak", "DZ1002"));
  auto findings = world.run(rules);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule->name == "strong");
  CHECK(findings[0].notes == std::vector<std::string>{"`weak` finds fault with this too"});
  CHECK(findings[1].node == "secrets.behind");
}

TEST_CASE("a sensitive rule hides what it asks, not what its `where` leaves out") {
  World world;
  world.add("settings.A_KEY = 'fixture-4711'\nsettings.REGION = 'northwest'\n");
  const RuleSet rules = rules_of(
      rule_text("sensitive = true\nselect = 'settings.*'\nwhere = { path = '@key', matches = "
                "'KEY' }\nforbid = { matches = '.' }"));
  REQUIRE(world.run(rules).size() == 1);
  CHECK(world.redactor.redact("fixture-4711 in northwest") == "*** in northwest");
}

TEST_CASE(
    "a join that compares a text asks the nodes with that text, and those without a known one") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  const auto list = [&](int count, bool open_name, bool upper) {
    std::vector<const Node*> items;
    for (int i = 0; i < count; ++i) {
      MappingBuilder item;
      item.set("group", b.string((upper ? "G" : "g") + std::to_string(i)));
      item.set("private", b.boolean(i % 2 == 0));
      items.push_back(item.build(b));
    }
    if (open_name) {
      MappingBuilder item;
      item.set("group", b.unknown(Reason::not_exported, "not exported"));
      item.set("private", b.boolean(true));
      items.push_back(item.build(b));
    }
    return b.list(items);
  };
  const RuleSet rules = rules_of(rule_text(
      "select = 'azure.sites[*]'\nforbid = { path = '$other', present = true }\n"
      "join.other = { select = 'azure.databases[*]', where = [{ path = 'group', equals = { from = "
      "'$node.group' } }, { path = 'private', equals = true }] }\n"));
  for (const bool open_name : {false, true}) {
    MappingBuilder azure;
    azure.set("sites", list(3'000, false, false));
    azure.set("databases", list(2'999, open_name, true));
    MappingBuilder root;
    root.set("azure", azure.build(b));
    world.project.deployments[0].root = root.build(b);
    const auto findings = world.run(rules);
    REQUIRE(findings.size() == 3'000);
    CHECK(findings[0].outcome == Outcome::fail);
    CHECK(findings[1].outcome == (open_name ? Outcome::unknown : Outcome::pass));
    CHECK(findings[2'998].outcome == Outcome::fail);
    CHECK(findings[2'999].outcome == (open_name ? Outcome::unknown : Outcome::pass));
  }
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
  const RuleSet rules = rules_of(
      rule_text("select = 'requirements[*]'\nforbid = { path = '$other', present = true }\n"
                "join.other = { select = 'requirement_files[*]', where = { any = [{ path = 'name', "
                "equals = { "
                "from = '$node.no' } }, { path = 'no', present = true }] } }\n"));
  const auto findings = world.run(rules);
  REQUIRE(findings.size() == 3'000);
  CHECK(findings.front().outcome == Outcome::pass);
  CHECK(findings.back().outcome == Outcome::unknown);
}

TEST_CASE("what stands in JSON is told as JSON writes it, an expression by its own text") {
  World world;
  world.add(
      "[[azure.\"Microsoft.Web/sites\"]]\ntype = 'Microsoft.Web/sites'\nname = "
      "\"[variables('x')]\"\n"
      "httpsOnly = false\n");
  const Node& root = *world.project.deployments[0].root;
  const Node* site = find_entry(*root.entries[0].value, "Microsoft.Web/sites")->value->items[0];
  Node* name = world.builder.copy(*find_entry(*site, "name")->value);
  name->kind = Kind::unknown;
  name->unknown = world.builder.unknown(Reason::unresolved, "no value")->unknown;
  const_cast<Entry*>(find_entry(*site, "name"))->value = name;
  const Finding finding = only(world,
                               "select = 'azure.\"Microsoft.Web/sites\"[*]'\nforbid = { path = "
                               "'httpsOnly', equals = false }\n"
                               "message = '{name}: {httpsOnly.@value}'\n");
  CHECK(finding.message == "[variables('x')]: false");
  CHECK(finding.expected == "not false");
}

TEST_CASE("certain takes what is not known for a no, and keeps no reason for it") {
  World world;
  world.add("settings.DEBUG = true\n");
  world.put("settings", "WHO", world.builder.unknown(Reason::call, "?"));
  const std::string where =
      "where = { certain = { path = '$project.settings.WHO', truthy = true } }\n";
  CHECK(outcome(world, kDebug + where + "forbid = { equals = true }") == "");
  const std::string forbid =
      "forbid = { any = [{ equals = 1 }, "
      "{ certain = { path = '$project.settings.WHO', truthy = true } }] }";
  CHECK(outcome(world, kDebug + forbid) == "pass");
  CHECK(outcome(world, kDebug + "forbid = { certain = { equals = true } }") == "fail");
}

TEST_CASE("written asks of a text as it stands, with a mark where a deployment fills in the rest") {
  World world;
  world.add("settings.OTHER = 1\n");
  const auto text = [&](std::string_view written) {
    Unknown about{.reason = Reason::runtime, .detail = "only the platform knows"};
    about.type = Kind::string;
    about.written = written;
    return world.builder.unknown(about);
  };
  const auto asked = [&](const Node* value, const std::string& forbid) {
    world.put("settings", "DEBUG", value);
    return outcome(world, kDebug + "forbid = " + forbid);
  };
  const std::string password = "{ matches = 'password=[^{;]' }";
  CHECK(asked(text("password={given};x"), password) == "unknown");
  CHECK(asked(text("password={given};x"), "{ written = " + password + " }") == "pass");
  CHECK(asked(text("password=a;{given}"), "{ written = " + password + " }") == "fail");
  // More may be written than is seen.
  CHECK(asked(text(""), "{ written = " + password + " }") == "unknown");
  CHECK(asked(world.builder.string("password=a"), "{ written = " + password + " }") == "fail");
  const Node* either =
      world.candidates({{text("password={given}"), "A"}, {world.builder.string("none"), "B"}});
  CHECK(asked(either, "{ written = " + password + " }") == "pass");
  const Node* one =
      world.candidates({{text("password=a{given}"), "A"}, {world.builder.string("none"), "B"}});
  CHECK(asked(one, "{ written = " + password + " }") == "unknown");
  CHECK(asked(one, "{ may = { written = " + password + " } }") == "fail");
}

TEST_CASE("an item that may not be in its list is not at fault for that") {
  World world;
  world.add("");
  const Builder& b = world.builder;
  const Candidate ways[] = {{b.list({b.string("short")}), "`A` is set"}, {nullptr, "`A` is unset"}};
  MappingBuilder settings;
  settings.set("KEYS", b.one_of(ways, {}));
  MappingBuilder root;
  root.set("settings", settings.build(b));
  world.project.deployments[0].root = root.build(b);
  CHECK(
      outcome(world, "select = 'settings.KEYS[*]'\nmessage = 'm'\nrequire = { equals = 'long' }") ==
      "unknown");
}
