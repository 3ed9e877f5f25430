#include "syntax/json_strict.h"

#include <doctest/doctest.h>

#include <string>

#include "syntax/json.h"
#include "tree/dump.h"

using namespace djaz;

namespace {

// What both readers make of the text; empty where the strict one leaves it to the other.
std::string both(const std::string& text) {
  Sources sources;
  const SourceFile& file = sources.add("x.json", text);
  Arena arena;
  const Node* strict = parse_strict_json(file, arena);
  if (is_strict_json(text)) REQUIRE(strict != nullptr);
  const JsonResult full = parse_json(file, 0, arena);
  if (strict == nullptr) return "";
  REQUIRE(full.root != nullptr);
  CHECK(full.problems.empty());
  const std::string shown = dump(*strict, sources);
  CHECK(shown == dump(*full.root, sources));
  return shown;
}

}  // namespace

TEST_CASE("the strict reader makes the tree that the other makes") {
  for (const char* text :
       {"{}", "[]", " [ 1 , -2, 0, 1.5e3, -0.25, 1E-2, true, false, null ] ",
        "{\"a\": {\"b\": [{}, [], {\"c\": \"\"}]}, \"d\": \"é\\u00e9\\n\\\\\\\"\\/\"}", "\"text\"",
        "7", "[[[[1]]], [2]]", "9223372036854775807", "{\"\": 1}"})
    CHECK_MESSAGE(both(text) != "", text);
}

TEST_CASE("what programs write is known to be strict without building it") {
  for (const char* text :
       {"{}", " [ 1 , -2, 0, 1.5e3, -0.25, 1E-2, true, false, null ] ", "\"text \\u00e9\"",
        "{\"a\": {\"b\": [{}, [], {\"c\": \"\"}]}, \"d\": \"é\\\\\\\"\"}", "[[[[1]]], [2]]",
        "[9223372036854775807, -9223372036854775808, 123456789012345678901234567890.5]"})
    CHECK_MESSAGE(is_strict_json(text), text);
}

TEST_CASE("what needs a word is left to the other reader") {
  for (const char* text : {"",
                           "[1,]",
                           "[1 2]",
                           "{\"a\" 1}",
                           "{\"a\": 1, \"a\": 2}",
                           "[01]",
                           "[1.]",
                           "[.5]",
                           "[+1]",
                           "[1e999]",
                           "9223372036854775808",
                           "[\"\\ud800\"]",
                           "[\"\\x\"]",
                           "[\"\n\"]",
                           "[\"",
                           "{",
                           "[1]]",
                           "nul",
                           "[\"\xff\"]",
                           "// c\n[1]",
                           "{1: 2}",
                           "[\"\\u0000\"]"})
    CHECK_MESSAGE(both(text) == "", text);
  CHECK(both(std::string(513, '[') + std::string(513, ']')) == "");
  CHECK(both(std::string(512, '[') + std::string(512, ']')) != "");
}

TEST_CASE("a key that is there twice is noticed among many") {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i) + "\": 1, ";
  CHECK(both(text + "\"k100\": 1}") != "");
  CHECK(both(text + "\"k50\": 1}") == "");
}

TEST_CASE("damage of any kind is seen alike by both readers") {
  const std::string sound =
      "[{\"id\": \"/a/b\", \"n\": [1, -2.5e3, true, null, {}], \"t\": \"\\u00e9 \\\"q\\\"\"}, "
      "[\"\xC3\xBC\", {\"k\": {\"k\": []}}]]";
  CHECK(both(sound) != "");
  const std::string put = "\"\\{}[],:0-.eE \t\ntu\x01\x80\xC3/*";
  std::size_t taken = 0;
  for (std::size_t at = 0; at < sound.size(); ++at) {
    taken += both(sound.substr(0, at)) != "";
    taken += both(sound.substr(0, at) + sound.substr(at + 1)) != "";
    for (const char c : put) {
      std::string damaged = sound;
      damaged[at] = c;
      taken += both(damaged) != "";
      taken += both(sound.substr(0, at) + c + sound.substr(at)) != "";
    }
  }
  // A part of it is no damage to JSON.
  CHECK(taken > 500);
}
