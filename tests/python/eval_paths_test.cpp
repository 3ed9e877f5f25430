// Paths through a program: branches, joins, aliases, raises, imports.
#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using namespace djaz::python;
using djaz::python::test::Run;

TEST_CASE("sides that differ become candidates, sides that agree stay a value") {
  Run run(
      "import os\nif os.environ.get('E') == 'dev':\n    A = 1\n    B = 2\nelse:\n    A = 1\n    B "
      "= 3\n");
  CHECK(run.show("A") == "1");
  CHECK(run.show("B") == "2 when `E` is 'dev' | 3 when `E` is not 'dev'");
}

TEST_CASE("a name bound on one side may be absent") {
  Run run("import os\nif os.environ.get('E') == 'dev':\n    A = 1\n");
  CHECK(run.show("A") == "1 when `E` is 'dev' | absent when `E` is not 'dev'");
}

TEST_CASE("the same test again is not contradicted") {
  Run run(
      "import os\nD = os.environ.get('D') == '1'\nif D:\n    H = ['*']\nelse:\n    H = ['a']\n"
      "if D:\n    G = H\nelse:\n    G = H + ['b']\n");
  CHECK(run.show("G") == "['*'] when `D` is true | ['a', 'b'] when `D` is false");
}

TEST_CASE("aliases see each other's changes and += keeps the object") {
  Run run(
      "base = []\nX = base\nbase.append(1)\nX += [2]\nT = (1,)\nU = T\nT += (2,)\nD = {'a': "
      "base}\nD['a'].append(3)\n");
  CHECK(run.show("X") == "[1, 2, 3]");
  CHECK(run.show("U") == "(1,)");
  CHECK(run.show("T") == "(1, 2)");
}

TEST_CASE("a list that is changed under a condition has both forms") {
  Run run("import os\nA = ['a']\nif os.getenv('E') == 'x':\n    A.append('d')\nA.insert(0, 'z')\n");
  CHECK(run.show("A") == "['z', 'a', 'd'] when `E` is 'x' | ['z', 'a'] when `E` is not 'x'");
}

TEST_CASE("a mapping that is changed under a condition is joined key by key") {
  Run run(
      "import os\nD = {'default': {'E': 'p'}}\nif os.getenv('E') == 'x':\n    D['default']['H'] = "
      "'h'\n");
  const Node* inner = run.get("D")->entries[0].value;
  REQUIRE(inner->entries.size() == 2);
  CHECK(Run::show(inner->entries[0].value) == "'p'");
  CHECK(Run::show(inner->entries[1].value) == "'h' when `E` is 'x' | absent when `E` is not 'x'");
}

TEST_CASE("an optional import is followed both ways unless it is known") {
  const std::string text =
      "try:\n    import extra\n    HAS = True\nexcept ImportError:\n    HAS = False\n";
  Run open(text);
  CHECK(open.show("HAS") ==
        "True when `extra` can be imported | False when importing `extra` fails");
  Run no(text);
  no.world.packages["extra"] = World::Installed::no;
  CHECK(no.show("HAS") == "False");
}

TEST_CASE("a star import copies names once, honours __all__ and skips underscores") {
  Run run(
      {{"conf/__init__.py", ""},
       {"conf/base.py", "from os import getenv\nA = []\n_B = 1\nDEBUG = True\nC = DEBUG\n"},
       {"conf/prod.py", "from .base import *\nfrom .listed import *\nDEBUG = False\nA.append(1)\n"},
       {"conf/listed.py", "__all__ = ['ONE']\nONE = 1\nTWO = 2\n"}});
  run.name = "conf.prod";
  CHECK(run.show("A") == "[1]");
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.show("C") == "True");
  CHECK(run.show("_B") == "absent");
  CHECK(run.show("ONE") == "1");
  CHECK(run.show("TWO") == "absent");
  CHECK(run.result().files.size() == 4);
  CHECK_FALSE(run.result().names->open);
}

