#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

TEST_CASE("a read of an unset variable gives the fallback or text") {
  Run run("import os\nX = os.environ.get('X', 'a')\nY = os.getenv('Y')\n");
  CHECK(run.show("X") == "'a' when `X` is unset | ? when `X` is set");
  CHECK(run.show("Y") == "None when `Y` is unset | ? when `Y` is set");
  const Node* text = run.get("X")->unknown->candidates[1].value;
  CHECK(text->has(Trait::env_text));
  CHECK(text->unknown->type == Kind::string);
  REQUIRE(run.result().reads.size() == 2);
  CHECK(run.result().reads[0].name == "X");
  CHECK(run.result().reads[0].fallback->text == "a");
}

TEST_CASE("a known variable keeps its text, its trait and who set it") {
  Run run("import os\nDEBUG = os.environ['DEBUG']\nON = DEBUG == 'true'\nB = bool(DEBUG)\n");
  run.set("DEBUG", "true");
  CHECK(run.get("DEBUG")->has(Trait::env_text));
  REQUIRE(run.get("DEBUG")->origin != nullptr);
  CHECK(run.get("DEBUG")->origin->text == "`DEBUG` is set to 'true' by the app settings of `shop`");
  REQUIRE(run.get("ON")->origin->inputs.size() == 1);
  CHECK(run.get("ON")->origin->inputs[0].symbol == "DEBUG");
  CHECK(run.show("ON") == "True");
  CHECK_FALSE(run.get("ON")->has(Trait::env_text));
  CHECK(run.get("B")->has(Trait::env_text));
}

TEST_CASE("bool of environment text is the bug and keeps the trait") {
  Run run("import os\nX = bool(os.environ.get('X', ''))\nY = bool(os.environ['Y'])\n");
  run.set("Y", "False");
  CHECK(run.show("Y") == "True");
  CHECK(run.get("Y")->has(Trait::env_text));
  REQUIRE(run.get("X")->unknown->candidates.size() == 2);
  CHECK(run.get("X")->unknown->candidates[1].value->has(Trait::env_text));
}

TEST_CASE("a required variable fails closed and is known to be set afterwards") {
  Run run("import os\nX = os.environ['X']\nY = os.environ.get('X') is None\n");
  CHECK(run.show("X") == "?");
  CHECK(run.show("Y") == "False");
  CHECK(run.result().reads[0].required);
  Run absent("import os\nX = os.environ['X']\nZ = 1\n");
  absent.state("X", Variable::State::absent);
  CHECK(absent.result().raises);
  CHECK(absent.show("Z") == "1");
  CHECK(absent.reason("X") == "unresolved");
}

TEST_CASE("a variable that is present is not empty") {
  Run run(
      "import os\nA = 'W' in os.environ\nB = bool(os.environ.get('W'))\nC = os.getenv('W') or "
      "'x'\n");
  run.state("W", Variable::State::present);
  CHECK(run.show("A") == "True");
  CHECK(run.show("B") == "True");
  CHECK(run.show("C") == "?");
}

TEST_CASE("a guard that raises removes what it guards against") {
  Run run(
      "import os\nKEY = os.environ.get('KEY', 'insecure')\nif KEY == 'insecure':\n"
      "    raise RuntimeError\n");
  CHECK(run.show("KEY").find("insecure") == std::string::npos);
  Run other(
      "import os\nif 'KEY' not in os.environ:\n    raise RuntimeError\nKEY = os.getenv('KEY')\n");
  CHECK(other.show("KEY") == "?");
}

TEST_CASE("writes to the environment are seen by later reads") {
  Run run(
      "import os\nos.environ.setdefault('A', 'x')\nA = os.environ['A']\nos.environ['B'] = 'y'\nB = "
      "os.getenv('B')\n");
  run.set("A", "given");
  CHECK(run.show("A") == "'given'");
  CHECK(run.show("B") == "'y'");
  REQUIRE(run.result().writes.size() == 2);
  CHECK(run.result().writes[0].only_if_absent);
  CHECK(run.result().writes[1].certain);
}

