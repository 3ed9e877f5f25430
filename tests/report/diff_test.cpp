#include "report/diff.h"

#include <doctest/doctest.h>

#include "report/sample.h"

using namespace djaz;

namespace {

std::string diff(const std::string& text,
                 const std::vector<std::pair<std::string, std::string>>& of,
                 std::string_view secret = "", Encoding encoding = Encoding::utf8) {
  Sources sources;
  const SourceFile& file = sources.add("a b/s.py", text, encoding);
  Redactor redactor(sources);
  if (!secret.empty()) redactor.mark(sample::find(file, secret));
  std::vector<Edit> edits;
  for (const auto& [old, fresh] : of) edits.push_back({sample::find(file, old), fresh});
  std::string out = unified_diff(file, edits, redactor, Style(false));
  const std::string head = "--- a/a b/s.py\n+++ b/a b/s.py\n";
  REQUIRE(out.starts_with(head));
  return out.substr(head.size());
}

}  // namespace

TEST_CASE("a change is shown with three lines around it") {
  CHECK(diff("1\n2\n3\n4\nA = True\n6\n7\n8\n9\n", {{"True", "False"}}) ==
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-A = True\n+A = False\n 6\n 7\n 8\n");
  CHECK(diff("A = True", {{"True", "False"}}) ==
        "@@ -1,1 +1,1 @@\n-A = True\n\\ No newline at end of file\n+A = False\n"
        "\\ No newline at end of file\n");
}

TEST_CASE("changes near each other share a hunk, others have their own, counted on") {
  std::string text = "a1\na2\n";
  for (int i = 0; i < 20; ++i) text += "-\n";
  CHECK(diff(text + "b\n", {{"a1\n", ""}, {"b", "c"}}) ==
        "@@ -1,4 +1,3 @@\n-a1\n a2\n -\n -\n@@ -20,4 +19,4 @@\n -\n -\n -\n-b\n+c\n");
  CHECK(diff("a\nb\n", {{"a", "x"}, {"b", "y"}}) == "@@ -1,2 +1,2 @@\n-a\n+x\n-b\n+y\n");
  CHECK(diff("a b\n", {{"a", "x"}, {"b", "y"}}) == "@@ -1,1 +1,1 @@\n-a b\n+x y\n");
}

TEST_CASE("line ends, tabs and the byte order mark are shown as they are") {
  CHECK(diff("\ta\r\n", {{"a", "b"}}) == "@@ -1,1 +1,1 @@\n-\ta\r\n+\tb\r\n");
  CHECK(diff("a\nb\n", {{"b", "c"}}, "", Encoding::utf8_bom) ==
        "@@ -1,2 +1,2 @@\n \xEF\xBB\xBF"
        "a\n-b\n+c\n");
}

TEST_CASE("no secret is shown, and none stands in the context") {
  const std::string near =
      diff("K = 'hunter-two-three'\nA = 1\nB = 2\n", {{"1", "0"}}, "hunter-two-three");
  CHECK(near == "@@ -2,2 +2,2 @@\n-A = 1\n+A = 0\n B = 2\n");
  const std::string beside = diff("K = 'hunter-two-three', 1\n", {{"1", "0"}}, "hunter-two-three");
  CHECK(beside == "@@ -1,1 +1,1 @@\n-K = '***', 1\n+K = '***', 0\n");
}

TEST_CASE("text from the tree steers neither a terminal nor a runner") {
  const std::string out = diff("::error::x\n##vso[task.x]y\n\x1b[31m\nA = 1\n", {{"1", "0"}});
  CHECK(out.find("\n ::e") == std::string::npos);
  CHECK(out.find("##vso[") == std::string::npos);
  CHECK(out.find('\x1b') == std::string::npos);
}
