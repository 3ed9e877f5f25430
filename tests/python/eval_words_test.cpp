// What the conditions of candidates say to people.
#include <doctest/doctest.h>

#include "eval_world.h"

using djaz::python::test::Run;

namespace {

// The words under which X is 1.
std::string words_of(const std::string& test) {
  Run run("import os, sys\nif " + test + ":\n  X = 1\n");
  const std::string shown = run.show("X");
  const std::size_t when = shown.find("1 when ");
  if (when != 0) return shown;
  return shown.substr(7, shown.find(" | ") - 7);
}

TEST_CASE("a test is told by what people can set") {
  const std::pair<const char*, const char*> cases[] = {
      {"'A' in os.environ or 'A_VARIABLE_OF_A_LONG_NAME' in os.environ",
       "(`A` is set or `A_VARIABLE_OF_A_LONG_NAME` is set)"},
      {"any([os.environ.get('A') == 'a', os.environ.get('B') == 'b'])",
       "(`A` is 'a' or `B` is 'b')"},
      {"not any((os.environ.get('A') == 'a', os.environ.get('B') == 'b'))",
       "`A` is not 'a' and `B` is not 'b'"},
      {"os.environ.get('A') in ('django.core.mail.backends.smtp.EmailBackend', None)",
       "`A` is unset or is 'django.core.mail.backends.smtp.EmailBackend' or None"},
      {"len(os.environ['A']) > 0", "`A` is not empty"},
      {"len(os.environ['A']) > 8", "`A` is set and the length of `A` is greater than 8"},
      {"os.environ['A'].split(',')[1] == 'b'", "`A` is set and `A[1]` is 'b'"},
  };
  for (const auto& [test, words] : cases) {
    CAPTURE(test);
    CHECK(words_of(test) == words);
  }
}

TEST_CASE("a text that may be a secret is not told") {
  for (const char* text : {"correct-horse-battery-staple-9", "k3yk3yk3yk3yk3yk3y"})
    CHECK(words_of("os.environ.get('A') == '" + std::string(text) + "'") ==
          "`A` has the tested value");
}

}  // namespace
