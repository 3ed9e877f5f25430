#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

TEST_CASE("code that is handed the module's name may set all its names") {
  Run run({{"s.py",
            "from other import Settings\nDEBUG = False\n"
            "class Own(Settings):\n    X = 1\nOwn.load_settings(__name__)\n"},
           {"other.py", "from lib import Settings\n"}});
  CHECK(run.result().names->open);
  CHECK(run.reason("DEBUG") == "dynamic");
}

TEST_CASE("a logger is only named by the module's name") {
  Run run(
      "import logging, structlog\nfrom logging import getLogger\nlog = "
      "logging.getLogger(__name__)\n"
      "other = structlog.get_logger(__name__)\nthird = getLogger(name=__name__)\nDEBUG = False\n");
  CHECK_FALSE(run.result().names->open);
  CHECK(run.show("DEBUG") == "False");
}

TEST_CASE("code that is handed the module or its names may set all of them") {
  for (const char* call :
       {"setup(sys.modules[__name__])", "setup(globals())", "setup(names=globals())",
        "setup(sys.modules[__name__].__dict__)", "setup(vars())"}) {
    const std::string shown = call;
    CAPTURE(shown);
    Run run(std::string("import sys\nfrom lib import setup\nDEBUG = False\n") + call + "\n");
    CHECK(run.result().names->open);
    CHECK(run.reason("DEBUG") == "dynamic");
  }
}

TEST_CASE("setattr on the module itself sets a name") {
  Run run(
      "import sys\nDEBUG = True\nsetattr(sys.modules[__name__], 'DEBUG', False)\n"
      "module = sys.modules[__name__]\nsetattr(module, 'HOSTS', ['a'])\nmodule.X = 1\n"
      "for name in ('P', 'Q'):\n    setattr(module, name + '_URL', name)\n");
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.show("HOSTS") == "['a']");
  CHECK(run.show("X") == "1");
  CHECK(run.show("Q_URL") == "'Q'");
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE("setattr with a name that is not known opens the module") {
  Run run(
      "import os, sys\nDEBUG = True\nsetattr(sys.modules[__name__], os.environ['NAME'], False)\n");
  CHECK(run.result().names->open);
  CHECK(run.reason("DEBUG") == "dynamic");
}

TEST_CASE("globals() of another module's function is that module's") {
  Run run({{"s.py",
            "import helper\nDEBUG = False\nhelper.names()['X'] = 1\nhelper.put('Y', 2)\n"
            "A = helper.X\nB = helper.Y\n"},
           {"helper.py",
            "def names():\n    return globals()\n"
            "def put(k, v):\n    globals().update({k: v})\n"}});
  CHECK(run.show("X") == "absent");
  CHECK(run.show("Y") == "absent");
  CHECK(run.show("A") == "1");
  CHECK(run.show("B") == "2");
}

TEST_CASE("a loop or a function that is not followed and writes globals() opens the module") {
  for (const char* code : {"for k in os.listdir('.'):\n    globals()[k] = 1\n",
                           "@decorated\ndef f():\n    globals()['DEBUG'] = True\nf()\n",
                           "class C(Base):\n    def m(self):\n        globals()['DEBUG'] = True\n"
                           "C.m(1)\n"}) {
    const std::string shown = code;
    CAPTURE(shown);
    Run run(std::string("import os\nfrom lib import Base, decorated\nDEBUG = False\n") + code);
    CHECK(run.result().names->open);
    CHECK(run.reason("DEBUG") == "dynamic");
  }
}

TEST_CASE("what is made of a file's content comes from the file") {
  Run run(
      "with open('key') as f:\n    KEY = f.read().strip()\n"
      "from pathlib import Path\nP = Path('key').read_text().strip()\n");
  CHECK(run.reason("KEY") == "file-content");
  CHECK(run.reason("P") == "file-content");
}

TEST_CASE("methods of globals() that are not modelled open the module") {
  for (const char* code : {"globals().setdefault(load(), 1)\n", "globals().pop('DEBUG')\n",
                           "globals().update(**load())\n", "globals().update(load())\n"}) {
    const std::string shown = code;
    CAPTURE(shown);
    Run run("from lib import load\nDEBUG = False\n" + shown);
    CHECK(run.result().names->open);
    CHECK(run.reason("DEBUG") == "dynamic");
  }
}

