#include "rules/examples.h"

#include <algorithm>

#include "rules/world.h"

using namespace djaz;

namespace {

std::vector<std::string> messages(const std::vector<Error>& errors) {
  std::vector<std::string> out;
  for (const Error& error : errors) out.push_back(error.message);
  return out;
}

// A flow of one kind of file: `settings.toml` becomes the branch `settings`.
std::vector<ExampleFinding> run_toml(const std::vector<ExampleFile>& files, const RuleSet& rules) {
  World world;
  for (const ExampleFile& file : files) world.add("[settings]\n" + file.text);
  std::vector<ExampleFinding> out;
  for (const Finding& finding : world.run(rules)) {
    const Position start = world.sources.start_of(finding.primary.span);
    // The harness counts lines of the file as the author wrote it.
    out.push_back({std::string(finding.rule->name), finding.outcome, "settings.toml",
                   start.line - 1, finding.message + std::string(to_string(finding.severity)),
                   finding.message});
  }
  return out;
}

// A rule over settings.A with examples as TOML lines.
RuleSet rule_with(const std::string& conditions, const std::vector<std::string>& bad,
                  const std::vector<std::string>& good) {
  std::string text =
      "[[rule]]\nname = 'x'\ncode = 'DZ1001'\nsummary = 's'\nwhy = 'w'\n"
      "advice = 'a'\nseverity = 'error'\nmessage = 'm'\nselect = 'settings.A'\n";
  text += conditions;
  for (const std::string& file : bad)
    text += "\n[[rule.bad]]\n\"settings.toml\" = '''\n" + file + "'''\n";
  for (const std::string& file : good)
    text += "\n[[rule.good]]\n\"settings.toml\" = '''\n" + file + "'''\n";
  return rules_of(text);
}

}  // namespace

TEST_CASE("the mark goes, and the comment it stands in") {
  Example example;
  example.bad = true;
  example.files = {{"a.py", "x = 1\nDEBUG = True  # <- here\ny = 2  # words <- here\n"},
                   {"b.xml", "<a/>  <!-- <- here --><b/>\n"},
                   {"c.json", "1 // <- here"},
                   {"d.ini", "a=1\r\nb=2 ; <- here\r\n"}};
  example.at = {"e.json:7"};
  const PreparedExample prepared = prepare(example);
  CHECK(prepared.files[0].text == "x = 1\nDEBUG = True\ny = 2  # words\n");
  CHECK(prepared.files[1].text == "<a/><b/>\n");
  CHECK(prepared.files[2].text == "1");
  CHECK(prepared.files[3].text == "a=1\r\nb=2\r\n");
  using Place = std::pair<std::string, std::uint32_t>;
  CHECK(prepared.marked ==
        std::vector<Place>{
            {"a.py", 2}, {"a.py", 3}, {"b.xml", 1}, {"c.json", 1}, {"d.ini", 2}, {"e.json", 7}});
}

TEST_CASE("an example may say how its files are encoded") {
  Example example;
  example.files = {{"a", "\xc3\xa9\xf0\x9f\x98\x80"}};
  const auto text = [&](const char* encoding) {
    example.encoding = encoding;
    return prepare(example).files[0].text;
  };
  CHECK(text("utf-8-bom") == "\xef\xbb\xbf\xc3\xa9\xf0\x9f\x98\x80");
  CHECK(text("utf-16") == std::string("\xff\xfe\xe9\0\x3d\xd8\0\xde", 8));
  CHECK(text("utf-16be") == std::string("\xfe\xff\0\xe9\xd8\x3d\xde\0", 8));
  example.files = {{"a", "\xc3\xa9"}};
  CHECK(text("latin-1") == "\xe9");
}

