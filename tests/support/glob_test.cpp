#include "support/glob.h"

#include <doctest/doctest.h>

#include <string>

using djaz::glob_match;

TEST_CASE("a star stays within a segment and two stars cross segments") {
  CHECK(glob_match("*.py", "a.py"));
  CHECK_FALSE(glob_match("*.py", "a/b.py"));
  CHECK(glob_match("**/*.py", "a/b/c.py"));
  CHECK(glob_match("**/*.py", "c.py"));
  CHECK(glob_match("config/**", "config/a/b"));
  CHECK(glob_match("a?c", "abc"));
  CHECK_FALSE(glob_match("a?c", "a/c"));
}

TEST_CASE("a hostile pattern costs no more than pattern times path") {
  const std::string pattern(2000, '*');
  CHECK_FALSE(glob_match("*a*a*a*a*a*a*a*a*b", std::string(20000, 'a')));
  CHECK(glob_match(pattern, std::string(2000, 'a')));
}

TEST_CASE("what stands before the first wildcard must be there") {
  CHECK(glob_match("SECURE_*", "SECURE_"));
  CHECK_FALSE(glob_match("SECURE_*", "SECURE"));
  CHECK_FALSE(glob_match("SECURE", "SECURE_"));
  CHECK(glob_match("", ""));
  CHECK(glob_match("a/**/b", "a/b"));
  CHECK_FALSE(glob_match("a/**/b", "ab"));
}
