#include <algorithm>

#include "rules/world.h"

using namespace djaz;

namespace {

bool says(const Loaded& loaded, std::string_view words) {
  return loaded.words().find(words) != std::string::npos;
}

std::string settings_rule(const std::string& body) {
  return rule_text("select = 'settings.DEBUG'\n" + body);
}

}  // namespace

TEST_CASE("a whole rule loads with all its words") {
  const RuleSet set = rules_of(
      "[[rule]]\nname = 'debug-on'\ncode = 'DZ1001'\naliases = ['old-name']\nseverity = 'warning'\n"
      "confidence = 'medium'\ntags = ['django', 'debug']\nsummary = 'Debug is on'\nwhy = 'w'\n"
      "advice = 'a'\nreferences = ['https://example.org']\n"
      "equivalents = { django = ['security.W018'], cwe = ['CWE-489'], checkov = [], cis = [] }\n"
      "select = 'settings.DEBUG'\nforbid = { truthy = true }\nmessage = 'DEBUG is {@value}'\n"
      "[[rule.bad]]\n'settings.py' = \"DEBUG = True  # <- here\\n\"\n"
      "[[rule.good]]\n'settings.py' = \"DEBUG = False\\n\"\n");
  REQUIRE(set.infos().size() == 1);
  const RuleInfo& info = *set.infos()[0];
  CHECK(info.severity == Severity::warning);
  CHECK(info.confidence == Confidence::medium);
  CHECK(info.tags == std::vector<std::string_view>{"django", "debug"});
  CHECK(info.equivalents.django == std::vector<std::string_view>{"security.W018"});
  REQUIRE(info.examples().size() == 2);
  CHECK(info.examples()[0].bad);
  CHECK(info.examples()[0].files[0].path == "settings.py");
  CHECK(set.find("debug-on") == &info);
  CHECK(set.find("DZ1001") == &info);
  CHECK(set.find("old-name") == &info);
  CHECK(set.find("old") == nullptr);
}

TEST_CASE("a remedy is written out as Bicep and as ARM") {
  const RuleSet rules = rules_of(
      rule_text("select = 'settings.DEBUG'\nforbid = { truthy = true }\n"
                "remedy = { type = 'Microsoft.Web/sites', set = { 'properties.a.b' = true, "
                "'properties.a.c-d' = [{ name = 'x', value = 2 }], "
                "'properties.e' = \"[parameters('key')]\" } }\n"));
  REQUIRE(rules.rules.size() == 1);
  const Remedy remedy = rules.rules[0]->info().remedy();
  CHECK(remedy.bicep ==
        "// Microsoft.Web/sites\n"
        "properties: {\n"
        "  a: {\n"
        "    b: true\n"
        "    'c-d': [\n"
        "      {\n"
        "        name: 'x'\n"
        "        value: 2\n"
        "      }\n"
        "    ]\n"
        "  }\n"
        "  e: key\n"
        "}\n");
  CHECK(remedy.arm ==
        "{\n"
        "  \"type\": \"Microsoft.Web/sites\",\n"
        "  \"properties\": {\n"
        "    \"a\": {\n"
        "      \"b\": true,\n"
        "      \"c-d\": [\n"
        "        {\n"
        "          \"name\": \"x\",\n"
        "          \"value\": 2\n"
        "        }\n"
        "      ]\n"
        "    },\n"
        "    \"e\": \"[parameters('key')]\"\n"
        "  }\n"
        "}\n");
  CHECK(says(Loaded(rule_text("select = 'settings.DEBUG'\nforbid = { truthy = true }\n"
                              "remedy = { typ = 'x', set = {} }")),
             "did you mean `type`?"));
}

TEST_CASE("an unknown key is an error at the key, with the nearest one") {
  const Loaded loaded(settings_rule("forbid = { truthy = true }\nsevrity = 'error'"));
  REQUIRE(!loaded.result.ok());
  REQUIRE(loaded.result.errors().size() == 1);
  const Error& error = loaded.result.errors()[0];
  CHECK(error.message == "unknown key `sevrity` in a rule");
  CHECK(error.help == "did you mean `severity`?");
  CHECK(loaded.sources.text_of(error.span) == "sevrity");
}

