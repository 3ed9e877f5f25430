#include "settle/settle.h"

#include <doctest/doctest.h>

#include "settle/linter_rules.h"
#include "support/text.h"

using namespace djaz;

namespace {

constexpr std::string_view kRules = R"([[rule]]
name = "debug-on"
code = "DZ1001"
aliases = ["old-debug"]
severity = "error"
tags = ["security"]
summary = "DEBUG is on"
select = "settings.DEBUG"
forbid = { truthy = true }
message = "on"
why = "w"
advice = "a"
bad = [{ "settings.py" = "X = 1  # <- here\n" }]
good = [{ "settings.py" = "X = 1\n" }]

[[rule]]
name = "hsts-missing"
code = "DZ1002"
severity = "warning"
tags = ["security"]
summary = "No HSTS"
select = "settings.SECURE_HSTS_SECONDS"
forbid = { truthy = false }
message = "off"
why = "w"
advice = "a"
bad = [{ "settings.py" = "X = 1  # <- here\n" }]
good = [{ "settings.py" = "X = 1\n" }]
)";

const RuleSet& rules() {
  static const RuleSet set = [] {
    Sources sources;
    const FileId file = sources.add("rules/t.toml", std::string(kRules)).id();
    Result<RuleSet> loaded = load_rules(sources, {file});
    for (const Error& error : loaded.ok() ? std::vector<Error>{} : loaded.errors())
      FAIL(error.message);
    return std::move(loaded.value());
  }();
  return set;
}

// One Python file with findings of one rule under the marked texts.
struct Bench {
  explicit Bench(std::string text) { file = sources.add("settings.py", std::move(text)).id(); }

  void find(std::string_view marked, std::string_view rule = "debug-on") {
    const auto begin = static_cast<std::uint32_t>(sources.file(file).text().find(marked));
    Finding finding;
    finding.rule = find_any_rule(rules(), rule);
    REQUIRE(finding.rule != nullptr);
    finding.primary.span = {file, begin, begin + static_cast<std::uint32_t>(marked.size())};
    finding.node = "settings.DEBUG";
    findings.push_back(finding);
  }

  // Every `#` opens a comment to the end of its line.
  std::vector<Finding> settle(SettleOptions options = {}) {
    Document document;
    document.file = file;
    const std::string_view text = sources.file(file).text();
    for (std::size_t at = 0; (at = text.find('#', at)) != std::string_view::npos;) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      document.comments.push_back(
          {file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end;
    }
    return djaz::settle(findings, {&document}, rules(), sources, options);
  }

  Sources sources;
  FileId file;
  std::vector<Finding> findings;
};

std::vector<std::string> names(const std::vector<Finding>& findings, std::size_t from = 1) {
  std::vector<std::string> out;
  for (std::size_t i = from; i < findings.size(); ++i) out.emplace_back(findings[i].rule->name);
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a trailing comment suppresses what stands on its line") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-on] -- a demonstration\n");
  bench.find("True");
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::suppressed);
  CHECK(settled[0].justification == "a demonstration");
  CHECK(names(settled).empty());
}

TEST_CASE(
    "of a document that was not judged a comment excuses what is found and nothing is unused") {
  Bench bench(
      "A = True  # djaz: ignore[debug-on] -- a demonstration\nB = 1  # djaz: ignore[debug-on] -- "
      "x\n");
  bench.find("True");
  const auto settled = bench.settle({.set_aside = {bench.file}});
  CHECK(settled[0].status == Status::suppressed);
  CHECK(names(settled).empty());
  CHECK(names(bench.settle()) == Names{"suppression-unused"});
}

TEST_CASE("a comment alone on its line speaks of the next line of code") {
  Bench bench("# djaz: ignore[debug-on] -- a demonstration\n\n# more\nDEBUG = True\n");
  bench.find("True");
  CHECK(bench.settle()[0].status == Status::suppressed);
}

