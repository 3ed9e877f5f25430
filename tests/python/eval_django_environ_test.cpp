// What Env() of django-environ declares, and its directories.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

TEST_CASE(
    "a directory of django-environ is an object, and text when it is called or asked for it") {
  Run run(
      "import environ, os\nroot = environ.Path(__file__) - 1\nA = root('static')\n"
      "sub = root.path('a')\nB = str(sub.path('y', 'z'))\nC = f'{sub}/t', '%s/t' % sub, sub + 'u'\n"
      "D = os.path.join(sub, 'v'), os.path.join(str(sub), 'v')\nE = sub.root\n"
      "F = sub\nG = [str(sub), str(sub - 0), root('/srv')]\n");
  CHECK(run.show("A") == "'static'");
  CHECK(run.show("B") == "'a/y/z'");
  CHECK(run.show("C") == "('a/t', 'a/t', ?)");
  CHECK(run.show("D") == "('a/v', 'a/v')");
  CHECK(run.show("E") == "'a'");
  CHECK(run.show("F") == "?");
  CHECK(run.show("G") == "['a', 'a', '/srv']");
}

TEST_CASE("what a directory of django-environ cannot do stays unknown") {
  Run run(
      "import environ\nroot = environ.Path(__file__) - 1\nA = root - 'x'\nB = root - 500\n"
      "C = root * 2\nD = root.other\nE = str(root - 1)\nF = environ.Path()('x')\n");
  for (const char* name : {"A", "B", "C", "D", "E", "F"}) CHECK(run.get(name)->is(Kind::unknown));
}

TEST_CASE("code of a file below such a directory may set more, and what is written stands") {
  Run run(
      "import environ, os\nA = 1\nlocal = (environ.Path(__file__) - 1)('local_settings.py')\n"
      "if os.path.exists(local):\n    with open(local) as f:\n"
      "        code = compile(f.read(), local, 'exec')\n    exec(code, globals(), locals())\n");
  CHECK(run.show("A") == "1");
  REQUIRE(run.result().missing.size() == 1);
  CHECK(run.result().missing[0].module == "local_settings.py");
}

TEST_CASE("what a declaration gives for nothing is given to every way of reading") {
  Run run(
      "import environ\nenv = environ.Env(D=(bool, True), S=(str, ''), L=(list, ['a']), X=int)\n"
      "A = env.bool('D')\nB = env.str('S')\nC = env.list('L')\nD = env('S', default=5)\n"
      "E = env('D', cast=str)\nF = env.bool('D', default=False)\n");
  for (const char* name : {"D", "S", "L"}) run.state(name, Variable::State::absent);
  CHECK(run.show("A") == "True");
  CHECK(run.show("B") == "''");
  CHECK(run.show("C") == "['a']");
  CHECK(run.show("D") == "5");
  CHECK(run.show("E") == "True");
  CHECK(run.show("F") == "False");
}