TEST_CASE("each mistake in a rule is named") {
  struct Mistake {
    const char* body;
    const char* words;
  };
  for (const Mistake& each : {
           Mistake{"forbid = { truthy = 'yes' }", "`truthy` must be true or false, not a string"},
           {"forbid = { truthyy = true }", "did you mean `truthy`?"},
           {"forbid = { not_in = [1] }", "say `not = { … }`"},
           {"forbid = { every = 'x[*]' }", "`every` does not say what holds of the nodes"},
           {"forbid = { some = 'x', that = { present = true } }", "has no wildcard"},
           {"forbid = { some = 'x[*]@key', that = { present = true } }", "not at an attribute"},
           {"forbid = { some = 3, that = { present = true } }", "`some` must be a string"},
           {"forbid = { some = '$x[*]', that = { present = true } }", "no join is called `x`"},
           {"forbid = { some = '$project.**', that = { presen = true } }", "`present`?"},
           {"forbid = { some = '$project[*]', that = { present = true } }", "name a branch"},
           {"forbid = { that = { present = true } }", "`that` stands alone"},
           {"forbid = { present = true, that = { present = true } }", "not to `present`"},
           {"forbid = { some = 'x[*]', tht = { present = true } }", "did you mean `that`?"},
           {"forbid = { pth = 'x', present = true }", "did you mean `path`?"},
           {"forbid = { path = '$item.x', present = true }", "the rule has no `each`"},
           {"forbid = { truthy = true }\nmessage = '{$item.x}'", "the rule has no `each`"},
           {"forbid = { truthy = true, present = true }", "a condition has one test"},
           {"forbid = { path = 'a' }", "the condition has no test"},
           {"forbid = []", "the list of conditions is empty"},
           {"forbid = { path = 'a..b', present = true }", "cannot be read"},
           {"forbid = { path = 'a[*].b', present = true }", "has a wildcard"},
           {"forbid = { path = '$workr', present = true }\njoin.worker = { select = 'startup' }",
            "did you mean `worker`?"},
           {"forbid = { matches = '(' }", "the expression is not valid"},
           {"forbid = { version = { at_least = 'new' } }", "`new` is not a version"},
           {"forbid = { version = { atleast = '1' } }", "did you mean `at_least`?"},
           {"forbid = { count = 'two' }", "a count must be a whole number"},
           {"forbid = { type = 'strng' }", "did you mean `string`?"},
           {"forbid = { trait = 'env' }", "unknown trait `env`"},
           {"forbid = { is = 'placehoder' }", "did you mean `placeholder`?"},
           {"forbid = { is = { name = 'local-host', service_name = true } }",
            "did you mean `service_names`?"},
           {"forbid = { at_least = '1.2' }", "for versions say"},
           {"forbid = { contains = ['a'] }", "`contains` takes one value"},
           {"forbid = { equals = { frm = 'x' } }", "did you mean `from`?"},
           {"forbid = { truthy = true }\nrequire = { truthy = true }", "a rule has one of"},
           {"", "the rule demands nothing"},
           {"check = 'wide-ipv4-rang'", "did you mean `wide-ipv4-range`?"},
           {"check = { name = 'wide-ipv4-range', more_tan = 1 }", "did you mean `more_than`?"},
           {"forbid = { truthy = true }\nmessage = 'a { b'", "a `{` without `}`"},
           {"forbid = { truthy = true }\nmessage = 'a } b'", "a `}` without `{`"},
           {"forbid = { truthy = true }\nmessage = 'a {$w.x} b'", "no join is called `w`"},
           {"forbid = { truthy = true }\nreport = 'maybe'", "unknown report `maybe`"},
           {"forbid = { truthy = true }\nprofiles = ['djngo']", "did you mean `django`?"},
           {"forbid = { truthy = true }\nconfidence = 'sure'", "unknown confidence `sure`"},
           {"forbid = { truthy = true }\neach = '$node.a[*]'", "leads from the selected node"},
           {"forbid = { truthy = true }\neach = 'a@key'", "leads from the selected node"},
           {"forbid = { truthy = true }\neach = 3", "`each` must be a string"},
           {"forbid = { truthy = true }\nyields_to = ['none-such']", "which does not exist"},
           {"forbid = { truthy = true }\nyields_to = ['xx']\naliases = ['xy']", "did you mean `x"},
           {"forbid = { truthy = true }\naliases = ['all']", "the alias `all` is neither"},
           {"forbid = { truthy = true }\naliases = ['A b']", "the alias `A b` is neither"},
           {"forbid = { truthy = true }\naliases = ['x']", "called `x` already"},
           {"forbid = { truthy = true }\nstatus = 'preveiw'", "did you mean `preview`?"},
           {"forbid = { truthy = true }\nequivalents = { chekov = [] }", "did you mean `checkov`?"},
           {"forbid = { truthy = true }\n[[rule.case]]\nwhen = { truthy = true }",
            "the case changes nothing"},
           {"forbid = { truthy = true }\n[[rule.case]]\nseverity = 'note'",
            "the case has no `when`"},
           {"forbid = { truthy = true }\njoin.w = { select = 'startup', where = { path = '$w.a', "
            "present = true } }",
            "cannot be used inside a join"},
           {"forbid = { truthy = true }\njoin.node = { select = 'startup' }",
            "a join cannot be called `node`"},
       }) {
    const Loaded loaded(settings_rule(each.body));
    CAPTURE(each.body);
    INFO(loaded.words());
    CHECK(says(loaded, each.words));
    if (!loaded.result.ok())
      for (const Error& error : loaded.result.errors()) CHECK(!error.message.empty());
  }
}