TEST_CASE("an optional local module that is not there is named and keeps the values") {
  Run run(
      {{"conf/__init__.py", ""},
       {"conf/s.py", "A = 1\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n"}});
  run.name = "conf.s";
  CHECK(run.show("A") == "1");
  CHECK_FALSE(run.result().names->open);
  REQUIRE(run.result().missing.size() == 1);
  CHECK(run.result().missing[0].module == "conf.local");
  CHECK(run.result().missing[0].span.valid());
  CHECK(run.result().remarks.size() == 1);
}

TEST_CASE("a method of a path is known when it is reached through its type") {
  Run run({{"conf/__init__.py", ""},
           {"conf/s.py",
            "from pathlib import Path\nP = Path.resolve(Path(__file__).parent.parent)\n"
            "A = str(Path.joinpath(P, 'media'))\n"}});
  run.name = "conf.s";
  CHECK(run.show("A") == "'media'");
}

TEST_CASE("a module that is there is imported, whatever code in it is not followed") {
  for (const char* handler : {"ImportError", "Exception"}) {
    Run run({{"conf/__init__.py", ""},
             {"conf/local.py",
              "import datetime\nimport extra\nW = datetime.timedelta(days=3)\nN = "
              "int(W.total_seconds())\nA = 2\n"},
             {"conf/s.py", "A = 1\ntry:\n    from .local import *\nexcept " + std::string(handler) +
                               ":\n    pass\n"}});
    run.name = "conf.s";
    run.world.packages["extra"] = World::Installed::yes;
    CHECK(run.show("A") == "2");
  }
  // Its own try still has both ways, and so has one around the code itself.
  Run own("import extra\ntry:\n    A = extra.first()\n    A = 1\nexcept Exception:\n    A = 2\n");
  CHECK(own.show("A") == "1 when  | 2 when ");
  Run told({{"conf/__init__.py", ""},
            {"conf/local.py", "import os\nB = os.environ['B']\nA = 2\n"},
            {"conf/s.py", "A = 1\ntry:\n    from .local import *\nexcept Exception:\n    pass\n"}});
  told.name = "conf.s";
  CHECK(told.show("A") == "2 when `B` is set | 1 when `B` is unset");
}

TEST_CASE("a module beside the settings is known by its name where no path leads to it") {
  const std::string tail = " import *\nexcept ImportError:\n    pass\n";
  for (const char* name : {"local_settings", "settings_local", "secrets_prod"}) {
    Run run({{"s.py", "A = 1\ntry:\n    from " + std::string(name) + tail}});
    CHECK(run.show("A") == "1");
    CHECK_FALSE(run.result().names->open);
    REQUIRE(run.result().missing.size() == 1);
    CHECK(run.result().missing[0].module == name);
  }
  for (const char* name : {"library", "library.local_settings"}) {
    Run run({{"s.py", "A = 1\ntry:\n    from " + std::string(name) + tail}});
    CHECK(run.result().names->open);
    CHECK(run.result().missing.empty());
  }
}

TEST_CASE("so is one that is only imported where its file is there") {
  Run run({{"conf/__init__.py", ""},
           {"conf/s.py",
            "import os\nA = 1\nif os.path.exists('conf/local.py'):\n"
            "    from .local import *\n"}});
  run.name = "conf.s";
  CHECK(run.show("A") == "1");
  CHECK_FALSE(run.result().names->open);
  REQUIRE(run.result().missing.size() == 1);
  CHECK(run.result().missing[0].module == "conf.local");
  CHECK(run.result().missing[0].span.valid());
}

TEST_CASE("what is imported without a question and is not there may hold anything") {
  Run run({{"conf/__init__.py", ""}, {"conf/s.py", "A = 1\nfrom .extra import *\n"}});
  run.name = "conf.s";
  CHECK(run.reason("A") == "dynamic");
  CHECK(run.result().names->open);
  CHECK(run.result().missing.empty());
}

TEST_CASE("what each machine has its own of may set more, and what is written stands") {
  for (const char* name : {".local", ".secret_settings", "local_settings"}) {
    Run run({{"conf/__init__.py", ""},
             {"conf/s.py", "A = 1\nfrom " + std::string(name) + " import *\nB = THERE\n"}});
    run.name = "conf.s";
    CHECK(run.show("A") == "1");
    CHECK(run.reason("B") == "unresolved");
    CHECK(run.result().names->open);
    CHECK(run.result().missing.size() == 1);
  }
}

