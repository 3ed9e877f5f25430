#include <doctest/doctest.h>

#include "djaz/source.h"

using namespace djaz;

TEST_CASE("lines end at LF, CRLF and a lone CR") {
  Sources sources;
  const SourceFile& file = sources.add("a", "one\ntwo\r\nthree\rfour");
  CHECK(file.line_count() == 4);
  CHECK(file.position(4) == Position{2, 1});
  CHECK(file.position(9) == Position{3, 1});
  CHECK(file.position(15) == Position{4, 1});
  CHECK(file.text_of(file.line_span(2)) == "two");
  CHECK(file.text_of(file.line_span(3)) == "three");
}

TEST_CASE("columns count code points and offsets past the end are the end") {
  Sources sources;
  const SourceFile& file = sources.add("a", "é😀x");
  CHECK(file.position(2) == Position{1, 2});
  CHECK(file.position(6) == Position{1, 3});
  CHECK(file.position(99) == Position{1, 4});
}

TEST_CASE("an empty file has one empty line") {
  Sources sources;
  const SourceFile& file = sources.add("a", "");
  CHECK(file.line_count() == 1);
  CHECK(file.line_span(1).empty());
}