TEST_CASE("a stack of comments speaks of one line") {
  Bench bench(
      "# djaz: ignore[debug-on] -- one\n# djaz: ignore[hsts-missing] -- two\nDEBUG = True\n");
  bench.find("True");
  bench.find("DEBUG", "hsts-missing");
  const auto settled = bench.settle();
  CHECK(settled[0].justification == "one");
  CHECK(settled[1].justification == "two");
  CHECK(settled.size() == 2);
}

TEST_CASE("a comment does not reach past its line") {
  Bench bench("A = 1  # djaz: ignore[debug-on] -- a demonstration\nDEBUG = True\n");
  bench.find("True");
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::active);
  CHECK(names(settled) == Names{"suppression-unused"});
}

TEST_CASE("any line of what is underlined will do") {
  Bench bench("DEBUG = (\n    True  # djaz: ignore[debug-on] -- a demonstration\n)\n");
  bench.find("(\n    True  # djaz: ignore[debug-on] -- a demonstration\n)");
  CHECK(bench.settle()[0].status == Status::suppressed);
}

TEST_CASE("codes and aliases name a rule, and one comment may name several") {
  Bench bench("DEBUG = True  # djaz: ignore[hsts-missing, DZ1001] -- why not\n");
  bench.find("True");
  bench.find("DEBUG", "hsts-missing");
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::suppressed);
  CHECK(settled[1].status == Status::suppressed);
  Bench other("DEBUG = True  # djaz: ignore[old-debug] -- why not\n");
  other.find("True");
  CHECK(other.settle()[0].status == Status::suppressed);
}

TEST_CASE("without a reason nothing is suppressed, and that is a finding") {
  for (std::string_view comment :
       {"# djaz: ignore[debug-on]", "# djaz: ignore[debug-on] --", "# djaz: ignore[debug-on] why",
        "# djaz: ignore[debug-on] -- (expires 2027-03-01)"}) {
    Bench bench("DEBUG = True  " + std::string(comment) + "\n");
    bench.find("True");
    const auto settled = bench.settle();
    CAPTURE(comment);
    CHECK(settled[0].status == Status::active);
    CHECK(names(settled) == Names{"suppression-without-reason"});
  }
}

TEST_CASE("a colon opens the reason where two dashes cannot stand") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-on]: a demonstration\n");
  bench.find("True");
  CHECK(bench.settle()[0].status == Status::suppressed);
}

TEST_CASE("a name that is no rule suppresses nothing, and the nearest is suggested") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-onn] -- a demonstration\n");
  bench.find("True");
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::active);
  REQUIRE(names(settled) == Names{"suppression-unknown-rule"});
  CHECK(settled[1].message == "no rule is called `debug-onn`; did you mean `debug-on`?");
  CHECK(bench.sources.text_of(settled[1].primary.span) == "debug-onn");
}

TEST_CASE("an alias is suggested and excuses as the name does") {
  Bench bench("DEBUG = True  # djaz: ignore[old-debg] -- because\n");
  bench.find("True");
  const std::vector<Finding> findings = bench.settle();
  REQUIRE(findings.size() == 2);
  CHECK(findings[1].message.find("did you mean `old-debug`?") != std::string::npos);

  Bench excused("DEBUG = True\n");
  excused.find("True");
  SettleOptions options;
  options.exceptions.push_back({"old-debug", "settings.*", "because", "", "", {}});
  const std::vector<Finding> settled = excused.settle(options);
  REQUIRE(settled.size() == 1);
  CHECK(settled[0].status == Status::excepted);
}

TEST_CASE("there is no form that suppresses everything") {
  for (std::string_view comment :
       {"# djaz: ignore -- all", "# djaz: ignore[] -- all", "# djaz: ignore[*] -- all",
        "# djaz: ignore[DZ1] -- all", "# djaz: ignore[security] -- all", "# djaz: off"}) {
    Bench bench("DEBUG = True  " + std::string(comment) + "\n");
    bench.find("True");
    const auto settled = bench.settle();
    CAPTURE(comment);
    CHECK(settled[0].status == Status::active);
    CHECK(names(settled) == Names{"suppression-unknown-rule"});
  }
}

