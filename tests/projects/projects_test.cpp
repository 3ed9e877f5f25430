// Rules behave together, and silence is kept: each folder of fixtures/projects is checked whole and
// compared with its expected.txt. Projects called clean-* must have nothing to expect.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "golden.h"
#include "lint/linter.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

const std::string kProjects = DJAZ_ROOT "/fixtures/projects";

std::vector<std::string> projects() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kProjects))
    if (entry.is_directory()) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string place(const Sources& sources, const Span& span) {
  if (!span.valid()) return "-";
  const Position at = sources.start_of(span);
  return sources.file(span.file).path() + ':' + std::to_string(at.line) + ':' +
         std::to_string(at.column);
}

// One line a finding, with the places it points to; then what was not analysed, and the exit code.
std::string outline(const Run& run) {
  std::string out;
  for (const Finding& finding : run.report.findings) {
    if (finding.outcome != Outcome::fail) continue;
    out += place(run.sources, finding.primary.span) + ' ' +
           std::string(to_string(finding.severity)) + ' ' + std::string(finding.rule->name) + ": " +
           finding.message + '\n';
    for (const Label& label : finding.related)
      out += "    " + place(run.sources, label.span) + ' ' + label.text + '\n';
  }
  for (const FileOutcome& file : run.report.files)
    if (file.status != FileStatus::analysed)
      out += std::string(to_string(file.status)) + ' ' + file.path + ": " + file.reason + '\n';
  out += "exit " + std::to_string(static_cast<int>(run.report.exit_code)) + '\n';
  return out;
}

std::unique_ptr<Run> check(const std::string& name) {
  std::string problem;
  const auto files = open_directory(kProjects + '/' + name, problem);
  REQUIRE_MESSAGE(files != nullptr, problem);
  return lint(*files, built_in_rules(), {.config = {.exclude = {"expected.txt"}}});
}

}  // namespace

TEST_CASE("each project gives exactly the findings that are expected of it") {
  for (const std::string& name : projects()) {
    CAPTURE(name);
    const std::unique_ptr<Run> run = check(name);
    const std::string actual = outline(*run);
    CHECK(actual == testing::golden(kProjects + '/' + name + "/expected.txt", actual));
  }
}

TEST_CASE("a clean project is silent") {
  for (const std::string& name : projects()) {
    if (!name.starts_with("clean-")) continue;
    CAPTURE(name);
    const std::unique_ptr<Run> run = check(name);
    for (const Finding& finding : run->report.findings) {
      const bool loud = finding.outcome == Outcome::fail && finding.severity != Severity::note;
      CHECK_FALSE_MESSAGE(loud, finding.rule->name << ": " << finding.message);
    }
    CHECK(run->report.exit_code == ExitCode::clean);
  }
}

TEST_CASE("one broken file hides nothing elsewhere and is never clean") {
  const std::unique_ptr<Run> run = check("one-broken-file");
  CHECK(run->report.exit_code == ExitCode::incomplete);
  const auto has = [&](std::string_view rule) {
    return std::any_of(run->report.findings.begin(), run->report.findings.end(),
                       [&](const Finding& finding) {
                         return finding.rule->name == rule && finding.outcome == Outcome::fail;
                       });
  };
  CHECK(has("debug-on"));
  CHECK(has("pg-firewall-allow-all"));
  CHECK(has("unreadable-document"));
  // The broken module may set it, so its absence proves nothing.
  CHECK_FALSE(has("allowed-hosts-empty"));
}

TEST_CASE("the same project gives the same findings twice") {
  CHECK(outline(*check("insecure")) == outline(*check("insecure")));
}
