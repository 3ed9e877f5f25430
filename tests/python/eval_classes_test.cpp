#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::Variable;
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

TEST_CASE("a configuration class gives the names of its module") {
  Run run(
      "from configurations import Configuration, values\n"
      "class Mixin:\n    EXTRA = 'x'\n"
      "class Common(Configuration):\n    DEBUG = values.BooleanValue(False)\n"
      "    HOSTS = values.ListValue([])\n    AGE = values.IntegerValue(5, environ_prefix=None)\n"
      "    KEY = values.SecretValue()\n    _HIDDEN = 1\n"
      "    @property\n    def APPS(self):\n        return ['debug'] if self.DEBUG else ['a']\n"
      "    def CALLED(self):\n        return [self.EXTRA]\n"
      "class Prod(Mixin, Common):\n    HOSTS = values.ListValue(['own'])\n"
      "class Dev(Common):\n    DEBUG = True\n");
  run.world.configured = "Prod";
  run.set("DJANGO_DEBUG", "Yes").set("AGE", "7").state("DJANGO_HOSTS", Variable::State::absent);
  CHECK(run.show("DEBUG") == "True");
  CHECK(run.show("HOSTS") == "['own']");
  CHECK(run.show("AGE") == "7");
  CHECK(run.reason("KEY") == "environment");
  CHECK(run.show("APPS") == "['debug']");
  CHECK(run.show("CALLED") == "['x']");
  CHECK(run.show("_HIDDEN") == "absent");
}

TEST_CASE("FileAwareEnv reads a file where a variable names one") {
  const std::string text =
      "import environ\nenv = environ.FileAwareEnv(DEBUG=(bool, False))\nDEBUG = env('DEBUG')\n";
  Run plain(text);
  plain.set("DEBUG", "on").state("DEBUG_FILE", Variable::State::absent);
  CHECK(plain.show("DEBUG") == "True");
  Run file(text);
  file.set("DEBUG", "on").set("DEBUG_FILE", "/run/debug");
  CHECK(file.reason("DEBUG") == "file-content");
}

TEST_CASE("a loop that is not followed and writes variables leaves none of them known") {
  Run run(
      "import os\nfor line in open('.env'):\n    k, v = line.split('=')\n    os.environ[k] = v\n"
      "DEBUG = os.environ.get('DEBUG', 'no')\n");
  run.state("DEBUG", Variable::State::absent);
  CHECK(run.reason("DEBUG") != "known");
}

TEST_CASE("what finally writes holds on the paths that only pass through") {
  Run run(
      "import os\ntry:\n    try:\n        raise ImportError\n    except KeyError:\n        pass\n"
      "    finally:\n        os.environ['MODE'] = 'set'\nexcept ImportError:\n    pass\n"
      "MODE = os.environ['MODE']\n");
  run.state("MODE", Variable::State::absent);
  CHECK(run.show("MODE") == "'set'");
}

TEST_CASE("a class says its name, and loses nothing by it") {
  Run run(
      "class A:\n    X = ['a']\n    @property\n    def name(self):\n"
      "        return self.__class__.__name__.lower()\nclass B(A):\n    pass\n"
      "N = B().name, A.__name__\nX = B.X\n");
  CHECK(run.show("N") == "('b', 'A')");
  CHECK(run.show("X") == "['a']");
}

TEST_CASE("a comprehension over what is not known changes nothing that it only looks at") {
  const std::string head =
      "import lib\nclass A:\n    X = ['a']\n    Y = lib.unknown()\n    def pure(self):\n"
      "        return [{'code': one} for one in self.Y if one != 'b']\n"
      "    def escaping(self):\n        return [self.X for one in self.Y]\n"
      "    def acting(self):\n        return [one.change(self) for one in self.Y]\na = A()\n";
  Run pure(head + "a.pure()\nX = a.X\n");
  CHECK(pure.show("X") == "['a']");
  for (const char* call : {"a.escaping()[0].append('b')\n", "a.acting()\n"}) {
    Run lost(head + call + "X = a.X\n");
    CHECK(lost.show("X") != "['a']");
  }
}
