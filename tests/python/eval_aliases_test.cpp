#include <doctest/doctest.h>

#include "eval_world.h"

using djaz::python::test::Run;

TEST_CASE("a list that grows while it is walked through is not followed") {
  Run run("A = [3]\nfor x in A:\n    if x > 0: A.append(x - 1)\nB = [1, 2]\nfor y in B: C = y\n");
  CHECK(run.get("A")->open);
  CHECK(run.show("B") == "[1, 2]");
  CHECK(run.show("C") == "2");
}

TEST_CASE("a comprehension does not see the names of the class around it") {
  Run run("X = 'module'\nclass C:\n    X = ['class']\n    Y = [X for _ in X]\nA = C.Y\n");
  CHECK(run.show("A") == "['module']");
}

TEST_CASE("a return in finally takes the place of another") {
  Run run(
      "def f():\n    try:\n        raise ValueError\n    except ValueError:\n        return 1\n"
      "    finally:\n        return 2\nA = f()\n");
  CHECK(run.show("A") == "2");
}

TEST_CASE("a list that is reached through a subclass may change") {
  Run run("class B:\n    L = []\nclass C(B):\n    pass\nC.L.append(1)\nA = B.L\n");
  CHECK(run.show("A") == "[1]");
}

TEST_CASE("a name that is deleted from globals() is gone") {
  Run run("A = 1\nB = 2\ndel globals()['A']\n");
  CHECK(run.show("A") == "absent");
  CHECK(run.show("B") == "2");
}

TEST_CASE("what a star import may have set in a package hides none of its modules") {
  Run run({{"s.py", "from p.base import *\nfrom p import base as own\nA = own.X\n"},
           {"base.py", ""},
           {"p/__init__.py", "from .base import *\n"},
           {"p/base.py", "import base\nX = [1]\n__all__ = [n for n in dir() if n.isupper()]\n"}});
  CHECK_FALSE(run.result().raises);
}

TEST_CASE("a key that one path adds to a dict which may hold more need not be there on the other") {
  Run run(
      "import os, other\nD = {k: 1 for k in os.environ if k.startswith('X_')}\nif other.flag:\n"
      "    D['k'] = 1\nA = 'k' in D\nB = D.get('k', 2)\n");
  CHECK(run.reason("A") != "known");
  const djaz::Entry* key = find_entry(*run.get("D"), "k");
  REQUIRE(key != nullptr);
  CHECK(run.show(key->value).find("absent") != std::string::npos);
}

TEST_CASE("what is got out of a collection in a way that is not known may be changed next") {
  for (const char* way :
       {"M = [L][other.x]\n", "M = {'k': L}[other.x]\n", "M = random.choice([L])\n",
        "M = sorted([L], key=other.x)[0]\n", "match other.x, L:\n    case [1, M]:\n        pass\n",
        "M = {'k': L}.get(other.x)\n", "def one():\n    yield L\nfor M in one():\n    pass\n"}) {
    CAPTURE(way);
    Run run("import other, random\nL = ['a']\nKEPT = ['b']\n" + std::string(way) +
            "M.append('c')\n");
    CHECK(run.reason("L") != "known");
    CHECK(run.show("KEPT") == "['b']");
  }
}
