#include "report/sarif.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "report/sample.h"

using namespace djaz;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

}  // namespace

TEST_CASE("SARIF holds at most 25,000 results and says how many are left out") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("settings.py", "DEBUG = True\n");
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  for (int i = 0; i < 25'003; ++i) one->finding(rule, "on", {file.id(), 0, 5});
  const std::string out = one->render("sarif");
  CHECK(count(out, "\"ruleIndex\"") == 25'000);
  CHECK(out.find("3 more results are left out") != std::string::npos);
}

TEST_CASE("a result without a place becomes a notification") {
  auto one = sample::empty();
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  one->finding(rule, "on somewhere", {});
  const std::string out = one->render("sarif");
  CHECK(out.find("\"results\": []") != std::string::npos);
  CHECK(out.find("debug-on: on somewhere") != std::string::npos);
}

TEST_CASE("a line that holds a secret has no fingerprint") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("settings.py", "KEY = 'hunter-two-three'\nA = 1\n");
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  one->finding(rule, "on", {file.id(), 0, 3});
  CHECK(count(one->render("sarif"), "primaryLocationLineHash") == 1);
  one->redactor->mark({file.id(), 7, 23});
  CHECK(count(one->render("sarif"), "primaryLocationLineHash") == 0);
}

TEST_CASE("a file that was not UTF-8 has no fingerprint, since its bytes are not ours") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("requirements.txt", "django\n", Encoding::utf16le);
  const RuleInfo* rule = one->add(sample::rule("req-unpinned", "DZ2001", Severity::warning));
  one->finding(rule, "no version", {file.id(), 0, 6});
  CHECK(count(one->render("sarif"), "primaryLocationLineHash") == 0);
}

TEST_CASE("a message is at most a kilobyte and holds no link") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("settings.py", "A = 1\n");
  const RuleInfo* rule = one->add(sample::rule("debug-on", "DZ1001", Severity::error));
  one->finding(rule, "[click](http://evil.example)" + std::string(5'000, 'x'), {file.id(), 0, 1});
  const std::string out = one->render("sarif");
  CHECK(out.find("](") == std::string::npos);
  CHECK(count(out, "x") < 1'100);
}

TEST_CASE("the place of something absent is one column wide") {
  auto one = sample::empty();
  const SourceFile& file = one->sources.add("settings.py", "A = 1\n");
  const RuleInfo* rule = one->add(sample::rule("hsts-missing", "DZ1031", Severity::warning));
  one->finding(rule, "not set", {file.id(), 0, 0});
  CHECK(one->render("sarif").find("\"endColumn\": 2") != std::string::npos);
}

TEST_CASE("files are named from the top of the repository") {
  RenderOptions options;
  options.prefix = "web/a b";
  const std::string out = sample::full()->render("sarif", options);
  CHECK(count(out, "\"uri\": \"web/a%20b/") == count(out, "\"uri\": "));
  CHECK(count(out, "\"uri\": ") > 3);
}

TEST_CASE("fixes, passes and what is suppressed are in the full profile only") {
  RenderOptions options;
  const std::string github = sample::full()->render("sarif", options);
  options.full_sarif = true;
  const std::string full = sample::full()->render("sarif", options);
  for (const char* key : {"\"fixes\"", "\"suppressions\"", "\"kind\": \"pass\""}) {
    CHECK(count(github, key) == 0);
    CHECK(count(full, key) > 0);
  }
  CHECK(count(github, "\"ruleIndex\"") == 3);
  CHECK(count(full, "\"ruleIndex\"") == 5);
}