TEST_CASE("an example may say where the rule passes, and then every pass counts") {
  const auto with = [](const std::string& passes) {
    return rules_of(
        "[[rule]]\nname = 'x'\ncode = 'DZ1001'\nsummary = 's'\nwhy = 'w'\nadvice = 'a'\n"
        "severity = 'error'\nmessage = 'm'\nselect = ['settings.A', 'settings.B']\n"
        "where = { present = true }\nforbid = { equals = 1 }\n"
        "[[rule.bad]]\n\"settings.toml\" = \"A = 1  # <- here\"\n"
        "[[rule.good]]\n" +
        passes + "\"settings.toml\" = \"A = 2\"\n");
  };
  const RuleSet said = with("passes = ['settings.toml:1']\n");
  CHECK(check_examples(*said.rules[0], run_toml).empty());
  CHECK(unnecessary_parts(*said.rules[0], run_toml).empty());
  CHECK(messages(check_examples(*with("passes = []\n").rules[0], run_toml)) ==
        std::vector<std::string>{"x, example 2: expected to pass nothing, passed "
                                 "settings.toml:1"});
  // Otherwise nobody notices what `where` keeps from passing.
  CHECK(messages(unnecessary_parts(*with("").rules[0], run_toml)) ==
        std::vector<std::string>{"x: where"});
}

TEST_CASE("examples that hold have no problems") {
  const RuleSet set =
      rule_with("forbid = { equals = 1 }\n", {"B = 2\nA = 1 # <- here\n"}, {"A = 2\n", "B = 1\n"});
  CHECK(check_examples(*set.rules[0], run_toml).empty());
  CHECK(unnecessary_parts(*set.rules[0], run_toml).empty());
}

TEST_CASE("a bad example that passes, fails elsewhere, or a good one that fails is told") {
  const auto problems = [](const std::string& conditions, const std::string& bad,
                           const std::string& good) {
    const RuleSet set = rule_with(conditions, {bad}, {good});
    return messages(check_examples(*set.rules[0], run_toml));
  };
  CHECK(problems("forbid = { equals = 1 }\n", "A = 2 # <- here\n", "A = 3\n") ==
        std::vector<std::string>{"x, example 1: expected settings.toml:1, found nothing"});
  CHECK(problems("forbid = { equals = 1 }\n", "A = 1\nB = 2 # <- here\n", "A = 3\n") ==
        std::vector<std::string>{"x, example 1: expected settings.toml:2, found settings.toml:1"});
  CHECK(problems("forbid = { equals = 1 }\n", "A = 1 # <- here\n", "A = 1\n") ==
        std::vector<std::string>{"x, example 2: expected nothing, found settings.toml:1"});
}

TEST_CASE("every part that no example needs is named") {
  const auto parts = [](const std::string& conditions, const std::vector<std::string>& bad,
                        const std::vector<std::string>& good) {
    const RuleSet set = rule_with(conditions, bad, good);
    const auto problems = check_examples(*set.rules[0], run_toml);
    REQUIRE(problems.empty());
    return messages(unnecessary_parts(*set.rules[0], run_toml));
  };
  using Parts = std::vector<std::string>;
  const std::string bad = "A = 'text' # <- here\n";
  CHECK(parts("forbid = [{ type = 'string' }, { contains = 'e' }]\n", {bad}, {"A = 'x'\n"}) ==
        Parts{"x: forbid[0]"});
  CHECK(parts("forbid = [{ type = 'string' }, { contains = 'e' }]\n", {bad},
              {"A = 'x'\n", "A = ['e']\n"}) == Parts{});
  CHECK(parts("forbid = { contains = 'e' }\nwhere = { type = 'string' }\n", {bad}, {"A = 'x'\n"}) ==
        Parts{"x: where"});
  CHECK(parts("forbid = { contains = 'e' }\nunless = { contains = 'q' }\n", {bad}, {"A = 'x'\n"}) ==
        Parts{"x: unless"});
  CHECK(parts("forbid = { contains = 'e' }\nunless = { contains = 'q' }\n", {bad},
              {"A = 'x'\n", "A = 'qe'\n"}) == Parts{});
  CHECK(parts("require = { any = [{ contains = 'q' }, { equals = 'x' }] }\n", {bad},
              {"A = 'x'\n"}) == Parts{"x: require[0]"});
  CHECK(parts("forbid = { not = { any = [{ contains = 'q' }, { equals = 'x' }] } }\n", {bad},
              {"A = 'x'\n"}) == Parts{"x: forbid.not[0]"});
  CHECK(parts("forbid = { contains = 'e' }\n[[rule.case]]\nwhen = { type = 'list' }\n"
              "severity = 'note'\n",
              {bad}, {"A = 'x'\n"}) == Parts{"x: case 1"});
  CHECK(parts("forbid = { contains = 'e' }\n[[rule.case]]\nwhen = { type = 'list' }\n"
              "severity = 'note'\n",
              {bad, "A = ['e'] # <- here\n"}, {"A = 'x'\n"}) == Parts{});
  CHECK(parts("forbid = { contains = 'e' }\nunless = { path = '$b', present = true }\n"
              "join.b = { select = 'settings.B', where = { equals = 1 } }\n",
              {bad}, {"A = 'x'\n", "A = 'e'\nB = 1\n"}) == Parts{"x: join.b where"});
  CHECK(parts("forbid = { contains = 'e' }\nunless = { path = '$b', present = true }\n"
              "join.b = { select = 'settings.B', where = { equals = 1 } }\n",
              {bad, "A = 'e' # <- here\nB = 2\n"}, {"A = 'x'\n", "A = 'e'\nB = 1\n"}) == Parts{});
}

