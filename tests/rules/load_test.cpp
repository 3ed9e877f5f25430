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
  CHECK(info.tags == std::vector<std::string>{"django", "debug"});
  CHECK(info.equivalents.django == std::vector<std::string>{"security.W018"});
  REQUIRE(info.examples.size() == 2);
  CHECK(info.examples[0].bad);
  CHECK(info.examples[0].files[0].path == "settings.py");
  CHECK(set.find("debug-on") == &info);
  CHECK(set.find("DZ1001") == &info);
  CHECK(set.find("old-name") == &info);
  CHECK(set.find("old") == nullptr);
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
           {"forbid = { every = 'x' }", "quantifiers are not part of the language yet"},
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
           {"forbid = { truthy = true }\neach = 'a[*]'", "`each` is not part of the language yet"},
           {"forbid = { truthy = true }\nyields_to = ['none-such']", "which does not exist"},
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
    for (const CompiledRule* rule : chosen.value()) out += rule->info.name;
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
