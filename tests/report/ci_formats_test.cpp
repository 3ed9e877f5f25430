// What the goldens and check_reports.py do not show of the formats for CI pages.
#include <doctest/doctest.h>

#include <set>

#include "report/sample.h"
#include "report/step_summary.h"
#include "support/text.h"

using namespace djaz;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

std::vector<std::string> fingerprints(const std::string& report) {
  std::vector<std::string> out;
  constexpr std::string_view kKey = "\"fingerprint\": \"";
  for (std::size_t at = 0; (at = report.find(kKey, at)) != std::string::npos;) {
    at += kKey.size();
    out.push_back(report.substr(at, report.find('"', at) - at));
  }
  return out;
}

std::unique_ptr<sample::Sample> two_alike(const std::string& before) {
  auto one = sample::empty();
  const std::string text = before + "A = 1\nA = 2\n";
  const SourceFile& file = one->sources.add("settings.py", text);
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  const auto begin = static_cast<std::uint32_t>(before.size());
  for (std::uint32_t at : {begin, begin + 6})
    one->finding(rule, "on", {file.id(), at, at + 1}).node = "settings.A";
  return one;
}

}  // namespace

TEST_CASE("fingerprints for GitLab are unique and do not move with the lines") {
  const std::vector<std::string> here = fingerprints(two_alike("")->render("gitlab"));
  CHECK(here.size() == 2);
  CHECK(std::set<std::string>(here.begin(), here.end()).size() == 2);
  CHECK(fingerprints(two_alike("# more\n\n\n")->render("gitlab")) == here);
}

TEST_CASE("places are written as the reader of each format looks for them") {
  RenderOptions options;
  options.root = "/srv/build/site";
  options.prefix = "site";
  auto one = sample::full();
  CHECK(one->render("github", options).find("file=site/config/settings.py,") != std::string::npos);
  CHECK(one->render("gitlab", options).find("\"site/config/settings.py\"") != std::string::npos);
  CHECK(one->render("junit", options).find("file=\"site/config/settings.py\"") !=
        std::string::npos);
  CHECK(one->render("azure", options).find("sourcepath=/srv/build/site/config/settings.py;") !=
        std::string::npos);
}

TEST_CASE("ten of a level are all annotated, and the eleventh makes room for the count") {
  RenderOptions options;
  options.min_severity = Severity::note;
  const std::string ten = sample::many(10)->render("github", options);
  CHECK(count(ten, "::notice ") == 10);
  CHECK(ten.find("without an annotation") == std::string::npos);
  const std::string more = sample::many(11)->render("github", options);
  CHECK(count(more, "::error ") == 10);
  CHECK(count(more, "::notice ") == 10);
  CHECK(more.find("::notice title=djaz::1 error, 1 warning, 2 notes more") != std::string::npos);
}

TEST_CASE("a page for people leaves out what they did not ask for") {
  const std::string github = sample::many(1)->render("github");
  CHECK(github.find("::notice") == std::string::npos);
  CHECK(github.find("1 error, 1 warning, 1 note in 1 file") != std::string::npos);
}

TEST_CASE("a step of Azure Pipelines has issues when there are warnings and nothing worse") {
  auto one = sample::many(1);
  CHECK(one->render("azure").find("task.complete") == std::string::npos);
  one->report.findings.pop_back();
  one->report.summary.errors = 0;
  CHECK(one->render("azure").find("##vso[task.complete result=SucceededWithIssues;]\n") !=
        std::string::npos);
  one->report.files.push_back({"a.py", "settings", FileStatus::failed, "is a named pipe"});
  one->report.summary.files_failed = 1;
  CHECK(one->render("azure").find("task.complete") == std::string::npos);
}

TEST_CASE("a run that saw nothing is an error on every page") {
  auto one = sample::empty();
  one->report.exit_code = ExitCode::incomplete;
  for (std::string_view format : {"github", "azure", "gitlab", "junit"})
    CHECK(one->render(format).find("nothing was analysed") != std::string::npos);
}

TEST_CASE("a file that was not analysed is told once") {
  auto one = two_alike("");
  RuleInfo unread = sample::rule("unreadable-document", "DZ9001", Severity::error);
  one->finding(one->add(unread), "ends too early", {FileId{0}, 3, 4});
  one->report.files = {{"settings.py", "settings", FileStatus::failed, "ends too early"}};
  one->report.exit_code = ExitCode::incomplete;
  one->report.summary = {3, 0, 0, 0, 0, 0, 0, 0, 1};
  CHECK(count(one->render("github"), "DZ9001") == 1);
  CHECK(count(one->render("gitlab"), "unreadable-document") == 1);
}

TEST_CASE("the summary of a step keeps to its budget by leaving out whole sections") {
  auto one = sample::many(80);
  const RenderContext context = {one->report, one->sources, *one->redactor, {}};
  const std::string whole = step_summary(context, 900'000);
  CHECK(count(whole, "\n### ") == 2);
  CHECK(whole.find("and 30 more") != std::string::npos);
  const std::string part = step_summary(context, whole.size() - 1);
  CHECK(part.size() < whole.size());
  CHECK(count(part, "\n### ") == 1);
  CHECK(part.find("worst") != std::string::npos);
  CHECK(part.find("80 more findings of other rules") != std::string::npos);
  CHECK(step_summary(context, 50).empty());
}

TEST_CASE("no secret is in any format") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("settings.py", "KEY = 'hunter-two-three'\n");
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  one->redactor->mark({file.id(), 7, 23});
  Finding& finding = one->finding(rule, "it is hunter-two-three", {file.id(), 0, 3});
  finding.related.push_back({{file.id(), 7, 23}, "hunter-two-three"});
  finding.node = "settings.hunter-two-three";
  finding.resource.name = "hunter-two-three";
  one->report.files = {{"a.py", "settings", FileStatus::failed, "hunter-two-three"}};
  one->report.summary.files_failed = 1;
  for (const Format& format : formats()) {
    CAPTURE(format.name);
    CHECK(one->render(format.name).find("hunter-two") == std::string::npos);
  }
  CHECK(step_summary({one->report, one->sources, *one->redactor, {}}, 9'000).find("hunter-two") ==
        std::string::npos);
}
