#include "python/prescan.h"

#include <doctest/doctest.h>

#include <string>

using namespace djaz;
using namespace djaz::python;

namespace {

const FileId kFile{0};

std::string repeated(const std::string& part, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += part;
  return result;
}

bool refused(const std::string& text) { return prescan(text, kFile).refused; }
std::size_t problems(const std::string& text) { return prescan(text, kFile).problems.size(); }

std::string nested_blocks(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "if a:\n";
  return text + std::string(static_cast<std::size_t>(depth), ' ') + "b\n";
}

}  // namespace

TEST_CASE("200 nested brackets are scanned and 201 are refused") {
  CHECK(problems(repeated("(", 200) + repeated(")", 200)) == 0);
  CHECK(refused(repeated("(", 201) + repeated(")", 201)));
  CHECK(refused(repeated("[", 201)));
}

TEST_CASE("brackets in strings and comments do not count") {
  const std::string many = repeated("(", 300);
  CHECK(problems("a = '" + many + "'  # " + many + "\n") == 0);
  CHECK(problems("a = '''\n" + many + "'''\n") == 0);
  CHECK(problems("a = r'\\'" + many + "'\n") == 0);
  CHECK(problems("a = f'{b}" + many + "'\n") == 0);
}

TEST_CASE("brackets in replacement fields count") {
  CHECK(refused("a = f'{" + repeated("(", 200) + "b" + repeated(")", 200) + "}'\n"));
  CHECK(problems("a = f'{" + repeated("(", 199) + "b" + repeated(")", 199) + "}'\n") == 0);
  CHECK(refused("x = " + repeated("f'{", 151) + "a" + repeated("}'", 151)));
}

TEST_CASE("99 levels of indentation are scanned and 100 are refused") {
  CHECK(problems(nested_blocks(99)) == 0);
  CHECK(refused(nested_blocks(100)));
}

TEST_CASE("too many different indentations are refused, but inside brackets they are none") {
  std::string text = "a = (\n";
  for (int i = 0; i < 600; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "b +\n";
  CHECK(problems(text + "c)\n") == 0);
  CHECK(refused(text + "c\n"));
}

TEST_CASE("tree-sitter is shown the lines and levels that CPython sees") {
  CHECK(prescan("if a:\n\tb = (1,\n  2) + \\\n3\n", kFile).plain ==
        "if a:\n b = (1,\f  2) + \f\f3\n");
  CHECK(prescan("if a:\n    if b:\n     c # d\n", kFile).plain ==
        "if a:\n\f\f\f if b:\n\f\f\f  c    \n");
  CHECK(prescan("if a:\r\n  \\\r\n  b\r\n", kFile).plain == "if a:\r\n\f\f\f\f\f\f b\r\n");
  CHECK(prescan("(\n", kFile).plain == "(\n");
  CHECK(prescan("a\n\n# b\nif c:\n d", kFile).lines == std::vector<std::uint32_t>{0, 7, 14});
}

TEST_CASE("indentation inside a string does not count") {
  std::string text = "a = '''\n";
  for (int i = 0; i < 600; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "b\n";
  CHECK(problems(text + "'''\n") == 0);
}

TEST_CASE("NUL bytes and more than 2 MB are refused") {
  CHECK(refused(std::string("a\0b", 3)));
  CHECK(refused(std::string((2 << 20) + 1, ' ')));
  CHECK_FALSE(refused(std::string(2 << 20, ' ')));
}

TEST_CASE("indentation that CPython refuses is a problem") {
  CHECK(problems("a\n  b\n") == 1);
  CHECK(problems("if a:\nb\n") == 1);
  CHECK(problems("if a:\n    b\n  c\n") == 1);
  CHECK(problems("if a:\n\tb\n        c\n") == 1);
  CHECK(problems("if a:\n") == 1);
  CHECK(problems("if a:\n    b\n   # comment\n\n    c\n") == 0);
}

TEST_CASE("strings end where CPython ends them") {
  CHECK(problems("a = 'b\n") == 1);
  CHECK(problems("a = '\nb'\n") == 2);
  CHECK(problems("a = '''b\n") == 1);
  CHECK(problems("a = r'\\\\'\n") == 0);
  CHECK(problems("a = b'\\u'; c = '('\n") == 0);
  CHECK(problems("a = f'{b[\"c\"]:>{d}}' 'e{'\n") == 0);
  CHECK(problems("a = f'{b'\n") >= 1);
  CHECK(problems("a = f'}'\n") == 1);
}

TEST_CASE("literal text is blanked for tree-sitter, byte for byte") {
  const Prescan scan = prescan("a = b'\\u' # c\nd = f'e{f:>{g}}\\n{{'\n", kFile);
  CHECK(scan.plain == "a = b'xx'    \nd = f'x{f:x{g}}xxxx'\n");
}

TEST_CASE("comments are collected, and a hash in a string is none") {
  const Prescan scan = prescan("a = '#' # one\r\n#two", kFile);
  REQUIRE(scan.comments.size() == 2);
  CHECK(scan.comments[0].span == Span{kFile, 8, 13});
  CHECK(scan.comments[1].span == Span{kFile, 15, 19});
}

TEST_CASE("hidden characters outside of strings are a problem") {
  CHECK(problems("a\xe2\x80\x8b = 1\n") == 1);
  CHECK(problems("a =\x0b"
                 "1\n") == 1);
  CHECK(problems("a = '\xe2\x80\x8b'  # \xe2\x80\x8b\n") == 0);
}

TEST_CASE("a line continuation at the end of the file is a problem") {
  CHECK(problems("a = 1 \\") == 1);
  CHECK(problems("a = 1 \\\n") == 1);
  CHECK(problems("\\\n") == 1);
  CHECK(problems("a = 1 \\ \n") == 1);
  CHECK(problems("a = 1 + \\\n2\n") == 0);
}