TEST_CASE("casts of decouple and environ are not environment text") {
  Run run(
      "from decouple import config\nimport environ\nenv = environ.Env(DEBUG=(bool, False))\n"
      "A = config('A', default='False', cast=bool)\nB = env('DEBUG')\nC = env.bool('C', "
      "default=True)\n"
      "L = env.list('L', default=[])\n");
  run.set("A", "on").set("DEBUG", "true").set("L", "a,,b");
  CHECK(run.show("A") == "True");
  CHECK(run.show("B") == "True");
  CHECK_FALSE(run.get("A")->has(Trait::env_text));
  CHECK(run.show("C") == "True when `C` is unset | ? when `C` is set");
  CHECK_FALSE(run.get("C")->unknown->candidates[1].value->has(Trait::env_text));
  CHECK(run.show("L") == "['a', 'b']");
}

TEST_CASE("a helper that is defined in the project is followed") {
  Run run({{"s.py", "from tools import env_bool\nA = env_bool('A')\nB = env_bool('B', True)\n"},
           {"tools.py",
            "import os\ndef env_bool(name, default=False):\n    value = os.environ.get(name)\n"
            "    if value is None:\n        return default\n    return value.lower() in ('1', "
            "'true')\n"}});
  run.set("A", "TRUE");
  CHECK(run.show("A") == "True");
  CHECK(run.show("B") == "True when `B` is unset | ? when `B` is set");
}

TEST_CASE("environs takes its second argument for the fallback, and does not cast it") {
  const std::string text =
      "from environs import Env\nenv = Env()\nenv.read_env()\nDEBUG = env.bool('DEBUG', False)\n"
      "HOSTS = env.list('HOSTS', ['*'])\nKEY = env('KEY', default='none')\n";
  Run unset(text);
  CHECK(unset.show("HOSTS") == "['*'] when `HOSTS` is unset | […] when `HOSTS` is set");
  CHECK(unset.show("KEY") == "'none' when `KEY` is unset | ? when `KEY` is set");
  Run given(text);
  given.set("DEBUG", "on").set("HOSTS", "a,b").set("KEY", "k");
  CHECK(given.show("DEBUG") == "True");
  CHECK(given.show("HOSTS") == "['a', 'b']");
  CHECK(given.show("KEY") == "'k'");
  Run odd(text);
  odd.set("DEBUG", "oN").set("HOSTS", "a, b");
  CHECK(odd.get("DEBUG")->is(Kind::unknown));
  CHECK(odd.get("HOSTS")->is(Kind::unknown));
}

TEST_CASE("a copy of the environment says what the environment says") {
  Run run(
      "import os\nenv = os.environ.copy()\nA = env.get('X', 'no')\nB = 'Y' in env\n"
      "C = env['Z']\n");
  run.world.variables["X"] = Variable{Variable::State::value, "yes", {}, ""};
  run.world.variables["Y"] = Variable{Variable::State::absent, "", {}, ""};
  run.world.variables["Z"] = Variable{Variable::State::value, "z", {}, ""};
  CHECK(run.show("A") == "'yes'");
  CHECK(run.show("B") == "False");
  CHECK(run.show("C") == "'z'");
}

TEST_CASE("a copy of the environment is another than the environment once one of them is written") {
  for (const char* write :
       {"env['X'] = 'b'\n", "os.environ['X'] = 'b'\n", "env.pop('X')\n", "env.update(X='b')\n",
        "del env['X']\n", "lib.call(env)\n", "other = env\nother.setdefault('X', 'b')\n",
        "for n in range(int(os.getenv('N'))):\n    env['X'] = 'b'\n"}) {
    const std::string shown = write;
    CAPTURE(shown);
    Run run("import os, lib\nenv = os.environ.copy()\n" + shown + "A = env.get('X', 'no')\n");
    run.world.variables["X"] = Variable{Variable::State::value, "a", {}, ""};
    CHECK(run.show("A") == "?");
  }
}

TEST_CASE("django-environ takes nothing for nothing where the fallback is None") {
  const std::string text = "import environ\nenv = environ.Env()\nA = env('A', default=None)\n";
  Run empty(text);
  empty.set("A", "");
  CHECK(empty.show("A") == "None");
  Run unknown(text);
  unknown.state("A", Variable::State::unknown);
  REQUIRE(unknown.get("A")->is(Kind::unknown));
  CHECK(unknown.get("A")->unknown->type == Kind::unknown);
}

TEST_CASE("a list whose delimiter is another is not split at commas") {
  Run run(
      "from environs import Env\nenv = Env()\nA = env.list('X', delimiter=' ')\n"
      "B = env.list('X', default=[])\n");
  run.set("X", "a,b");
  CHECK(run.reason("A") != "known");
  CHECK(run.show("B") == "['a', 'b']");
}