TEST_CASE("a part of the command line is no command of manage.py's on a server") {
  Run run("import sys\nA = sys.argv[1:2] == ['test']\nB = sys.argv[1:2] == ['x']\n");
  CHECK(run.show("A") == "False");
  CHECK(run.show("B") != "False");
}

TEST_CASE("what django_heroku writes is known to be written, and the rest stands") {
  Run run(
      "import django_heroku\nA = 1\nMIDDLEWARE = ['m']\nALLOWED_HOSTS = ['h']\n"
      "django_heroku.settings(locals())\n");
  CHECK(run.show("A") == "1");
  CHECK(run.show("ALLOWED_HOSTS") == "['*']");
  REQUIRE(run.get("MIDDLEWARE")->is(Kind::tuple));
  CHECK(run.get("MIDDLEWARE")->open);
  CHECK(run.get("MIDDLEWARE")->items.size() == 1);
  CHECK(run.reason("STATIC_ROOT") == "dynamic");
  Run off(
      "import django_heroku\nALLOWED_HOSTS = ['h']\nMIDDLEWARE = ['m']\n"
      "django_heroku.settings(locals(), allowed_hosts=False, staticfiles=False)\n");
  CHECK(off.show("ALLOWED_HOSTS") == "['h']");
  CHECK(off.show("MIDDLEWARE") == "['m']");
}

TEST_CASE("a library that is loaded again rewrites nothing, and a module of the project may") {
  Run run(
      "import sys\nfrom importlib import reload\nA = 1\nif sys.version[0] == '2':\n"
      "    reload(sys)\n");
  CHECK(run.show("A") == "1");
  Run own({{"s.py", "import importlib\nimport t\nA = 1\nimportlib.reload(t)\n"}, {"t.py", ""}});
  CHECK(own.reason("A") == "dynamic");
}

TEST_CASE("an import cycle is cut and said") {
  Run run({{"s.py", "A = 1\nfrom t import *\n"}, {"t.py", "from s import *\nB = A\n"}});
  CHECK(run.show("A") == "1");
  CHECK(run.show("B") == "1");
  REQUIRE(run.result().remarks.size() == 1);
  CHECK(run.result().remarks[0].text.find("cycle") != std::string::npos);
}

TEST_CASE("dynamic code makes every name unknown with its former value first") {
  Run run("A = 1\nimport dynaconf\nX = dynaconf.DjangoDynaconf(__name__)\n");
  CHECK(run.reason("A") == "dynamic");
  REQUIRE(run.get("A")->unknown->candidates.size() == 2);
  CHECK(Run::show(run.get("A")->unknown->candidates[0].value) == "1");
  CHECK(run.result().names->open);
}

TEST_CASE("what is given to unknown code is no longer known") {
  Run run("from lib import change\nA = [1]\nB = [2]\nchange(A)\n");
  CHECK(run.reason("A") == "call");
  CHECK(run.show("B") == "[2]");
}

TEST_CASE("try takes what was done before the raise into the handler") {
  Run run(
      "import os\nA = 0\ntry:\n    A = 1\n    B = int(os.environ.get('N', 'x'))\n    A = 2\nexcept "
      "ValueError:\n    B = -1\n");
  run.state("N", Variable::State::absent);
  CHECK(run.show("A") == "1");
  CHECK(run.show("B") == "-1");
}

TEST_CASE("paths are relative to the root") {
  Run run(
      {{"shop/__init__.py", ""},
       {"shop/settings.py",
        "import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n"
        "A = BASE_DIR / 'db.sqlite3'\nB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "
        "'t')\n"
        "C = str(Path(__file__).parents[1] / 'x')\n"}});
  run.name = "shop.settings";
  CHECK(run.get("A")->is(Kind::path));
  CHECK(run.get("A")->text == "db.sqlite3");
  CHECK(run.get("B")->text == "shop/t");
  CHECK(run.get("C")->text == "x");
}

TEST_CASE("text with an unknown part keeps its edges") {
  Run run("import os\nA = 'https://' + os.environ['H'] + '/x'\nB = f\"{os.environ['H']}.net\"\n");
  CHECK(run.get("A")->unknown->prefix == "https://");
  CHECK(run.get("A")->unknown->suffix == "/x");
  CHECK(run.get("B")->unknown->suffix == ".net");
}

