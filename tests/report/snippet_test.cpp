#include "report/snippet.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

// A file and the snippet of the first occurrence of `marked` in it.
struct Bench {
  Snippet of(const std::string& text, std::string_view marked, std::size_t limit = 200) {
    const FileId file = sources.add("settings.py", text).id();
    const auto begin = static_cast<std::uint32_t>(text.find(marked));
    return make_snippet(sources, {file, begin, begin + static_cast<std::uint32_t>(marked.size())},
                        redactor, limit);
  }

  Sources sources;
  Redactor redactor{sources};
};

}  // namespace

TEST_CASE("a line is shown in three parts") {
  const Snippet snippet = Bench().of("A = 1\nDEBUG = True  # on\n", "True");
  CHECK(snippet.line == 2);
  CHECK(snippet.before == "DEBUG = ");
  CHECK(snippet.marked == "True");
  CHECK(snippet.after == "  # on");
  CHECK(snippet.caret_offset() == 8);
  CHECK(snippet.caret_width() == 4);
  CHECK_FALSE(snippet.continues);
}

TEST_CASE("an empty span still gets a caret") {
  const Snippet snippet = Bench().of("A = 1\n", "");
  CHECK(snippet.caret_offset() == 0);
  CHECK(snippet.caret_width() == 1);
  CHECK(Bench().of("", "").caret_width() == 1);
}

TEST_CASE("of several lines the first is shown") {
  const Snippet snippet = Bench().of("A = [\n  1,\n]\n", "[\n  1,\n]");
  CHECK(snippet.marked == "[");
  CHECK(snippet.continues);
  CHECK_FALSE(Bench().of("A = 1\nB\n", "1\n").continues == false);
}

TEST_CASE("tabs take one cell and wide characters two") {
  CHECK(Bench().of("\t\"日本\": x\n", "x").caret_offset() == 9);
}

TEST_CASE("a long line is cut to a window around what is marked") {
  const std::string text = std::string(5'000, 'a') + "MARK" + std::string(20'000, 'b') + "\n";
  const Snippet snippet = Bench().of(text, "MARK");
  CHECK(snippet.marked == "MARK");
  CHECK(snippet.before.rfind("…", 0) == 0);
  CHECK(snippet.after.substr(snippet.after.size() - 3) == "…");
  CHECK((snippet.before + snippet.marked + snippet.after).size() <= 200 + 6);
}

TEST_CASE("what is marked may be too long itself") {
  const Snippet snippet =
      Bench().of("A = " + std::string(9'000, 'x') + "\n", std::string(9'000, 'x'), 50);
  CHECK(snippet.marked.size() <= 53);
  CHECK(snippet.caret_width() <= 51);
}

TEST_CASE("a cut falls between code points") {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "é";
  const Snippet snippet = Bench().of(text + "MARK" + text, "MARK");
  CHECK(snippet.before.find("\\x") == std::string::npos);
  CHECK(snippet.after.find("\\x") == std::string::npos);
}

TEST_CASE("a marked secret is not shown, and the caret stands under the stars") {
  Bench bench;
  const std::string text = "KEY = f('hunter-two-three')\n";
  const FileId file = bench.sources.add("a.py", text).id();
  const auto begin = static_cast<std::uint32_t>(text.find("hunter"));
  const Span secret{file, begin, begin + 16};
  bench.redactor.mark(secret);
  const Snippet snippet = make_snippet(bench.sources, secret, bench.redactor);
  CHECK(snippet.before == "KEY = f('");
  CHECK(snippet.marked == "***");
  CHECK(snippet.after == "')");
}

TEST_CASE("a log command is broken even where it straddles what is marked") {
  const Snippet snippet = Bench().of("x = '##vso[task.a]'\n", "#vso[task.a]");
  CHECK((snippet.before + snippet.marked).find("##vso[") == std::string::npos);
}
