#include "syntax/json.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "djaz/source.h"
#include "tree/arena.h"

namespace djaz {
namespace {

struct Read {
  Sources sources;
  Arena arena;
  const SourceFile* file = nullptr;
  JsonResult result;

  explicit Read(std::string text, const JsonOptions& options = {}) {
    file = &sources.add("x.json", std::move(text));
    result = parse_json(*file, 0, arena, options);
  }
  std::string_view at(const Span& span) const { return sources.text_of(span); }
  const Node& operator[](std::string_view name) const {
    return *find_entry(*result.root, name)->value;
  }
  std::string only_problem() const {
    REQUIRE(result.problems.size() == 1);
    return result.problems[0].message;
  }
};

JsonOptions tolerant() {
  JsonOptions options;
  options.allow = {true, true, true};
  options.several = true;
  return options;
}

TEST_CASE("every key and value knows its bytes") {
  const Read read(R"({ "a" : [1, -2.5e3 , true,null,"t\"x"] , "bé":{"c":false}, "n": 17})");
  REQUIRE(read.result.root);
  CHECK(read.result.problems.empty());
  CHECK(read.at(read.result.root->span) == read.file->text());
  const Node& list = read["a"];
  CHECK(read.at(list.span) == R"([1, -2.5e3 , true,null,"t\"x"])");
  CHECK(read.at(list.key_span) == "\"a\"");
  REQUIRE(list.items.size() == 5);
  CHECK(read.at(list.items[0]->span) == "1");
  CHECK(read.at(list.items[1]->span) == "-2.5e3");
  CHECK(list.items[1]->real == -2500.0);
  CHECK(read.at(list.items[2]->span) == "true");
  CHECK(read.at(list.items[3]->span) == "null");
  CHECK(read.at(list.items[4]->span) == R"("t\"x")");
  CHECK(list.items[4]->text == "t\"x");
  const Node& inner = read["bé"];
  CHECK(read.at(inner.key_span) == "\"bé\"");
  CHECK(read.at(inner.entries[0].key_span) == "\"c\"");
  CHECK(read.at(inner.entries[0].value->span) == "false");
  CHECK(read["n"].integer == 17);
  CHECK(read.at(read["n"].span) == "17");
}

TEST_CASE("a number that ends the text has its whole span") {
  const Read read(" 1234");
  REQUIRE(read.result.root);
  CHECK(read.at(read.result.root->span) == "1234");
}

TEST_CASE("strings that end in backslashes or hold quotes have the right span") {
  const Read read(R"(["\\", "a\\\"b\\", "", "\"", "\\\\\""])");
  REQUIRE(read.result.root);
  const auto items = read.result.root->items;
  CHECK(read.at(items[0]->span) == R"("\\")");
  CHECK(read.at(items[1]->span) == R"("a\\\"b\\")");
  CHECK(items[1]->text == R"(a\"b\)");
  CHECK(read.at(items[2]->span) == R"("")");
  CHECK(read.at(items[3]->span) == R"("\"")");
  CHECK(read.at(items[4]->span) == R"("\\\\\"")");
}

TEST_CASE("a duplicate key is a remark with both places, and the last one counts") {
  const Read read("{\"a\": 1,\n \"b\": 2,\n \"a\": 3}");
  CHECK(read.only_problem() == "duplicate key: the first is on line 1, and the last one counts");
  CHECK_FALSE(read.result.problems[0].fatal);
  CHECK(read.at(read.result.problems[0].span) == "\"a\"");
  CHECK(read.result.problems[0].span.begin > 10);
  REQUIRE(read.result.root->entries.size() == 2);
  CHECK(read["a"].integer == 3);
}

TEST_CASE("a hundred thousand equal keys take no quadratic time") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k\":" + std::to_string(i) + ",";
  text += "\"k\":-1}";
  const auto start = std::chrono::steady_clock::now();
  const Read read(text);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  REQUIRE(read.result.root);
  CHECK(read.result.root->entries.size() == 1);
  CHECK(read["k"].integer == -1);
  CHECK(read.result.problems.size() == 20);
  CHECK(taken.count() < 5.0);
}