TEST_CASE("random keys are marked") {
  Run run(
      "from django.core.management.utils import get_random_secret_key\nK = "
      "get_random_secret_key()\n");
  CHECK(run.get("K")->has(Trait::random));
  CHECK(run.get("K")->unknown->not_empty);
}

TEST_CASE("a loop over what is not known leaves what only grows open") {
  Run run(
      "import os\nA = ['a']\nB = {}\nfor x in os.environ['L'].split(','):\n    A.append(x)\n    "
      "B[x] = 1\n");
  CHECK(run.get("A")->is(Kind::list));
  CHECK(run.get("A")->open);
  CHECK(run.get("A")->items.size() == 1);
  CHECK(run.get("B")->is(Kind::unknown));
}

TEST_CASE("conditions are told by the variables that people can set") {
  Run run(
      "import os\nYES = ('true', '1')\n"
      "def flag(name, default='no'):\n    text = os.getenv(name, default).lower()\n"
      "    return 1 if text in YES else 2\n"
      "A = flag('FIRST')\nB = flag('SECOND', '1')\n"
      "if (hosts := os.getenv('HOSTS')) and A == 1:\n    C = 1\nelse:\n    C = 2\n"
      "D = 1 if int(os.environ.get('N', '3')) > 5 else 2\n");
  CHECK(run.show("A") ==
        "1 when `FIRST` is 'true' or '1' | 2 when `FIRST` is none of 'true' and '1'");
  CHECK(
      run.show("B") ==
      "1 when `SECOND` is unset or is 'true' or '1' | 2 when `SECOND` is set and is none of 'true' "
      "and '1'");
  CHECK(run.show("C").find("`HOSTS` is not empty") != std::string::npos);
  CHECK(run.show("D").find("`N` is greater than 5") != std::string::npos);
}

TEST_CASE("a text that begins with a path is a path") {
  Run run(
      "import os\nfrom pathlib import Path\nB = Path(__file__).resolve().parent\n"
      "A = [f'{B}/x', '%s/x' % B, '{}/x'.format(B), '/'.join([str(B), 'x']), ''.join((str(B), "
      "'/x'))]\n"
      "C = f'{B}x', f'db:{B}/x'\n"
      "D = f'{Path(\"/a/b\")}/c/', Path('/a/b').as_posix() + '/', str(Path('/a')) + '/'\n"
      "E = [str(Path('//a/./b')), os.path.abspath('//a/../b'), os.path.realpath('//a'), "
      "str(Path('///a'))]\n");
  CHECK(run.show("A") == "['x', 'x', 'x', 'x', 'x']");
  CHECK(run.get("C")->items[0]->is(Kind::unknown));
  CHECK(run.get("C")->items[1]->is(Kind::unknown));
  CHECK(run.show("D") == "('/a/b/c/', '/a/b/', '/a/')");
  CHECK(run.show("E") == "['//a/b', '//b', '/a', '/a']");
}

TEST_CASE("a list that is lost on one side is known on the other") {
  Run run("import os, lib\nA = ['a', 'b']\nif os.environ.get('E') == 'x':\n    lib.call(A)\n");
  CHECK(run.show("A") == "[…] when `E` is 'x' | ['a', 'b'] when `E` is not 'x'");
  Run lost(
      "import os, lib\nA = ['a']\nif os.environ.get('E') == 'x':\n    "
      "lib.call(A)\nA.append('b')\nB = 'a' in A\nC = len(A)\nD = A[0]\n");
  CHECK(lost.show("A") == "['b', …] when `E` is 'x' | ['a', 'b'] when `E` is not 'x'");
  CHECK(lost.show("B").find("False") == std::string::npos);
  CHECK(lost.show("C") == "? when `E` is 'x' | 2 when `E` is not 'x'");
  CHECK(lost.show("D") == "? when `E` is 'x' | 'a' when `E` is not 'x'");
}

TEST_CASE("another name at the top of the file system has one slash before it") {
  Run run("from pathlib import Path\nA = str(Path('/x').with_name('y'))\n");
  CHECK(run.show("A") == "'/y'");
}
