// docs/rules/ is what the rules say: one page each, with the finding that the flow gives for the
// first bad example. DJAZ_UPDATE=1 writes the pages anew and removes those of rules that are gone.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "golden.h"
#include "lint/linter.h"
#include "report/rule_page.h"
#include "report/text.h"
#include "rules/examples.h"
#include "rules/rule_set.h"
#include "settle/linter_rules.h"

using namespace djaz;

namespace {

const std::string kPages = DJAZ_ROOT "/docs/rules/";

std::vector<const RuleInfo*> all_rules() {
  std::vector<const RuleInfo*> out = built_in_rules().infos();
  for (const RuleInfo* rule : linter_rules()) out.push_back(rule);
  std::stable_sort(out.begin(), out.end(),
                   [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
  return out;
}

// An example as people read it: without marks, and in UTF-8 whatever the file is in.
Example readable(const Example& example) {
  Example plain = example;
  plain.encoding.clear();
  Example out = example;
  out.files = prepare(plain).files;
  return out;
}

// A configuration among the files is for the example, as it would be in a project.
std::unique_ptr<Run> run_example(const Example& example, const RuleInfo& rule, Profile profile) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const ExampleFile& file : prepare(example).files) files.emplace_back(file.path, file.text);
  const auto memory = in_memory(std::move(files));
  LintOptions options;
  options.profile = profile;
  Sources sources;
  Result<Config> config = find_config(*memory, sources);
  REQUIRE(config.ok());
  options.config = std::move(config.value());
  // The linter's own rules are about the findings of others.
  if (find_linter_rule(rule.name) == nullptr)
    options.config.selection.select = {std::string(rule.name)};
  std::unique_ptr<Run> run = lint(*memory, built_in_rules(), options);
  REQUIRE(run->errors.empty());
  std::erase_if(run->report.findings, [&](const Finding& finding) {
    return finding.rule->name != rule.name || finding.outcome != Outcome::fail;
  });
  return run;
}

// The first finding as `djaz check` prints it, without what closes the report.
std::string rendered(Run& run) {
  run.report.findings.resize(1);
  RenderOptions options;
  options.min_severity = Severity::note;
  const std::string text =
      djaz::rendered(*find_format("text"), {run.report, run.sources, *run.redactor, options});
  return text.substr(0, text.find("\n\n") + 1);
}

std::string page_of(const RuleInfo& rule) {
  RulePage page{rule};
  Example bad;
  Example good;
  for (const Example& example : rule.examples()) {
    if (example.bad && page.bad == nullptr) {
      bad = readable(example);
      page.bad = &bad;
      std::unique_ptr<Run> run = run_example(example, rule, Profile::standard);
      for (const Profile other : {Profile::strict, Profile::django})
        if (run->report.findings.empty()) run = run_example(example, rule, other);
      CHECK_MESSAGE(!run->report.findings.empty(), "the first bad example gives no finding");
      if (run->report.findings.empty()) continue;
      if (const auto& fix = run->report.findings[0].fix) {
        page.fix = fix->description;
        page.fix_is_safe = fix->safe;
      }
      page.finding = rendered(*run);
    } else if (!example.bad && page.good == nullptr) {
      good = readable(example);
      page.good = &good;
    }
  }
  return rule_page(page);
}

void compare(const std::string& name, const std::string& text) {
  const bool same = testing::golden(kPages + name, text) == text;
  CHECK_MESSAGE(same,
                "docs/rules/" << name << " is stale: cmake --build build/dev --target update");
}

}  // namespace

TEST_CASE("every rule has its page, and the page says what the rule says") {
  for (const RuleInfo* rule : all_rules()) {
    CAPTURE(rule->name);
    compare(std::string(rule->name) + ".md", page_of(*rule));
  }
}

TEST_CASE("the index names every rule") { compare("README.md", rule_index(all_rules())); }

TEST_CASE("every rule belongs to an area of the index") {
  const std::string index = rule_index(all_rules());
  for (const RuleInfo* rule : all_rules())
    CHECK_MESSAGE(index.find("](" + std::string(rule->name) + ".md)") != std::string::npos,
                  rule->code);
}

TEST_CASE("no page is left of a rule that is gone") {
  std::set<std::string> known = {"README.md"};
  for (const RuleInfo* rule : all_rules()) known.insert(std::string(rule->name) + ".md");
  REQUIRE(std::filesystem::exists(kPages));
  std::vector<std::filesystem::path> gone;
  for (const auto& entry : std::filesystem::directory_iterator(kPages))
    if (known.count(entry.path().filename().string()) == 0) gone.push_back(entry.path());
  for (const std::filesystem::path& path : gone) {
    if (std::getenv("DJAZ_UPDATE") != nullptr)
      std::filesystem::remove(path);
    else
      FAIL_CHECK("docs/rules/" << path.filename().string() << " is of no rule");
  }
}
