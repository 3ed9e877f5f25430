// Files that settings read and that are not in the project.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

TEST_CASE("code of a file that is not in the project may set more, and what is written stands") {
  Run run(
      "import os\nA = 1\npath = os.path.join(os.path.dirname(__file__), 'local.py')\n"
      "if os.path.exists(path):\n    with open(path) as f:\n"
      "        code = compile(f.read(), path, 'exec')\n    exec(code, globals())\n");
  CHECK(run.show("A") == "1");
  CHECK_FALSE(run.result().names->open);
  REQUIRE(run.result().missing.size() == 1);
  CHECK(run.result().missing[0].module == "local.py");
}

TEST_CASE("where nobody asks for the file, it is there and what is set nowhere is not known") {
  Run run("A = 1\nexec(open('local.py').read())\nB = THERE\n");
  CHECK(run.show("A") == "1");
  CHECK(run.reason("B") == "unresolved");
  CHECK(run.result().names->open);
  CHECK(run.result().missing.size() == 1);
}

TEST_CASE("a file of the project may hold anything") {
  Run run({{"s.py", "A = 1\nexec(open('more.py').read())\n"}, {"more.py", "A = 2\n"}});
  CHECK(run.reason("A") == "dynamic");
  CHECK(run.result().missing.empty());
}

TEST_CASE("names that a file holds which a variable names are laid over what is written") {
  const std::string read =
      "import os, yaml\nA = 1\nwith open(os.environ['CFG']) as f:\n"
      "    found = yaml.safe_load(f)\n    more = found.pop('MORE', {})\n";
  for (const char* tail :
       {"vars().update(found)\n", "globals().update(more)\n",
        "import codecs\nwith codecs.open(os.environ['CFG'], encoding='utf-8') as g:\n"
        "    vars().update(yaml.safe_load(g))\n"}) {
    Run run(read + tail);
    CHECK(run.show("A") == "1");
    CHECK(run.result().names->open);
    REQUIRE(run.result().missing.size() == 1);
    CHECK(run.result().missing[0].module == "$CFG");
  }
}

TEST_CASE("names from elsewhere may be any") {
  Run run("import os, json\nA = 1\nvars().update(json.loads(os.environ['MORE']))\n");
  CHECK(run.reason("A") == "dynamic");
  CHECK(run.result().missing.empty());
}

TEST_CASE("an iterator that nobody asks calls nothing") {
  Run run("import sys\nA = 1\ndef f(x):\n    exec(x)\nmap(f, filter(None, map(f, sys.argv)))\n");
  CHECK(run.show("A") == "1");
  Run asked("import sys\nA = 1\ndef f(x):\n    exec(x)\nB = list(map(f, sys.argv))\n");
  CHECK(asked.reason("A") == "dynamic");
}

TEST_CASE("what is looked up in a text of the environment is a part of it") {
  Run run(
      "import os\np = {x.split('=')[0]: x.split('=')[1] for x in os.environ['C'].split(' ')}\n"
      "A = p['host']\n");
  REQUIRE(run.get("A") != nullptr);
  CHECK(run.get("A")->has(Trait::env_part));
}

TEST_CASE("everett parses the fallback as it parses the variable") {
  Run run(
      "from everett.manager import ConfigManager\nconfig = ConfigManager.basic_config()\n"
      "A = config('X', parser=bool, default='false')\nB = config('Y', default='')\n"
      "C = config('Z', parser=int, default='3')\n");
  CHECK(run.show("A").find("False when `X` is unset") != std::string::npos);
  CHECK(run.show("B").find("'' when `Y` is unset") != std::string::npos);
  CHECK(run.show("C").find("3 when `Z` is unset") != std::string::npos);
}

TEST_CASE("the readers of mitol take their fallback as it is") {
  Run run(
      "from mitol.common.envs import get_bool, get_string\n"
      "A = get_bool(name='X', default=True, description='.')\n"
      "B = get_string('Y', 'key')\n");
  run.set("X", "False");
  CHECK(run.show("A") == "False");
  CHECK(run.show("B").find("when `Y` is unset") != std::string::npos);
}

TEST_CASE("a variable that code may have written is still set or unset") {
  Run run(
      "import os, json\nfor k, v in json.loads(os.environ['MORE']).items():\n"
      "    os.environ[k] = v\nA = 'DEBUG' in os.environ\n");
  CHECK(run.show("A") == "False when `DEBUG` is unset | True when `DEBUG` is set");
}