TEST_CASE("globals() is asked for names and gets those that are not there") {
  Run run(
      "import os\nA = 'X' in globals(), 'A' not in globals()\nDEBUG = False\n"
      "globals().setdefault('DEBUG', 1)\nB = globals().setdefault('NEW', 2)\n"
      "if os.environ.get('E') == 'x':\n    SOME = 3\nglobals().setdefault('SOME', 4)\n");
  CHECK(run.show("A") == "(False, True)");
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.show("NEW") == "2");
  CHECK(run.show("B") == "2");
  CHECK(run.show("SOME").find("3 when") != std::string::npos);
  CHECK(run.show("SOME").find("4 when") != std::string::npos);
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE("a loop that cannot be followed may name a logger") {
  Run run(
      "import logging, os\nDEBUG = False\nfor ip in os.listdir('.'):\n"
      "    logging.getLogger(__name__).error(ip)\n");
  CHECK(run.show("DEBUG") == "False");
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE("a name that is given in an expression stands for both sides of a condition") {
  Run run(
      "import os\nif (a := 1 if 'A' in os.environ else 2) is not None:\n    B = a\n"
      "C = (d := 3) if 'A' in os.environ else 4\n");
  run.state("A", python::Variable::State::absent);
  CHECK(run.show("B") == "2");
  CHECK(run.show("C") == "4");
  CHECK(run.show("d") == "absent");
}

TEST_CASE("dir() lists what begins with two underscores where it stands in the order") {
  Run run("class A:\n    B = 1\nfor name in dir(A):\n    pass\n");
  CHECK(run.show("name") == "'__weakref__'");
}

TEST_CASE("where nothing else sets a name, dynamic code may have, or may not") {
  Run run({{"q/__init__.py", ""},
           {"q/prod.py", "A = 1\n"},
           {"q/s.py",
            "import os\nfrom importlib import import_module\n"
            "m = import_module('q.' + os.environ.get('N', 'prod'))\n"
            "globals().update({k: getattr(m, k) for k in dir(m) if k.isupper()})\n"}});
  run.name = "q.s";
  REQUIRE(run.get("A") != nullptr);
  CHECK(run.get("A")->is(Kind::unknown));
  int absent = 0;
  int perhaps = 0;
  for (const Candidate& each : run.get("A")->unknown->candidates) {
    absent += each.value == nullptr ? 1 : 0;
    perhaps += each.value != nullptr && each.value->is(Kind::unknown) ? 1 : 0;
  }
  CHECK(absent == 1);
  CHECK(perhaps == 1);
}

TEST_CASE("a loop over what is not known may write names in every way that there is") {
  for (const char* way : {"setattr(sys.modules[__name__], 'A', 1)", "sys.modules[__name__].A = 1",
                          "locals()['A'] = 1", "vars()['A'] = 1", "globals()['A'] = 1",
                          "exec('A = 1')", "include('one.py')"}) {
    CAPTURE(way);
    Run run({{"s.py",
              "import other, sys\nfrom split_settings.tools import include\nA = 0\n"
              "for x in other.many:\n    " +
                  std::string(way) + "\n"},
             {"one.py", "A = 1\n"}});
    CHECK(run.reason("A") != "known");
  }
}

TEST_CASE("what a dict that is not known may give is changed with it") {
  for (const char* way : {"get", "pop", "setdefault"}) {
    CAPTURE(way);
    Run run("import other\nD = dict(other.x)\nL = ['a']\nM = D." + std::string(way) +
            "('k', L)\nM.append('b')\n");
    CHECK(run.reason("L") != "known");
  }
}

TEST_CASE("a method that is not followed writes the module's names, not the class's") {
  Run run(
      "import other\nclass Own(other.Base):\n    def change(self):\n        global A\n"
      "        A = 1\n        sys.modules[__name__].B = 1\n"
      "import sys\nA = B = C = 0\nOwn().change()\n");
  CHECK(run.reason("A") != "known");
  CHECK(run.reason("B") != "known");
}
