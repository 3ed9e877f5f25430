#include "report/errors.h"

#include <doctest/doctest.h>

using namespace djaz;

TEST_CASE("a mistake in a file is shown with its line, a caret and what to write instead") {
  Sources sources;
  Redactor redactor(sources);
  const FileId file = sources.add("djaz.toml", "selct = []\n").id();
  CHECK(errors_text({{"unknown key `selct`", {file, 0, 5}, "did you mean `select`?"}}, sources,
                    redactor, false) ==
        "error: unknown key `selct`\n"
        " --> djaz.toml:1:1\n"
        "  |\n"
        "1 | selct = []\n"
        "  | ^^^^^\n"
        "  |\n"
        "  = help: did you mean `select`?\n");
}

TEST_CASE("a mistake without a place is said all the same") {
  Sources sources;
  Redactor redactor(sources);
  CHECK(errors_text({{"there is no file `x\x1b`", {}, ""}}, sources, redactor, false) ==
        "error: there is no file `x\\x1b`\n");
}

TEST_CASE("of many mistakes the first twenty are shown") {
  Sources sources;
  Redactor redactor(sources);
  const std::string out =
      errors_text(std::vector<Error>(100, Error{"wrong", {}, ""}), sources, redactor, false);
  CHECK(out.find("and 80 more\n") != std::string::npos);
}