TEST_CASE("what a rule must say is missed by name") {
  const Loaded loaded("[[rule]]\n");
  for (const char* words :
       {"no `name`", "no `code`", "no `summary`", "no `why`", "no `advice`", "no `message`",
        "no `severity`", "no bad example", "no good example", "no `select`", "demands nothing"})
    CHECK_MESSAGE(says(loaded, words), words);
  CHECK(loaded.sources.text_of(loaded.result.errors()[0].span) == "[[rule]]");
}

TEST_CASE("names, codes and severities have their form") {
  const std::string body = "select = 'settings.A'\nforbid = { truthy = true }";
  CHECK(says(Loaded(rule_text(body, "Debug_On")), "kebab case"));
  CHECK(says(Loaded(rule_text(body, "x", "DZ1")), "`DZ` and four digits"));
  CHECK(says(Loaded(rule_text(body, "x", "XX1001")), "`DZ` and four digits"));
  CHECK(says(Loaded(rule_text(body, "a--b")), "kebab case"));
  CHECK(says(Loaded(rule_text(body, "all")), "`all` means all rules"));
  CHECK(says(Loaded(rule_text(body) + rule_text(body)), "another rule is called `x` already"));
  CHECK(says(Loaded(rule_text(body) + rule_text(body, "y")),
             "another rule is called `DZ1001` already"));
}

TEST_CASE("select starts at a branch that exists") {
  const std::string forbid = "\nforbid = { truthy = true }";
  CHECK(says(Loaded(rule_text("select = 'setings.A'" + forbid)), "did you mean `settings`?"));
  CHECK(says(Loaded(rule_text("select = '$node.A'" + forbid)), "`select` starts at a branch"));
  CHECK(says(Loaded(rule_text("select = 'settings.A@key'" + forbid)), "ends at a node"));
  CHECK(says(Loaded(rule_text("select = 3" + forbid)), "`select` must be a string"));
}

