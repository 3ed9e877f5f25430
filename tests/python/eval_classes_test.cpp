#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

TEST_CASE("an object's attributes are its own, then its class's in order of resolution") {
  Run run(
      "class Base:\n    LEVEL = 1\n    NAME = 'base'\n"
      "class Left(Base):\n    pass\n"
      "class Right(Base):\n    LEVEL = 2\n"
      "class Both(Left, Right):\n    def __init__(self, name):\n        self.name = name\n"
      "both = Both('x')\nA = both.LEVEL\nB = both.name\nC = both.NAME\nboth.NAME = 'own'\n"
      "D = both.NAME\nE = Both.NAME\n");
  CHECK(run.show("A") == "2");
  CHECK(run.show("B") == "'x'");
  CHECK(run.show("C") == "'base'");
  CHECK(run.show("D") == "'own'");
  CHECK(run.show("E") == "'base'");
}

TEST_CASE("properties, class methods and super() are followed") {
  Run run(
      "class Base:\n    DEBUG = True\n    @property\n    def APPS(self):\n        return ['a']\n"
      "    @classmethod\n    def make(cls):\n        return cls()\n"
      "class Prod(Base):\n    DEBUG = False\n    @property\n    def APPS(self):\n"
      "        apps = super().APPS\n        if self.DEBUG:\n            apps.append('debug')\n"
      "        return apps + ['prod']\n"
      "APPS = Prod.make().APPS\n");
  CHECK(run.show("APPS") == "['a', 'prod']");
}

TEST_CASE("settings that a class writes into its module are settings") {
  Run run({{"s.py",
            "from core import Settings\nclass Own(Settings):\n    DEBUG = False\n    _X = 1\n"
            "    @property\n    def HOSTS(self):\n        return ['a']\n"
            "Own.load_settings(__name__)\n"},
           {"core.py",
            "import inspect, sys\nclass Settings:\n    @classmethod\n"
            "    def load_settings(cls, module_name):\n        self = cls()\n"
            "        module = sys.modules[module_name]\n"
            "        for member, value in inspect.getmembers(self):\n"
            "            if member.isupper() and not member.startswith('_'):\n"
            "                if isinstance(value, property):\n"
            "                    value = value.fget(self)\n"
            "                setattr(module, member, value)\n"}});
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.show("HOSTS") == "['a']");
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE("a class that may do anything with its attributes makes objects that are not known") {
  for (const char* body : {"    def __getattr__(self, name):\n        return 1\n",
                           "    def __new__(cls):\n        return 5\n", "    __slots__ = ('x',)\n",
                           "    def __setattr__(self, name, value):\n        pass\n"}) {
    const std::string shown = body;
    CAPTURE(shown);
    Run run("class Odd:\n    X = 1\n" + shown + "o = Odd()\no.X = 2\nX = o.X\n");
    CHECK(run.reason("X") != "known");
  }
  Run base("from lib import Base\nclass Odd(Base):\n    X = 1\nX = Odd().X\n");
  CHECK(base.reason("X") != "known");
}

TEST_CASE("an object that code that is not followed was given is not known any more") {
  Run run("from lib import change\nclass C:\n    X = 1\no = C()\nA = o.X\nchange(o)\nB = o.X\n");
  CHECK(run.show("A") == "1");
  CHECK(run.reason("B") != "known");
}

TEST_CASE("the attributes of a module that is not there are those of its defaults or not known") {
  Run run({{"s.py",
            "import importlib\nconf = importlib.import_module('shop.configuration')\n"
            "if not hasattr(conf, 'KEY'):\n    raise ValueError('no key')\n"
            "DEBUG = getattr(conf, 'DEBUG', False)\nKEY = getattr(conf, 'KEY')\nAGAIN = "
            "getattr(conf, 'DEBUG', False)\n"
            "SAME = DEBUG == AGAIN\n"},
           {"shop/__init__.py", ""}});
  const Node* debug = find_entry(*run.result().names, "DEBUG")->value;
  REQUIRE(debug->unknown->candidates.size() == 2);
  CHECK(debug->unknown->candidates[0].condition == "`shop.configuration` has no `DEBUG`");
  CHECK_FALSE(debug->unknown->candidates[0].value->boolean);
  CHECK(debug->unknown->candidates[1].condition == "`shop.configuration` has `DEBUG`");
}

TEST_CASE("names written by their beginning leave the others alone") {
  Run run(
      "import os\nDEBUG = False\nMAIL_HOST = 'a'\nfor name in os.environ:\n"
      "    if name.startswith('MAIL_'):\n        globals()[name] = 1\n");
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.reason("MAIL_HOST") == "dynamic");
  CHECK(run.result().names->open);
}

TEST_CASE("the packages above a module run before it") {
  Run run({{"s.py", "import os\nfrom shop.inner import X\nY = os.environ['MODE']\n"},
           {"shop/__init__.py", "import os\nos.environ['MODE'] = 'outer'\n"},
           {"shop/inner.py", "X = 1\n"}});
  CHECK(run.show("Y") == "'outer'");
}
