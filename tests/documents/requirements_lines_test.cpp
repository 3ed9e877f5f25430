#include <doctest/doctest.h>

#include "documents/requirements/decode.h"
#include "documents/requirements/lines.h"
#include "documents/requirements/shell_words.h"
#include "documents/requirements/variables.h"

using namespace djaz;
using namespace djaz::requirements;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  const SourceFile file(FileId{0}, "requirements.txt", text, Encoding::utf8);
  std::vector<std::string> out;
  for (const LogicalLine& line : read_lines(file).lines) out.push_back(line.text.text());
  return out;
}

using Texts = std::vector<std::string>;

struct Decoded {
  std::string text;
  Encoding encoding = Encoding::utf8;
  std::string problem;
};

Decoded decoded(std::string bytes) {
  Decoded out;
  out.text = decode(std::move(bytes), out.encoding, out.problem);
  return out;
}

}  // namespace

TEST_CASE("Lines end where Python's text ends them") {
  CHECK(lines_of("a\nb\r\nc\rd\x0b"
                 "e\x0c"
                 "f\x1cg\xc2\x85h\xe2\x80\xa8i\xe2\x80\xa9j") ==
        Texts{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
}

TEST_CASE("A backslash at the very end joins lines") {
  CHECK(lines_of("django \\\n  ==4.2\n") == Texts{"django   ==4.2"});
  CHECK(lines_of("django\\\\\\\n\\==4.2") == Texts{"django\\==4.2"});
  CHECK(lines_of("django \\ \n==4.2\n") == Texts{"django \\", "==4.2"});
  CHECK(lines_of("django\\") == Texts{"django"});
}

TEST_CASE("A comment line ends a continuation") {
  const SourceFile file(FileId{0}, "r.txt", "django \\\n  # why\n==4.2\n", Encoding::utf8);
  const Lines lines = read_lines(file);
  REQUIRE(lines.lines.size() == 2);
  CHECK(lines.lines[0].text.text() == "django");
  CHECK(lines.lines[1].after_cut_continuation);
  REQUIRE(lines.comments.size() == 1);
  CHECK(file.text_of(lines.comments[0]) == "# why");
}

TEST_CASE("A hash begins a comment only at the start or after a blank") {
  CHECK(lines_of("a#b\nc # d\n# e\n\t# f\nurl#egg=x\n\xc2\xa0# g\n") ==
        Texts{"a#b", "c", "url#egg=x"});
}

TEST_CASE("A byte of a joined line knows its place") {
  const std::string text = "# c\ndjango \\\n    ==4.2 \\\n    --hash=sha256:aa\n";
  const SourceFile file(FileId{0}, "r.txt", text, Encoding::utf8);
  const Lines lines = read_lines(file);
  REQUIRE(lines.lines.size() == 1);
  const Passage& line = lines.lines[0].text;
  const std::size_t version = line.text().find("4.2");
  CHECK(file.text_of(line.span(version, version + 3)) == "4.2");
  CHECK(line.span(version, version + 3).begin == text.find("4.2"));
  const Passage hash = line.slice(line.text().find("sha"), line.size());
  CHECK(file.text_of(hash.span()) == "sha256:aa");
}

TEST_CASE("A file of more lines than anyone writes is cut") {
  std::string text;
  for (std::size_t i = 0; i < kMostLines + 5; ++i) text += "a\n";
  const SourceFile file(FileId{0}, "r.txt", text, Encoding::utf8);
  const Lines lines = read_lines(file);
  CHECK(lines.cut);
  CHECK(lines.lines.size() == kMostLines);
}

TEST_CASE("Shell words lose their quotes and keep their places") {
  const std::string text = "-i 'a b' \"c\\\"d\" e\\ f ''";
  Passage passage(FileId{0});
  passage.append(text, 100);
  std::vector<Passage> words;
  std::string_view problem;
  std::size_t at = 0;
  REQUIRE(split_shell_words(passage, words, problem, at));
  REQUIRE(words.size() == 5);
  CHECK(words[1].text() == "a b");
  CHECK(words[1].span() == Span{FileId{0}, 104, 107});
  CHECK(words[2].text() == "c\"d");
  CHECK(words[3].text() == "e f");
  CHECK(words[4].text().empty());
}

TEST_CASE("An open quote and a loose backslash are mistakes") {
  std::vector<Passage> words;
  std::string_view problem;
  std::size_t at = 0;
  for (const char* text : {"-i 'a", "-i \"a", "-i a\\"}) {
    Passage passage(FileId{0});
    passage.append(text, 0);
    CHECK_FALSE(split_shell_words(passage, words, problem, at));
    CHECK_FALSE(problem.empty());
  }
}

TEST_CASE("Marks say how a file is written") {
  CHECK(decoded("\xef\xbb\xbf"
                "a")
            .encoding == Encoding::utf8_bom);
  CHECK(decoded("\xef\xbb\xbf"
                "a")
            .text == "a");
  CHECK(decoded(std::string("\xff\xfe"
                            "a\0\n\0",
                            6))
            .text == "a\n");
  CHECK(decoded(std::string("\xfe\xff\0a", 4)).encoding == Encoding::utf16be);
  CHECK(decoded(std::string("\xff\xfe\0\0a\0\0\0", 8)).encoding == Encoding::utf32le);
  CHECK(decoded(std::string("\0\0\xfe\xff\0\1\xf6\0", 8)).text == "\xf0\x9f\x98\x80");
  CHECK(decoded(std::string("\xff\xfe\x3d\xd8\x00\xde", 6)).text == "\xf0\x9f\x98\x80");
}

TEST_CASE("What a mark promises must hold") {
  CHECK_FALSE(decoded(std::string("\xff\xfe\x3d\xd8", 4)).problem.empty());
  CHECK_FALSE(decoded(std::string("\xff\xfe"
                                  "a",
                                  3))
                  .problem.empty());
  CHECK_FALSE(decoded("\xef\xbb\xbf\xff").problem.empty());
}

TEST_CASE("UTF-16 without a mark is named") {
  CHECK(decoded(std::string("d\0j\0a\0n\0", 8)).problem ==
        "NUL bytes: looks like UTF-16 without a mark");
}

TEST_CASE("A coding comment counts in the first two lines at column one") {
  CHECK(decoded("# coding: latin-1\n# \xe4\n").text == "# coding: latin-1\n# \xc3\xa4\n");
  CHECK(decoded("#\n# -*- coding=cp1252 -*-\n# \x80\n").encoding == Encoding::cp1252);
  CHECK_FALSE(decoded("# coding: ascii\n# \xe4\n").problem.empty());
  CHECK_FALSE(decoded("# coding: utf-7\ndjango\n").problem.empty());
  CHECK(decoded("\n\n# coding: utf-7\ndjango\n").problem.empty());
}

TEST_CASE("Bytes that are not UTF-8 are read all the same, and remembered") {
  const Decoded out = decoded("django # \xe4\n");
  CHECK(out.problem.empty());
  const SourceFile file(FileId{0}, "r.txt", out.text, out.encoding);
  CHECK(needs_coding_comment(file));
}

TEST_CASE("Variables are upper case in braces") {
  const std::string text = "${A}/x/${B_1}${c}$D";
  const Variables variables(text);
  CHECK(variables.overlapping({0, 1}).end == 4);
  CHECK_FALSE(variables.overlapping({4, 7}).present());
  CHECK(variables.last_overlapping({0, text.size()}).begin == 7);
  CHECK(variables.fill({0, 4}));
  CHECK_FALSE(variables.fill({0, 5}));
  CHECK(variables.masked(text) == "0000/x/000000${c}$D");
}
