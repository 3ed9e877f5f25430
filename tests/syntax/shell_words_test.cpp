#include "syntax/shell_words.h"

#include <doctest/doctest.h>

#include <string>

namespace djaz {
namespace {

struct Read {
  Sources sources;
  Passage passage;
  ShellScript script;

  explicit Read(std::string text) : passage(FileId{}) {
    const SourceFile& file = sources.add("startup.sh", std::move(text));
    passage = Passage(file.id());
    passage.append(file.text(), 0);
    script = read_shell(passage);
  }

  // Commands one a line, words in brackets, `?` for a hole.
  std::string words() const {
    std::string out;
    for (const ShellCommand& command : script.commands) {
      if (!out.empty()) out += '\n';
      for (const ShellWord& word : command.words) {
        std::string text = word.text.text();
        for (std::size_t i = word.holes.size(); i-- > 0;) text.insert(word.holes[i].at, "?");
        out += '[' + text + ']';
      }
      if (command.conditional) out += '!';
      if (command.background) out += '&';
    }
    return out;
  }
  std::string problem() const {
    return script.problems.empty() ? "" : std::string(script.problems[0].message);
  }
};

std::string words(const std::string& text) { return Read(text).words(); }

TEST_CASE("quotes and escapes are taken out as the shell does") {
  CHECK(words("a 'b c' \"d\\\"\\e\" f\\ g ''") == "[a][b c][d\"\\e][f g][]");
  CHECK(words("a\\\nb c\\\r\nd") == "[ab][cd]");
  CHECK(words("a'b'\"c\"$'d\\'e'") == "[abcd'e]");
  CHECK(words("a\r\nb\r\n") == "[a]\n[b]");
  CHECK(words("a \\") == "[a][\\]");
}

TEST_CASE("what the shell puts in is a hole, however it is nested") {
  CHECK(words("$A ${B:-x y} $(c 'd)' \"$(e)\") `f \\` g` h$((1 + (2)))i $ $1") ==
        "[?][?][?][?][h?i][$][?]");
  CHECK(words("\"a$(b \"c d\")e\"") == "[a?e]");
  CHECK(words("$(a # it's\n) b") == "[?][b]");
  const Read read("--bind=\"0:$PORT\"");
  REQUIRE(read.script.commands.size() == 1);
  const ShellWord& word = read.script.commands[0].words[0];
  CHECK(word.holes[0].name == "PORT");
  CHECK(word.holes[0].quoted);
  CHECK(word.assignment == 0);
}

TEST_CASE("substitutions are followed 32 deep and no further") {
  const auto nested = [](std::size_t depth) {
    std::string text = "a ";
    for (std::size_t i = 0; i < depth; ++i) text += "$(";
    return text + std::string(depth, ')') + " b";
  };
  CHECK(words(nested(kShellNesting)) == "[a][?][b]");
  const Read read(nested(kShellNesting + 1));
  CHECK(read.words() == "[a][?]");
  CHECK(read.problem().find("32 deep") != std::string::npos);
}

TEST_CASE("what is not closed ends the reading with a problem") {
  for (const std::string text : {"a\nb 'c", "a\nb \"c", "a\nb $(c", "a\nb ${c", "a\nb `c"}) {
    const Read read(text);
    CAPTURE(text);
    CHECK(read.words().starts_with("[a]\n[b]["));
    CHECK(!read.problem().empty());
  }
}

TEST_CASE("only an unquoted name makes an assignment") {
  const Read read("A=1 A+=2 'A'=3 A\\=4 1A=5 A-B=6 A=$B =7");
  std::vector<std::size_t> sizes;
  for (const ShellWord& word : read.script.commands[0].words) sizes.push_back(word.assignment);
  CHECK(sizes == std::vector<std::size_t>{2, 3, 0, 0, 0, 0, 2, 0});
}

TEST_CASE("operators part commands, and tell which may not run") {
  CHECK(words("a && b; c || d | e & f") == "[a]\n[b]\n[c]\n[d]!\n[e]&\n[f]");
  CHECK(words("[ -f x ] && a\nb") == "[[][-f][x][]]\n[a]!\n[b]");
  CHECK(words("a &&\n\n b") == "[a]\n[b]");
  CHECK(words("if a; then b; else c; fi; d") == "[a]!\n[b]!\n[c]!\n[d]");
  CHECK(words("for x in 1 2; do a; done\nb") == "[a]!\n[b]");
  CHECK(words("case $x in (a|b) c;; *) d;; esac; e") == "[c]!\n[d]!\n[e]");
  CHECK(words("f() { a; }\nfunction g { b; }\n{ c; }; (d)") == "[a]!\n[b]!\n[c]\n[d]");
  CHECK(words("[[ a && b < c ]] && d") == "[[[][a][b][c][]]]\n[d]!");
}

TEST_CASE("comments, redirections and here-documents are no words") {
  CHECK(words("a #b\nc#d 2>&1 >e <f 3 >>g") == "[a]\n[c#d][3]");
  CHECK(words("a <<E <<-'F'\nb\nE\n\tc\n\tF\nd") == "[a]\n[d]");
  CHECK(words("a <<E\nb") == "[a]");
  CHECK(words("a <<<b &>c d") == "[a][d]");
  CHECK(Read("a # b\r\n#c").script.comments.size() == 2);
}

TEST_CASE("each word knows its bytes") {
  const Read read("a 'b c' d\\\ne");
  const ShellCommand& command = read.script.commands[0];
  CHECK(read.sources.text_of(command.words[1].span) == "'b c'");
  CHECK(read.sources.text_of(command.words[1].text.span()) == "b c");
  CHECK(read.sources.text_of(command.span) == "a 'b c' d\\\ne");
}

TEST_CASE("long input is read in one pass") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "(<<x a=";
  CHECK(Read(text).script.commands.size() <= 1'400'000);
  CHECK(Read(std::string(500'000, '(')).script.commands.empty());
  CHECK(!Read(std::string(500'000, '"') + "'").problem().empty());
}

}  // namespace
}  // namespace djaz
