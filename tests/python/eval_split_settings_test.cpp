#include <doctest/doctest.h>

#include "eval_world.h"

using namespace djaz;
using djaz::python::test::Run;

namespace {

const std::string kImport = "from split_settings.tools import include, optional\n";

Run included(const std::string& text, std::map<std::string, std::string> files) {
  files["conf/__init__.py"] = kImport + text;
  Run run(std::move(files));
  run.name = "conf";
  return run;
}

}  // namespace

TEST_CASE("an included file runs in the namespace that includes it") {
  Run run =
      included("DEBUG = True\ninclude('parts/base.py', optional('parts/local.py'))\nB = A + 1\n",
               {{"conf/parts/base.py", "A = 1\nDEBUG = not DEBUG\n"},
                {"conf/parts/local.py", "A = A + 10\n"}});
  CHECK(run.show("DEBUG") == "False");
  CHECK(run.show("B") == "12");
  CHECK_FALSE(run.result().names->open);
  CHECK(run.result().files.size() == 3);
}

TEST_CASE("an optional file that is not there opens the module, a needed one loses it") {
  Run run = included("A = 1\ninclude(optional('local.py'))\n", {});
  CHECK(run.show("A") == "1");
  CHECK(run.result().names->open);
  CHECK(run.result().remarks.size() == 1);
  Run lost = included("A = 1\ninclude('made_at_build.py')\n", {});
  CHECK(lost.reason("A") == "dynamic");
  Run outside = included("A = 1\ninclude(optional('/etc/app/settings.py'))\n", {});
  CHECK(outside.reason("A") == "dynamic");
}

TEST_CASE("files of a pattern all run, and what two of them set is not known") {
  Run run = included("X = 0\ninclude('parts/*.py')\n", {{"conf/parts/a.py", "A = 1\nX = 1\n"},
                                                        {"conf/parts/b.py", "B = 2\nX = 2\n"}});
  CHECK(run.show("A") == "1");
  CHECK(run.show("B") == "2");
  CHECK(run.reason("X") == "conflict");
}

TEST_CASE("an included file names others from its own folder, and each runs once") {
  Run run = included("N = []\ninclude('parts/a.py')\ninclude('parts/b.py')\n",
                     {{"conf/parts/a.py", kImport + "N.append('a')\ninclude('b.py')\n"},
                      {"conf/parts/b.py", "N.append('b')\n"}});
  CHECK(run.show("N") == "['a', 'b']");
}

TEST_CASE("a file that may have been included before is not taken for included") {
  Run run = included(
      "import os\nif 'EXTRA' in os.environ:\n    include('parts/a.py')\n"
      "include('parts/a.py')\n",
      {{"conf/parts/a.py", "A = globals().get('A', 0) + 1\n"}});
  CHECK(run.reason("A") == "dynamic");
}

TEST_CASE("a file that includes itself ends") {
  Run run = included("include('parts/a.py')\n",
                     {{"conf/parts/a.py", kImport + "include('a.py')\nA = 1\n"}});
  CHECK(run.show("A") == "1");
}

TEST_CASE("a list of files that depends on the path loses what they may set") {
  Run run({{"s.py",
            "import os\nfrom split_settings.tools import include\nX = 1\nfiles = ['a.py']\n"
            "if os.environ.get('MORE'):\n    files += ['b.py']\ninclude(*files)\n"},
           {"a.py", "X = 2\n"}});
  CHECK(run.reason("X") == "dynamic");
  CHECK(run.result().names->open);
}
