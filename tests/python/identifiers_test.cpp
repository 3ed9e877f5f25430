#include "python/identifiers.h"

#include <doctest/doctest.h>

using djaz::python::normalized_identifier;

TEST_CASE("compatibility letters become plain ones") {
  CHECK(normalized_identifier("\xf0\x9d\x90\x80LLOWED_HOSTS") == "ALLOWED_HOSTS");
  CHECK(normalized_identifier("\xef\xbc\xa4\xef\xbc\xa5\xef\xbc\xa2\xef\xbc\xb5\xef\xbc\xa7") ==
        "DEBUG");
  CHECK(normalized_identifier("\xef\xac\x81le") == "file");
}

TEST_CASE("a letter of another script stays what it is") {
  CHECK(normalized_identifier("\xd0\x90LLOWED_HOSTS") == "\xd0\x90LLOWED_HOSTS");
}

TEST_CASE("marks are ordered and composed") {
  CHECK(normalized_identifier("e\xcc\x81") == "\xc3\xa9");
  CHECK(normalized_identifier("\xe1\xba\x9b\xcc\xa3") == "\xe1\xb9\xa9");
  CHECK(normalized_identifier("q\xcc\x87\xcc\xa3") == "q\xcc\xa3\xcc\x87");
}

TEST_CASE("Hangul syllables are composed") {
  CHECK(normalized_identifier("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8") == "\xea\xb0\x81");
  CHECK(normalized_identifier("\xea\xb0\x81") == "\xea\xb0\x81");
}
