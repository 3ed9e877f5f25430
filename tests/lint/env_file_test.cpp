#include "lint/env_file.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

Result<Variables> parse(std::string text) {
  Sources sources;
  return parse_env_file(sources.add("production.env", std::move(text)));
}

}  // namespace

TEST_CASE("a dotenv file gives names and values") {
  const Result<Variables> found = parse(
      "# production\n"
      "A=1\n"
      "export B = two words # a comment\n"
      "C='single # kept'\n"
      "D=\"line\\nfeed\" # gone\n"
      "E=\n"
      "F=a#b\n"
      "\n");
  REQUIRE(found.ok());
  CHECK(found.value() == Variables{{"A", "1"},
                                   {"B", "two words"},
                                   {"C", "single # kept"},
                                   {"D", "line\nfeed"},
                                   {"E", ""},
                                   {"F", "a#b"}});
}

TEST_CASE("a line that is no assignment is an error with its place") {
  for (const char* text : {"A\n", "=1\n", "1A=2\n", "A='open\n", "A=\"x\" y\n", "A=${B}\n"}) {
    CAPTURE(text);
    const Result<Variables> found = parse(text);
    REQUIRE_FALSE(found.ok());
    CHECK(found.errors()[0].span.valid());
  }
}

TEST_CASE("what the Azure command line prints is read as well") {
  const Variables expected = {{"A", "1"}, {"B", ""}};
  const Result<Variables> list =
      parse(R"([{"name": "A", "slotSetting": false, "value": "1"}, {"name": "B", "value": ""}])");
  REQUIRE(list.ok());
  CHECK(list.value() == expected);
  CHECK(parse(R"({"A": "1", "B": ""})").value() == expected);
  CHECK(parse(R"({"id": "x", "properties": {"A": "1", "B": ""}})").value() == expected);
}

TEST_CASE("other JSON is refused") {
  for (const char* text : {"[1]", "[{\"name\": \"A\"}]", "{\"A\": 1}", "[{", "{\"A\": null}"}) {
    CAPTURE(text);
    CHECK_FALSE(parse(text).ok());
  }
}

TEST_CASE("an argument is NAME=VALUE, and a mistake does not repeat it") {
  CHECK(parse_env_argument("A=b=c").value() == Variables::value_type{"A", "b=c"});
  CHECK(parse_env_argument("A=").ok());
  const auto wrong = parse_env_argument("hunter2-is-my-password");
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.errors()[0].message.find("hunter2") == std::string::npos);
}
