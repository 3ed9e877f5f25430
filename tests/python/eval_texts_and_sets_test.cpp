#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

TEST_CASE("a power beyond 64 bits is not known, and never 0") {
  for (const char* power : {"32 ** 15", "10 ** 30", "2 ** 64", "3 ** 41", "(2 ** 5) ** 13"}) {
    const std::string shown = power;
    CAPTURE(shown);
    Run run("X = " + shown + "\nY = 'on' if X else 'off'\n");
    CHECK(run.reason("X") == "budget");
    CHECK(run.show("Y") == "'on'");
  }
  CHECK(Run("X = 2 ** 62\n").show("X") == "4611686018427387904");
}

TEST_CASE("what gettext_noop is given is what it gives") {
  Run run(
      "from django.utils.translation import gettext_noop, gettext_lazy\nA = gettext_noop('de')\n"
      "B = gettext_lazy('de')\n");
  CHECK(run.show("A") == "'de'");
  const Node* late = run.get("B");
  REQUIRE(late != nullptr);
  CHECK(late->is(Kind::unknown));
  CHECK(late->has(Trait::lazy));
  CHECK(late->text == "de");
}

TEST_CASE("a set of different paths holds no more than it shows") {
  Run run(
      "import os\nfrom pathlib import Path\nBASE = Path(__file__).resolve().parent\n"
      "A = {BASE / 'a', BASE / 'b'}\nB = {('x', BASE / 'a'), BASE / 'a', 'a'}\n"
      "C = {BASE / 'a', os.path.join(BASE, 'a'), '/srv/a'}\n");
  CHECK_FALSE(run.get("A")->open);
  CHECK_FALSE(run.get("B")->open);
  // A text may be the same as another that depends on where the project lies.
  CHECK(run.get("C")->open);
}
