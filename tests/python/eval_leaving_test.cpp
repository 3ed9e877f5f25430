// What code that may be skipped, left or run again may have done: nothing of it is forgotten.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

namespace {

Run in_environment(const std::string& text) {
  Run run("import os, random\nfrom os import environ\n" + text);
  run.world.otherwise = Variable::State::absent;
  return run;
}

}  // namespace

TEST_CASE("a variable that is written while a path leaves may have been written") {
  const std::string tail = "A = 'X' in os.environ\nB = os.environ.get('Y', 'none')\n";
  for (const std::string write :
       {"os.environ['X'] = '1'", "environ['X'] = '1'", "os.environ.setdefault('X', '1')",
        "os.environ.update(X='1')", "os.environ.update({'X': '1'})"}) {
    CAPTURE(write);
    Run run = in_environment("try:\n    try:\n        raise KeyError('x')\n    finally:\n        " +
                             write + "\nexcept KeyError:\n    pass\n" + tail);
    CHECK(run.show("A") != "False");
    CHECK(run.show("B") == "'none'");
  }
  Run any = in_environment(
      "try:\n    try:\n        raise KeyError\n    finally:\n        os.environ |= {'X': '1'}\n"
      "except KeyError:\n    pass\n" +
      tail);
  CHECK(any.show("A") != "False");
  Run read = in_environment(
      "try:\n    try:\n        raise KeyError\n    finally:\n        os.environ.get('X'), "
      "os.environ['Z'], dict(os.environ), 'X' in environ\nexcept KeyError:\n    pass\n" +
      tail);
  CHECK(read.show("A") == "False");
}

TEST_CASE("a loop that is not followed and a function that is not may write variables") {
  for (const std::string text :
       {"while random.random() < 0.5:\n    os.environ['X'] = 'a'\n",
        "def deco(f): return random.choice([f])\n@deco\ndef f(): os.environ['X'] = 'a'\nf()\n",
        "env = os.environ\nwhile random.random() < 0.5:\n    env['X'] = 'a'\n",
        "def f(): os.environ['X'] = 'a'\nwhile random.random() < 0.5: f()\n",
        "import library\nlibrary.setup(os.environ)\n", "os.environ |= {'X': 'a'}\n",
        "os.environ.__setitem__('X', 'a')\n"}) {
    CAPTURE(text);
    Run run = in_environment(text + "A = os.environ.get('X', 'none')\n");
    CHECK(run.show("A") != "'none'");
  }
  CHECK(in_environment("os.environ |= {'X': 'a'}\nA = os.environ['X']\n").show("A") == "'a'");
}

TEST_CASE("a collection that a loop changes is not taken from a snapshot") {
  for (const std::string walk : {"enumerate(L)", "zip(L, 'abcdef')", "reversed(L)", "map(str, L)",
                                 "(x for x in L)", "filter(None, L)", "iter(L)"}) {
    CAPTURE(walk);
    Run run("L = [1, 2]\nN = 0\nfor one in " + walk + ":\n    N += 1\n    if N < 3: L.append(3)\n");
    CHECK(run.reason("N") != "known");
  }
  CHECK(Run("L = [1, 2]\nfor one in L[:]:\n    L.append(one)\n").show("L") == "[1, 2, 1, 2]");
  CHECK(Run("L = [1, 2]\nfor one in list(L):\n    L.remove(one)\n").show("L") == "[]");
  CHECK(Run("L = [1]\nM = [L.append(2) for one in L if len(L) < 4]\n").reason("M") != "known");
}

TEST_CASE("a dict's values may be written while it is gone through, later ones are seen") {
  CHECK(Run("D = {'a': ' x'}\nfor k, v in D.items():\n    D[k] = v.strip()\n").show("D") ==
        "{'a': 'x'}");
  Run later("D = {'a': 1, 'b': 2}\nS = []\nfor k, v in D.items():\n    D['b'] = 5\n    S += [v]\n");
  CHECK(later.get("S")->open);
}

TEST_CASE("a function that remembers its answers is asked once for each text") {
  const std::string head =
      "import functools, os\n@functools.lru_cache(maxsize=None)\n"
      "def f(k): return os.environ.get(k, 'none')\n";
  CHECK(in_environment(head + "A = f('X')\n").show("A") == "'none'");
  CHECK(in_environment(head + "f('Y')\nos.environ['X'] = 'a'\nA = f('X')\n").show("A") == "'a'");
  CHECK(in_environment(head + "f('X')\nos.environ['X'] = 'a'\nA = f('X')\n").show("A") != "'a'");
  CHECK(in_environment(head + "f(*['X'])\nos.environ['X'] = 'a'\nA = f('X')\n").show("A") != "'a'");
}

TEST_CASE("what an object of the project does around a `with` block may rewrite names") {
  Run run(
      "class Own:\n    def __enter__(self):\n        global A\n        A = 1\n"
      "    def __exit__(self, *a):\n        global B\n        B = 1\n"
      "A = B = C = 0\nwith Own():\n    B = 2\n    C = 3\nD = 4\n");
  CHECK(run.reason("A") != "known");
  CHECK(run.reason("B") != "known");
  CHECK(run.show("D") == "4");
}