TEST_CASE("text cut off at any byte is an error at a place, never a tree") {
  const std::string whole = R"({"a": [1.5e+3, {"b\u00e9\ud83d\ude00": true}], "c": null})";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    const Read read(whole.substr(0, length));
    CHECK(read.result.root == nullptr);
    REQUIRE(read.result.problems.size() == 1);
    CHECK(read.result.problems[0].fatal);
    CHECK(read.result.problems[0].span.end <= length);
  }
  CHECK(Read(whole).result.root);
}

TEST_CASE("a mistake is named in words, at its token, without quoting the text") {
  const Read comma("{\"a\": 1 \"secret\": 2}");
  CHECK(comma.only_problem() == "a comma or a closing brace is expected here");
  CHECK(comma.at(comma.result.problems[0].span) == "\"secret\"");
  CHECK(Read("[1,]").only_problem() == "a value is expected here");
  CHECK(Read("{\"a\" 1}").only_problem() == "a colon is expected here");
  CHECK(Read("{a: 1}").only_problem() == "a word or character is not JSON");
  CHECK(Read("['a']").only_problem() == "a word or character is not JSON");
  CHECK(Read("[NaN]").only_problem() == "a word or character is not JSON");
  CHECK(Read("[01]").only_problem() == "a comma or a closing bracket is expected here");
  CHECK(Read("[\"a\nb\"]").only_problem() == "a control character stands inside a string");
  CHECK(Read("[\"\\x\"]").only_problem() == "a string holds a wrong escape");
  CHECK(Read("[\"\xff\"]").only_problem() == "the text is not valid UTF-8");
  CHECK(Read("{} {}").only_problem() == "there is more text after the document");
  CHECK(Read("  \n").only_problem() == "there is no document in this file");
  CHECK(Read("").only_problem() == "there is no document in this file");
}

TEST_CASE("a mistake holds whole characters") {
  for (const char* text : {"\xEF\xBF\xBF", "[1, \xEF\xBF\xBF]", "[1] \xEF\xBF\xBF"}) {
    const Read read(text);
    REQUIRE(read.result.problems.size() == 1);
    CHECK(read.at(read.result.problems[0].span) == "\xEF\xBF\xBF");
  }
}

TEST_CASE("a NUL byte is an error and does not end the text silently") {
  const std::string text("[1]\0 junk", 9);
  CHECK(Read(text).only_problem() == "a NUL byte cannot be in JSON");
  CHECK(Read(std::string("[\"a\0b\"]", 7)).only_problem() == "a NUL byte cannot be in JSON");
}

TEST_CASE("an escaped NUL is part of the string") {
  const Read read(R"(["good\u0000evil"])");
  REQUIRE(read.result.root);
  CHECK(read.result.root->items[0]->text == std::string_view("good\0evil", 9));
}

TEST_CASE("numbers that nothing holds are unknown, not an error and not infinity") {
  const Read read(
      "[1e999, -1e999 ,1e-999,123456789012345678901234567890,-0,9223372036854775808,"
      "18446744073709551616,-9223372036854775809,9223372036854775807," +
      std::string(5000, '9') + "]");
  REQUIRE(read.result.root);
  const auto items = read.result.root->items;
  REQUIRE(items.size() == 10);
  CHECK(items[0]->is(Kind::unknown));
  CHECK(read.at(items[0]->span) == "1e999");
  CHECK(items[1]->is(Kind::unknown));
  CHECK(read.at(items[1]->span) == "-1e999");
  CHECK(items[2]->is(Kind::real));
  CHECK(items[3]->is(Kind::unknown));
  CHECK(read.at(items[3]->span) == "123456789012345678901234567890");
  CHECK(items[4]->integer == 0);
  CHECK(items[5]->is(Kind::unknown));
  CHECK(items[6]->is(Kind::unknown));
  CHECK(items[7]->is(Kind::unknown));
  CHECK(items[8]->integer == 9223372036854775807);
  CHECK(items[9]->is(Kind::unknown));
  CHECK(items[9]->span.size() == 5000);
}

