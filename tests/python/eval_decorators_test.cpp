// What stands above a function may make anything of it.
#include <doctest/doctest.h>

#include "eval_world.h"

using djaz::python::test::Run;

TEST_CASE("a decorator of the project is called with the function") {
  Run run(
      "import functools\n"
      "def called(f): return f()\n"
      "@called\ndef A(): return [1]\n"
      "def one_more(f):\n"
      "    @functools.wraps(f)\n"
      "    def inner(*a, **k): return f(*a, **k) + 1\n"
      "    return inner\n"
      "@one_more\n@one_more\ndef f(x, y=0): return x + y\n"
      "B = f(1, y=2)\n"
      "class K:\n"
      "    @staticmethod\n    @one_more\n    def m(x): return x\n"
      "    @one_more\n    def n(self, x): return x\n"
      "C = K.m(3), K().n(4)\n");
  CHECK(run.show("A") == "[1]");
  CHECK(run.show("B") == "5");
  CHECK(run.show("C") == "(4, 5)");
}

TEST_CASE("what a decorator of a library gives need not be a function") {
  Run run("import library\n@library.register\ndef A(): return 1\nB = A()\n");
  CHECK(run.get("A")->is(djaz::Kind::unknown));
  CHECK(run.show("B") != "1");
}
