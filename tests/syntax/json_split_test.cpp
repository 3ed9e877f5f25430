#include "syntax/json_split.h"

#include <doctest/doctest.h>

#include <iterator>
#include <string>
#include <vector>

using namespace djaz;

namespace {

struct Found : JsonElements {
  std::vector<std::string> texts;
  std::vector<JsonElement> elements;
  std::vector<std::vector<std::string>> members;
  std::string_view text;
  bool wrappers = true;

  void element(const JsonElement& element) override {
    texts.emplace_back(text.substr(element.begin, element.end - element.begin));
    elements.push_back(element);
    members.push_back(*element.members);
  }
  bool is_wrapper(const JsonWrapper& wrapper) override {
    return wrappers && wrapper.names.size() == 1;
  }
  void withdraw(std::uint32_t begin) override {
    while (!elements.empty() && elements.back().begin >= begin) {
      elements.pop_back();
      texts.pop_back();
      members.pop_back();
    }
  }
};

// Split in chunks of a size; the problem's words go to `problem`.
Found split(std::string_view text, std::size_t chunk, JsonSplitProblem& problem) {
  Found found;
  found.text = text;
  JsonSplitter splitter(found, {"value", "data"}, {"id", "type"});
  for (std::size_t at = 0; at < text.size(); at += chunk)
    // A copy, so that nothing can be read behind it.
    if (const std::string part(text.substr(at, chunk)); !splitter.feed(part)) break;
  splitter.finish();
  problem = splitter.problem();
  return found;
}

std::vector<std::string> texts_of(std::string_view text) {
  JsonSplitProblem problem;
  const Found whole = split(text, text.size() + 1, problem);
  CHECK(problem.message == "");
  for (const std::size_t chunk : {1, 2, 3, 7, 16, 17, 63, 64, 65, 100, 129}) {
    const Found parts = split(text, chunk, problem);
    CHECK(parts.texts == whole.texts);
    REQUIRE(parts.elements.size() == whole.elements.size());
    CHECK(parts.members == whole.members);
    for (std::size_t i = 0; i < whole.elements.size(); ++i) {
      CHECK(parts.elements[i].start.line == whole.elements[i].start.line);
      CHECK(parts.elements[i].start.column == whole.elements[i].start.column);
      CHECK(parts.elements[i].start.line_begin == whole.elements[i].start.line_begin);
    }
  }
  return whole.texts;
}

std::string problem_of(std::string_view text) {
  JsonSplitProblem problem;
  split(text, 5, problem);
  return problem.message;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a list is split into its items") {
  CHECK(texts_of("[{\"a\": [1, {}]}, {\"b\": \"}]\\\"\"} , 7,\"x\",[ ] ]") ==
        Texts{"{\"a\": [1, {}]}", "{\"b\": \"}]\\\"\"}", "7", "\"x\"", "[ ]"});
  CHECK(texts_of("[]").empty());
}

TEST_CASE("a list in an object is split where the object is only its wrapping") {
  CHECK(texts_of("{\"value\": [{\"id\": 1}, {}]}") == Texts{"{\"id\": 1}", "{}"});
  CHECK(texts_of("{\"Value\": [{}], \"other\": {}}") == Texts{"{\"Value\": [{}], \"other\": {}}"});
  CHECK(texts_of("{\"properties\": {\"value\": [1, 2]}}") ==
        Texts{"{\"properties\": {\"value\": [1, 2]}}"});
}

TEST_CASE("documents one after the other are split") {
  CHECK(texts_of("{\"a\": 1}\n{\"b\": 2}{}\n") == Texts{"{\"a\": 1}", "{\"b\": 2}", "{}"});
  CHECK(texts_of("[{}]\n[1]") == Texts{"{}", "1"});
  CHECK(texts_of("{\"value\": [{}]}\n{\"value\": [[]]}") == Texts{"{}", "[]"});
}

TEST_CASE("the members that were asked for are told, of an element and of nothing inside it") {
  JsonSplitProblem problem;
  const Found found = split(
      "[{\"ID\": \"/a\\/b\", \"x\": {\"type\": \"no\"}, \"type\": \"T\"}, {\"name\": \"id\"}]", 3,
      problem);
  REQUIRE(found.members.size() == 2);
  CHECK(found.members[0] == Texts{"/a\\/b", "T"});
  CHECK(found.members[1] == Texts{"", ""});
}

TEST_CASE("an element knows its line and column, whatever ends the lines") {
  JsonSplitProblem problem;
  for (const std::size_t chunk : {1, 2, 100}) {
    const Found found = split("[\r\n{}, {},\r  \"ü\",  {},\n\n{}]", chunk, problem);
    REQUIRE(found.elements.size() == 5);
    const auto place = [&](std::size_t i) {
      return std::make_pair(found.elements[i].start.line, found.elements[i].start.column);
    };
    CHECK(place(0) == std::make_pair(2U, 1U));
    CHECK(place(1) == std::make_pair(2U, 5U));
    CHECK(place(2) == std::make_pair(3U, 3U));
    CHECK(place(3) == std::make_pair(3U, 9U));
    CHECK(place(4) == std::make_pair(5U, 1U));
    CHECK(found.elements[3].start.line_begin == found.elements[2].begin - 2);
  }
}

TEST_CASE("what cannot be split is said") {
  CHECK(problem_of("[{}") == "the text ends in the middle of the document");
  CHECK(problem_of("[{\"a\": \"b") == "a string is not closed");
  CHECK(problem_of("[{\"a\": [}]") == "a comma or a closing bracket is expected here");
  CHECK(problem_of("[{} {}]") == "a comma or a closing bracket is expected here");
  CHECK(problem_of("[,{}]") == "a value is expected here");
  CHECK(problem_of("]") == "a value is expected here");
  CHECK(problem_of(std::string(600, '[')) == "nested deeper than 512 levels");
}

TEST_CASE("comments are not for the splitter") {
  JsonSplitProblem problem;
  split("[{}, // no\n {}]", 4, problem);
  CHECK(problem.unsuitable);
}

TEST_CASE("elements of any content are split the same in chunks of any size") {
  constexpr const char* kPieces[] = {
      "\"id\"",
      ":",
      "\"type\"",
      ",",
      "{",
      "}",
      "[",
      "]",
      "\"",
      "\\",
      "\\\"",
      "\\\\",
      "\n",
      "  ",
      "\"a,b{\"",
      "\"x\\\"]\"",
      "12",
      "null",
      "\"id\":\"1\",",
      "\"long long long long long long long long long long long long text\"",
      "{\"a\":[1,{\"b\":\"}\"}]}"};
  unsigned seed = 7;
  const auto next = [&seed](unsigned below) {
    seed = seed * 1'664'525 + 1'013'904'223;
    return (seed >> 16) % below;
  };
  std::size_t elements = 0;
  for (int round = 0; round < 4'000; ++round) {
    std::string text = "[";
    const unsigned items = next(4);
    for (unsigned item = 0; item <= items; ++item) {
      text += item == 0 ? "{\"id\":\"" : ",{\"type\":\"";
      text += std::to_string(round) + "\",\"p\":{";
      const unsigned pieces = next(12);
      for (unsigned i = 0; i < pieces; ++i) text += kPieces[next(std::size(kPieces))];
      text += "}}";
    }
    text += ']';
    INFO(text);
    JsonSplitProblem problem;
    const Found whole = split(text, text.size(), problem);
    elements += whole.texts.size();
    for (const std::size_t chunk : {1, 40, 64, 77}) {
      JsonSplitProblem other;
      const Found parts = split(text, chunk, other);
      REQUIRE(parts.texts == whole.texts);
      REQUIRE(parts.members == whole.members);
      REQUIRE(other.message == problem.message);
      REQUIRE(other.offset == problem.offset);
      REQUIRE(other.line == problem.line);
      REQUIRE(other.unsuitable == problem.unsuitable);
    }
  }
  CHECK(elements > 2'000);
}