TEST_CASE("examples say which line is wrong") {
  const auto with = [](const std::string& bad, const std::string& good) {
    return "[[rule]]\nname = 'x'\ncode = 'DZ1001'\nsummary = 's'\nwhy = 'w'\nadvice = 'a'\n"
           "severity = 'error'\nmessage = 'm'\nselect = 'settings.A'\nforbid = { truthy = true }\n"
           "bad = [" +
           bad + "]\ngood = [" + good + "]\n";
  };
  CHECK(Loaded(with("{ f = 'x # <- here' }", "{ f = 'x' }")).result.ok());
  CHECK(Loaded(with("{ f = 'x', at = 'f:1' }", "{ f = 'x' }")).result.ok());
  CHECK(says(Loaded(with("{ f = 'x' }", "{ f = 'x' }")), "does not say which line"));
  CHECK(says(Loaded(with("{ at = 'f:1' }", "{ f = 'x' }")), "the example has no file"));
  CHECK(says(Loaded(with("{ f = 'x # <- here' }", "{ f = 'x # <- here' }")), "no wrong line"));
  CHECK(says(Loaded(with("{ f = 1, at = 'f:1' }", "{ f = 'x' }")), "the text of `f`"));
}

TEST_CASE("all mistakes of a file are told at once, those of TOML too") {
  const Loaded many(rule_text("select = 'settings.A'\nforbid = { tru = 1 }") +
                    rule_text("select = 'settings.A'\nforbid = { fals = 1 }", "y", "DZ1002"));
  CHECK(many.result.errors().size() == 2);
  CHECK(says(Loaded("rule = \n"), "invalid TOML"));
  CHECK(says(Loaded("[[rul]]\nname = 'x'\n"), "unknown key `rul` in a file of rules"));
}

TEST_CASE("conditions that are nested too deeply are refused") {
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "{ not = ";
  deep += "{ truthy = true }";
  for (int i = 0; i < 60; ++i) deep += " }";
  CHECK(says(Loaded(settings_rule("forbid = " + deep)), "nested too deeply"));
}

TEST_CASE("the built-in rules load, and their expressions compile") {
  const RuleSet& set = built_in_rules();
  CHECK(set.rules.size() >= 7);
  CHECK(set.find("app-https-only-off") != nullptr);
  const auto infos = set.infos();
  CHECK(std::is_sorted(infos.begin(), infos.end(),
                       [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; }));
}

TEST_CASE("own rules stand beside the built-in ones, with codes of their own") {
  const std::string body = "select = 'settings.A'\nforbid = { truthy = true }\n";
  const auto load = [](const std::string& text) {
    Sources sources;
    const FileId file = sources.add("own.toml", text).id();
    auto result = load_own_rules(sources, {file}, {"unreadable-document"});
    if (result.ok()) return "loaded " + std::string(result.value().infos()[0]->code);
    const Error& error = result.errors()[0];
    return error.message + "; " + error.help + " at " + std::string(sources.text_of(error.span));
  };
  CHECK(load(rule_text(body, "x", "ACME1")) == "loaded ACME1");
  CHECK(load(rule_text(body + "yields_to = 'DZ1001'", "x", "A001")) == "loaded A001");
  CHECK(load(rule_text(body, "x", "DZ1999")) ==
        "codes that begin with `DZ` are djaz's own; begin yours with other letters: `ACME001` at "
        "'DZ1999'");
  for (const char* code : {"acme1", "ACME", "123", "AC-1", "ABCDEFGHIJ1234567", "A1B2"})
    CHECK(load(rule_text(body, "x", code)).starts_with("a rule's code is upper-case letters"));
  CHECK(load(rule_text(body, "debug-on", "ACME1")) ==
        "another rule is called `debug-on` already;  at 'debug-on'");
  CHECK(load(rule_text(body, "unreadable-document", "ACME1"))
            .starts_with("another rule is called `unreadable-document` already"));
  CHECK(load(rule_text("aliases = ['debug-on']\n" + body, "x", "ACME1"))
            .starts_with("another rule is called `debug-on` already"));
  CHECK(load(rule_text(body + "yields_to = 'unreadable-document'", "x", "ACME1"))
            .starts_with("the rule yields to `unreadable-document`, which does not exist"));
  CHECK(load(rule_text(body, "x", "ACME1") + rule_text(body, "y", "ACME1"))
            .starts_with("another rule is called `ACME1` already"));
}

