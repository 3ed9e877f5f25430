#include "support/text.h"

#include <doctest/doctest.h>

using namespace djaz;

TEST_CASE("edit distance counts single changes and gives up past its limit") {
  CHECK(edit_distance("severity", "severity") == 0);
  CHECK(edit_distance("severty", "severity") == 1);
  CHECK(edit_distance("abc", "xyz", 2) == 3);
  CHECK(edit_distance("a", "abcdefgh", 3) == 4);
}

TEST_CASE("the nearest word is offered only when it is near") {
  CHECK(nearest("severty", {"severity", "summary"}) == "severity");
  CHECK(nearest("zebra", {"severity", "summary"}).empty());
}

TEST_CASE("quoting is Python's") {
  CHECK(quoted("a") == "'a'");
  CHECK(quoted("it's") == "\"it's\"");
  CHECK(quoted("a\n'\"") == "'a\\n\\'\"'");
}

TEST_CASE("integers are read whole or not at all") {
  CHECK(parse_integer("42") == 42);
  CHECK(parse_integer("-7") == -7);
  CHECK_FALSE(parse_integer("4x").has_value());
  CHECK_FALSE(parse_integer("").has_value());
  CHECK_FALSE(parse_integer("99999999999999999999").has_value());
}

TEST_CASE("UTF-8 is checked as the standard says") {
  CHECK(is_valid_utf8("héllo 😀"));
  CHECK_FALSE(is_valid_utf8("\xc0\x80"));
  CHECK_FALSE(is_valid_utf8("\xed\xa0\x80"));
  CHECK_FALSE(is_valid_utf8("\xe2\x82"));
  CHECK(count_code_points("a\xffz") == 3);
}

TEST_CASE("what steers a terminal or hides text becomes visible") {
  CHECK(visible("\x1b[31m") == "\\x1b[31m");
  CHECK(visible("a\xe2\x80\xae"
                "b") == "a\\u202eb");
  CHECK(visible("a\xe2\x80\x8b"
                "b") == "a\\u200bb");
  CHECK(visible("a\xff") == "a\\xff");
  CHECK(visible("a\tb\nc") == "a b\\nc");
  CHECK(visible("\xc2\x9b"
                "0m") == "\\x9b0m");
  CHECK(visible("naïve 😀") == "naïve 😀");
}

TEST_CASE("code points survive encoding and decoding") {
  for (const char32_t c : {U'a', U'é', U'€', U'😀'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t offset = 0;
    CHECK(decode_utf8(text, offset) == c);
    CHECK(offset == text.size());
  }
}

TEST_CASE("splitting keeps empty parts") {
  CHECK(split("a,,b", ',').size() == 3);
  CHECK(split("", ',').size() == 1);
}

TEST_CASE("a hexadecimal digit has its value in either case, anything else has none") {
  CHECK(hex_digit('0') == 0);
  CHECK(hex_digit('9') == 9);
  CHECK(hex_digit('a') == 10);
  CHECK(hex_digit('F') == 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xff'}) CHECK(hex_digit(c) == -1);
}
