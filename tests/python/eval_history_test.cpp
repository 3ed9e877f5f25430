#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

namespace {

// "DEBUG=True" for a value that is not in force any more, "APPS+" for a change.
std::string past(Run& run) {
  std::string out;
  for (const auto& one : run.result().past) {
    if (!out.empty()) out += ' ';
    out += one.name;
    out += one.value == nullptr ? "+" : "=" + brief(*one.value);
  }
  return out;
}

}  // namespace

TEST_CASE("what a name was worth in another module is remembered") {
  Run run({{"s.py", "from base import *\nDEBUG = False\n"},
           {"base.py", "from more import *\nDEBUG = True\nKEPT = 1\n"},
           {"more.py", "DEBUG = None\n"}});
  CHECK(past(run) == "DEBUG=None DEBUG=True");
}

TEST_CASE("a value that holds on some path is not overridden by what holds on another") {
  Run run(
      "import os\nDEBUG = 1\nDEBUG = 2\nif os.environ.get('X'):\n    DEBUG = 3\nelse:\n"
      "    DEBUG = 4\n");
  CHECK(past(run) == "DEBUG=1");
}

TEST_CASE("places are remembered where lists and dicts are changed, in their parts too") {
  Run run(
      "APPS = ['a']\nAPPS.append('b')\nAPPS += ['c']\nDB = {'default': {'HOST': ''}}\n"
      "DB['default']['HOST'] = 'h'\nDB.update(OTHER={})\nSAME = [x for x in APPS]\n");
  CHECK(past(run) == "APPS+ APPS+ DB+ DB+");
}

TEST_CASE("reading a dict changes nothing, and a loop is one change") {
  Run run(
      "D = {'a': 1}\nX = D.get('a')\nL = []\nfor i in (1, 2, 3):\n    L.append(i)\n    Y = i\n");
  CHECK(past(run) == "L+");
}

TEST_CASE(
    "a list that was made while an exception passed by is not looked for where the module ends") {
  Run run(
      "import other\ntry:\n    A = other.made()\nfinally:\n    L = ['x']\n    L += ['t']\n"
      "    T = (['y'],)\n    T = 1\n");
  CHECK(run.show("L") == "['x', 't']");
  CHECK(run.show("T") == "1");
}

TEST_CASE("nor is it where it is one of several values") {
  Run run(
      "import os, other\ntry:\n    A = other.made()\nfinally:\n    L = os.environ.get('X') or "
      "['x']\n"
      "    L = 1\n");
  CHECK(run.show("L") == "1");
}