TEST_CASE("a suppression holds to the last day of its term") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-on] -- until then (expires 2027-03-01)\n");
  bench.find("True");
  CHECK(bench.settle({.exceptions = {}, .as_of = "2027-03-01", .evaluated = {}})[0].status ==
        Status::suppressed);
  const auto late = bench.settle({.exceptions = {}, .as_of = "2027-03-02", .evaluated = {}});
  CHECK(late[0].status == Status::active);
  CHECK(names(late) == Names{"suppression-expired"});
}

TEST_CASE("an expiry that is no day suppresses nothing") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-on] -- soon, expires 2027-02-30\n");
  bench.find("True");
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::active);
  CHECK(names(settled) == Names{"suppression-expired"});
}

TEST_CASE("prose about expiring is no date") {
  Bench bench("DEBUG = True  # djaz: ignore[debug-on] -- expires when the demo does\n");
  bench.find("True");
  CHECK(bench.settle()[0].status == Status::suppressed);
}

TEST_CASE("a suppression of a rule that did not run is not unused") {
  Bench bench("A = 1  # djaz: ignore[debug-on] -- a demonstration\n");
  SettleOptions options;
  options.evaluated = {"hsts-missing", "suppression-unused"};
  CHECK(bench.settle(options).empty());
  options.evaluated.push_back("debug-on");
  CHECK(names(bench.settle(options), 0) == Names{"suppression-unused"});
}

TEST_CASE("passes are left alone") {
  Bench bench("DEBUG = False  # djaz: ignore[debug-on] -- a demonstration\n");
  bench.find("False");
  bench.findings[0].outcome = Outcome::pass;
  const auto settled = bench.settle();
  CHECK(settled[0].status == Status::active);
  CHECK(names(settled) == Names{"suppression-unused"});
}

TEST_CASE("comments of others are not ours") {
  Bench bench("DEBUG = True  # noqa, see djaz: ignore this\nA = 1  # adjaz: ignore[x] -- y\n");
  bench.find("True");
  CHECK(bench.settle().size() == 1);
}

TEST_CASE("an exception excuses by file, by node path, by resource id and by name") {
  const std::string id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Web/sites/Shop";
  for (const std::string& resource :
       {std::string("settings.*"), std::string(), lowered(id), std::string("shop"),
        std::string("settings.py"), std::string("**/settings.*"),
        std::string("/subscriptions/**/sites/shop")}) {
    Bench bench("DEBUG = True\n");
    bench.find("True");
    bench.findings[0].resource = {"Microsoft.Web/sites", "Shop", id};
    SettleOptions options;
    options.exceptions = {{"debug-on", resource, "agreed", "team-x", "", {bench.file, 0, 1}}};
    const auto settled = bench.settle(options);
    CAPTURE(resource);
    CHECK(settled[0].status == Status::excepted);
    CHECK(settled[0].justification == "agreed (owner team-x)");
    CHECK(settled.size() == 1);
  }
}

TEST_CASE(
    "an exception that matches nothing, is over, gives no reason or names no rule is a finding") {
  Bench bench("DEBUG = True\n");
  bench.find("True");
  SettleOptions options;
  options.as_of = "2026-11-20";
  options.exceptions = {{"debug-on", "settings.OTHER", "r", "", "", {bench.file, 0, 1}},
                        {"debug-on", "", "r", "", "2026-11-19", {bench.file, 0, 1}},
                        {"debug-of", "", "r", "", "", {bench.file, 0, 1}},
                        {"debug-on", "", "", "", "", {bench.file, 0, 1}},
                        {"debug-on", "other.py", "r", "", "", {bench.file, 0, 1}}};
  const auto settled = bench.settle(options);
  CHECK(settled[0].status == Status::active);
  CHECK(names(settled) == Names{"suppression-unused", "suppression-expired",
                                "suppression-unknown-rule", "suppression-without-reason",
                                "suppression-unused"});
}

TEST_CASE("ten thousand stacked suppressions take no time") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "# djaz: ignore[debug-on] -- a demonstration\n";
  Bench bench(text + "DEBUG = True\n");
  bench.find("True");
  CHECK(bench.settle()[0].status == Status::suppressed);
}
