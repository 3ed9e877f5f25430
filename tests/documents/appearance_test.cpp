#include "documents/appearance.h"

#include <doctest/doctest.h>

#include "documents/loader.h"
#include "documents/settings/settings.h"

using namespace djaz;

namespace {

std::vector<Problem> problems_of(const std::string& text) {
  const auto files = in_memory({{"settings.py", text}});
  Sources sources;
  Loader loader(*files, sources);
  return loader.choose("settings.py", kSettings)->problems;
}

}  // namespace

TEST_CASE("direction marks and invisible characters are pointed at") {
  const std::vector<Problem> marks = problems_of("A = 1  # \xe2\x80\xae trick\n");
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].about == Problem::About::appearance);
  CHECK_FALSE(marks[0].fatal);
  CHECK(marks[0].span.begin == 9);
  CHECK(problems_of("A = '\xe2\x80\x8b'\n").size() == 1);
}

TEST_CASE("a mark behind a letter of its own direction is no trick, one that embeds is") {
  // As Django's translators write the names of their languages.
  CHECK(problems_of("A = 'العربية\xe2\x80\x8f'\n").empty());
  CHECK(problems_of("A = 'עברית\xe2\x80\x8f'\n").empty());
  CHECK(problems_of("A = 'a\xe2\x80\x8f'\n").size() == 1);
  CHECK(problems_of("A = 'עברית\xe2\x80\xae'\n").size() == 1);
}

TEST_CASE("letters of other languages and dashes are no trick") {
  CHECK(problems_of("A = 'naïve – 日本語 …'  # عربي\n").empty());
}

TEST_CASE("a carriage return that ends a line by itself is said, one in CRLF is not") {
  CHECK(problems_of("# x\rDEBUG = True\n").size() == 1);
  CHECK(problems_of("A = 1\r\nB = 2\r\n").empty());
}
