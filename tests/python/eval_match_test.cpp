// match statements, suppress(), and what is known of the command line.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

TEST_CASE("a plain pattern compares, a name takes anything") {
  const std::string cases =
      "    case 'prod' | 'production': A = 1\n    case None: A = 2\n    case True: A = 3\n"
      "    case 5: A = 4\n    case other: A = other\n";
  CHECK(Run("match 'production':\n" + cases).show("A") == "1");
  CHECK(Run("match None:\n" + cases).show("A") == "2");
  CHECK(Run("match True:\n" + cases).show("A") == "3");
  CHECK(Run("match 1:\n" + cases).show("A") == "1");
  CHECK(Run("match 5.0:\n" + cases).show("A") == "4");
  CHECK(Run("match 'x':\n" + cases).show("A") == "'x'");
  Run none("A = 0\nmatch 'x':\n    case 'y': A = 1\n");
  CHECK(none.show("A") == "0");
}

TEST_CASE("guards, sequences, classes and signs are not compared") {
  for (const std::string pattern : {"'x' if B", "['x']", "str()", "'x', 'y'", "{'k': 1}", "-1"}) {
    CAPTURE(pattern);
    Run run("import os\nB = os.environ.get('B')\nA = 0\nmatch 'x':\n    case " + pattern +
            ": A = 1\n");
    CHECK(run.reason("A") != "known");
  }
}

TEST_CASE("suppress() catches what it names and nothing else") {
  const std::string start = "import contextlib\n";
  CHECK(Run(start + "A = 0\nwith contextlib.suppress(KeyError, ValueError):\n    A = 1\n"
                    "    A = int('x')\n    A = 2\n")
            .show("A") == "1");
  Run other(start +
            "try:\n    with contextlib.suppress(KeyError):\n        A = int('x')\n    A = 2\n"
            "except ValueError:\n    A = 3\n");
  CHECK(other.show("A") == "3");
}

TEST_CASE("a server is not started with a word of manage.py") {
  Run run(
      "import sys\nA = 'test' in sys.argv[1:]\nB = len(sys.argv) > 1 and sys.argv[1] == 'test'\n"
      "C = sys.argv[0].endswith('x')\nD = 'pytest' in sys.modules\n");
  CHECK(run.show("A") == "False");
  CHECK(run.show("B") == "False");
  CHECK(run.reason("C") != "known");
  CHECK(run.show("D") == "False");
}

TEST_CASE("items are ordered by a key, and the first of equals stays first") {
  CHECK(Run("A = sorted(['b', 'A', 'a'], key=str.lower)\n").reason("A") == "known");
  CHECK(Run("A = sorted([3, 1, 2], key=lambda x: -x)\n").show("A") == "[3, 2, 1]");
  CHECK(Run("A = max(['a', 'bbb', 'ccc'], key=len), max([], default=0)\n").show("A") ==
        "('bbb', 0)");
  CHECK(Run("A = round(2.5), divmod(-7, 3), hex(255), chr(233), next(iter(()), 1)\n").get("A") !=
        nullptr);
}