TEST_CASE("what a quantifier asks is a part, and so is `each`") {
  const auto parts = [](const std::string& conditions, const std::vector<std::string>& bad,
                        const std::vector<std::string>& good) {
    const RuleSet set = rule_with(conditions, bad, good);
    REQUIRE(messages(check_examples(*set.rules[0], run_toml)) == std::vector<std::string>{});
    return messages(unnecessary_parts(*set.rules[0], run_toml));
  };
  using Parts = std::vector<std::string>;
  const std::string bad = "A = [1] # <- here\n";
  const std::string some = "forbid = { some = '[*]', that = { equals = 1 } }\n";
  CHECK(parts(some, {bad}, {"A = []\n"}) == Parts{"x: forbid.that"});
  CHECK(parts(some, {bad}, {"A = [2]\n"}) == Parts{});
  const std::string pair = "{ some = '[*]', that = [{ type = 'integer' }, { at_least = 1 }] } ";
  CHECK(parts("forbid = " + pair, {bad}, {"A = [0]\n"}) == Parts{"x: forbid.that[0]"});
  CHECK(parts("require = { not = " + pair + "}", {bad}, {"A = [0]\n"}) ==
        Parts{"x: require.not.that[0]"});
  CHECK(parts("forbid = " + pair, {bad}, {"A = [0]\n", "A = [1.5]\n"}) == Parts{});
  CHECK(parts("require = { every = '[*]', that = { equals = 2 } }", {bad}, {"A = [2]\n"}) ==
        Parts{});
  const std::string each = "each = '[*]'\nforbid = { not = { equals = 2 } }\n";
  CHECK(parts(each, {bad}, {"A = [2]\n"}) == Parts{});
  CHECK(parts("each = '**'\nforbid = { equals = 1 }\n", {"A = 1 # <- here\n"}, {"A = 2\n"}) ==
        Parts{"x: each"});
}

TEST_CASE("why a bad example is silent is told") {
  const auto help = [](const std::string& conditions, const std::string& bad) {
    const RuleSet set = rule_with(conditions, {bad}, {"A = 9\n"});
    return check_examples(*set.rules[0], run_toml)[0].help;
  };
  CHECK(help("forbid = { equals = 1 }\n", "A = 2 # <- here\n") ==
        "what it selects there is in order by its own condition");
  CHECK(help("forbid = { equals = 1 }\nwhere = { equals = 3 }\n", "A = 1 # <- here\n") ==
        "`select`, `where` and `unless` leave it nothing to judge there");
  CHECK(help("forbid = { path = '$project.startup.words', equals = 1 }\n", "A = 1 # <- here\n")
            .starts_with("the rule could not decide: "));
}