TEST_CASE("a rule in preview waits until it is called by name, or by a strict run") {
  const std::string body = "select = 'settings.A'\nforbid = { truthy = true }\n";
  const RuleSet set =
      rules_of(rule_text("status = 'preview'\ntags = ['t']\naliases = ['old']\n" + body, "a") +
               rule_text("status = 'deprecated'\ntags = ['t']\n" + body, "b", "DZ1002") +
               rule_text("status = 'stable'\n" + body, "c", "DZ1003"));
  const auto names = [&](const Selection& selection) {
    std::string out;
    const auto chosen = choose(set, selection);
    REQUIRE(chosen.ok());
    for (const Rule* rule : chosen.value()) out += rule->info().name;
    return out;
  };
  CHECK(names({}) == "bc");
  CHECK(names({{"all"}, {}}) == "bc");
  CHECK(names({{"t"}, {}}) == "b");
  CHECK(names({{"DZ1"}, {}}) == "bc");
  CHECK(names({{"a"}, {}}) == "a");
  CHECK(names({{"DZ1001", "c"}, {}}) == "ac");
  CHECK(names({{"old"}, {}}) == "a");
  CHECK(names({{}, {}, true}) == "abc");
  CHECK(names({{}, {"old"}, true}) == "bc");
}

TEST_CASE("a rule yields by any of the other's names") {
  const std::string body = "select = 'settings.DEBUG'\nforbid = { truthy = true }\n";
  for (const char* word : {"b", "old", "DZ1002"}) {
    World world;
    world.add("[settings]\nDEBUG = true\n");
    const RuleSet set =
        rules_of(rule_text(std::string("yields_to = '") + word + "'\n" + body, "a") +
                 rule_text("aliases = ['old']\n" + body, "b", "DZ1002"));
    const std::vector<Finding> findings = world.run(set);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule->name == "b");
  }
}

TEST_CASE("own rules are chosen by the letters of their codes") {
  Sources sources;
  const std::string body = "select = 'settings.A'\nforbid = { truthy = true }\n";
  const FileId file =
      sources.add("own.toml", rule_text(body, "x", "ACME1") + rule_text(body, "y", "ACME2")).id();
  const auto set = load_own_rules(sources, {file}, {});
  REQUIRE(set.ok());
  const auto count = [&](const Selection& selection) {
    return choose(set.value(), selection).value().size();
  };
  CHECK(count({{"ACME"}, {}}) == 2);
  CHECK(count({{"ACME2"}, {}}) == 1);
  CHECK(count({}) == choose(built_in_rules(), {}).value().size() + 2);
  CHECK(!choose(set.value(), {{"ACMED"}, {}}).ok());
}

TEST_CASE("rules are chosen by name, code, prefix and tag") {
  const std::string body = "select = 'settings.A'\nforbid = { truthy = true }\n";
  const RuleSet set = rules_of(rule_text("tags = ['debug']\naliases = ['a-old']\n" + body, "a") +
                               rule_text("tags = ['debug', 'tls']\n" + body, "b", "DZ1002") +
                               rule_text(body, "c", "DZ3001"));
  const auto names = [&](Selection selection) {
    auto chosen = choose(set, selection);
    if (!chosen.ok())
      return "error: " + chosen.errors()[0].message + "; " + chosen.errors()[0].help;
    std::string out;
    for (const Rule* rule : chosen.value()) out += rule->info().name;
    return out;
  };
  CHECK(names({}) == "abc");
  CHECK(names({{"c", "a"}, {}}) == "ac");
  CHECK(names({{"a-old"}, {}}) == "a");
  CHECK(names({{"DZ1"}, {}}) == "ab");
  CHECK(names({{"DZ1002"}, {}}) == "b");
  CHECK(names({{"debug"}, {}}) == "ab");
  CHECK(names({{"debug"}, {"tls"}}) == "a");
  CHECK(names({{"all"}, {"DZ"}}) == "");
  CHECK(names({{"debgu"}, {}}) ==
        "error: no rule, code or tag is called `debgu`; did you mean `debug`?");
  CHECK(names({{}, {"DZ9"}}) ==
        "error: no rule, code or tag is called `DZ9`; `djaz rules` lists them all");
  CHECK(choose(set, {{"x1", "y2"}, {"z3"}}).errors().size() == 3);
}
