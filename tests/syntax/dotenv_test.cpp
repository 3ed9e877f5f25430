#include "syntax/dotenv.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

struct Read {
  Sources sources;
  Arena arena;
  const SourceFile& file;
  DotenvResult result;

  explicit Read(std::string text)
      : file(sources.add(".env", std::move(text))), result(parse_dotenv(file, arena)) {}

  // NAME=text@line, with `!` for export, `?` for an unknown text and nothing behind a name without
  // a value.
  std::string words() const {
    std::string out;
    for (const DotenvBinding& binding : result.bindings) {
      out += (out.empty() ? "" : " ") + std::string(binding.exported ? "!" : "");
      out += binding.name;
      if (binding.value == nullptr) continue;
      out += '=';
      out += binding.value->is(Kind::string) ? std::string(binding.value->text)
                                             : std::string(binding.value->unknown->prefix) + '?';
    }
    return out;
  }
  std::string at(std::size_t index) const {
    return std::string(file.text_of(result.bindings.at(index).value->span));
  }
};

}  // namespace

TEST_CASE("lines of a dotenv file are names and texts") {
  CHECK(Read("A=1\nB = two \n\n  C=3").words() == "A=1 B=two C=3");
  CHECK(Read("export A=1\nexport  B\nexport=3\n").words() == "!A=1 !B export=3");
  CHECK(Read("A\nB=\nC= # gone\nD=#kept\nE=a#b # gone\n").words() == "A B= C= D=#kept E=a#b");
  CHECK(Read("'A B'=1\rC=2\r\nD=3").words() == "A B=1 C=2 D=3");
}

TEST_CASE("quotes keep blanks, and each sort has its escapes") {
  CHECK(Read(R"(A=' x '
B='it\'s \n \\'
C="\ta\x\"")")
            .words() == "A= x  B=it's \\n \\ C=\ta\\x\"");
  CHECK(Read("A='1\r\n2'\nB=3").words() == "A=1\n2 B=3");
}

TEST_CASE("a text that refers to variables is not known, but for its beginning") {
  CHECK(Read("A=${B}\nC=x${D:-y}\nE='${F}'").words() == "A=? C=x? E=?");
  CHECK(Read("A=$B\nC=${D\nE=${F:g}\nG=$(x)").words() == "A=$B C=${D E=${F:g} G=$(x)");
}

TEST_CASE("the span of a value is the text without its quotes") {
  const Read read("A = 'x y' # c\nB=\nC= z  # c");
  CHECK(read.at(0) == "x y");
  CHECK(read.at(1).empty());
  CHECK(read.at(2) == "z");
  CHECK(read.file.text_of(read.result.bindings[2].key_span) == "C");
  CHECK(read.result.bindings[2].value->key_span == read.result.bindings[2].key_span);
  REQUIRE(read.result.comments.size() == 2);
  CHECK(read.file.text_of(read.result.comments[1]) == "# c");
}

TEST_CASE("a line that is passed over is a problem where it goes wrong, and hides no other") {
  const struct {
    const char* text;
    std::uint32_t line;
    std::uint32_t column;
  } cases[] = {{"A=1\nB C=2\nD=3", 2, 3}, {"A=1\n=2\nD=3", 2, 1},   {"A=1\nB='x' y\nD=3", 2, 7},
               {"A=1\nB=\"x\nD=3", 2, 3}, {"A=1\n'B=2\nD=3", 2, 1}, {"A=1\n''=2\nD=3", 2, 1}};
  for (const auto& each : cases) {
    CAPTURE(each.text);
    const Read read(each.text);
    CHECK(read.words() == "A=1 D=3");
    REQUIRE(read.result.problems.size() == 1);
    const Position at = read.sources.start_of(read.result.problems[0].span);
    CHECK(at == Position{each.line, each.column});
  }
}

TEST_CASE("no text, however odd, is read twice") {
  // Each of these is quadratic in a reader that tries again.
  std::string quotes;
  std::string references = "A=";
  std::string backslashes = "A='";
  for (int i = 0; i < 200'000; ++i) {
    quotes += "A=\"\\\"\n";
    references += "${a:";
    backslashes += "\\'";
  }
  CHECK(Read(quotes).result.problems.size() == 100'000);
  CHECK(Read(references).result.bindings.size() == 1);
  CHECK(Read(backslashes).result.problems.size() == 1);
}