TEST_CASE("lone surrogates stay readable") {
  const Read read(R"({"bad\ud800name": "\udc00x\ud83d\ude00\\"})");
  REQUIRE(read.result.root);
  CHECK(read.result.root->entries[0].name == "bad\\ud800name");
  CHECK(read.result.root->entries[0].value->text == "\\udc00x\xF0\x9F\x98\x80\\");
}

TEST_CASE("comments and trailing commas are read over where that is asked for") {
  const std::string text =
      "// first\n{ \"a\": \"//no, /*comment*/\", /* two\nlines */ \"b\": [1, 2, ], // end\n}";
  const Read read(text, tolerant());
  REQUIRE(read.result.root);
  CHECK(read["a"].text == "//no, /*comment*/");
  CHECK(read["b"].items.size() == 2);
  CHECK(read.at(read["b"].span) == "[1, 2, ]");
  REQUIRE(read.result.comments.size() == 3);
  CHECK(read.at(read.result.comments[1]) == "/* two\nlines */");
  CHECK(Read(text).result.root == nullptr);
  CHECK(Read("[,]", tolerant()).result.root == nullptr);
  CHECK(Read("[1,,]", tolerant()).result.root == nullptr);
  CHECK(Read("{,}", tolerant()).result.root == nullptr);
  CHECK(Read("[1] /* open", tolerant()).only_problem() == "a comment is not closed");
}

TEST_CASE("line ends inside strings are read where that is asked for") {
  const Read read("[\"a\n\tb\\n\"]", tolerant());
  REQUIRE(read.result.root);
  CHECK(read.result.root->items[0]->text == "a\n\tb\n");
}

TEST_CASE("documents one after the other are all read where that is asked for") {
  const Read read("{\"a\":1}{\"a\":2}\n3 4\n", tolerant());
  REQUIRE(read.result.roots.size() == 4);
  CHECK(read.result.roots[1]->entries[0].value->integer == 2);
  CHECK(read.at(read.result.roots[2]->span) == "3");
  CHECK(read.at(read.result.roots[3]->span) == "4");
  CHECK(Read("{\"a\":1}{\"a\":", tolerant()).result.root == nullptr);
}

TEST_CASE("nesting is followed to the limit and refused beyond it") {
  auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(Read(nested(512)).result.root);
  CHECK(Read(nested(513)).only_problem() == "nested deeper than 512 levels");
  CHECK(Read(std::string(1'000'000, '[')).only_problem() == "nested deeper than 512 levels");
}

TEST_CASE("text that is no file stands where it is put") {
  Arena arena;
  JsonOptions options;
  options.place = {FileId{3}, 10, 20};
  const JsonResult result = parse_json_text("{\"a\": [1]}", arena, options);
  REQUIRE(result.root);
  CHECK(result.root->span == options.place);
  CHECK(result.root->entries[0].value->items[0]->span == options.place);
}

TEST_CASE("bytes with a mark become UTF-8") {
  using namespace std::string_literals;
  auto decoded = [](std::string bytes, Encoding expected) {
    Encoding encoding = Encoding::latin1;
    std::string problem;
    std::string text = decode_json(std::move(bytes), encoding, problem);
    CHECK(encoding == expected);
    CHECK(problem.empty());
    return text;
  };
  CHECK(decoded("[\"é\"]", Encoding::utf8) == "[\"é\"]");
  CHECK(decoded("\xEF\xBB\xBF[1]", Encoding::utf8_bom) == "[1]");
  CHECK(decoded("\xFF\xFE[\0\xE9\0]\0"s, Encoding::utf16le) == "[é]");
  CHECK(decoded("\xFE\xFF\0[\xD8\x3D\xDE\x00\0]"s, Encoding::utf16be) == "[\xF0\x9F\x98\x80]");
  CHECK(decoded("\xFF\xFE\0\0[\0\0\0]\0\0\0"s, Encoding::utf32le) == "[]");
  CHECK(decoded("\0\0\xFE\xFF\0\0\0["s, Encoding::utf32be) == "[");
  Encoding encoding;
  std::string problem;
  decode_json("\xFF\xFE[", encoding, problem);
  CHECK_FALSE(problem.empty());
}

}  // namespace
}  // namespace djaz
