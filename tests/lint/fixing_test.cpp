#include "lint/fixing.h"

#include <doctest/doctest.h>

#include "report/diff.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

// A project in memory, judged and mended by rules of the test's own.
struct Mended {
  Sources rule_sources;
  RuleSet rules;
  std::unique_ptr<FileSystem> files;
  std::unique_ptr<Run> run;
  LintOptions options;
  FixPlan plan;

  Mended(std::vector<std::pair<std::string, std::string>> project, const std::string& fixes,
         bool with_unsafe = false, std::vector<std::string> paths = {}) {
    const FileId file = rule_sources.add("rules.toml", fixes).id();
    Result<RuleSet> loaded = load_rules(rule_sources, {file});
    REQUIRE(loaded.ok());
    rules = std::move(loaded.value());
    files = in_memory(std::move(project));
    options.paths = std::move(paths);
    run = lint(*files, rules, options);
    plan = plan_fixes(*run, *files, rules, options, with_unsafe);
  }
  std::string written(const std::string& path) {
    write_fixes(plan, run->sources, *files);
    return files->read(path, 1'000'000).bytes;
  }
};

std::string rule(const std::string& name, const std::string& code, const std::string& setting,
                 const std::string& fix) {
  return "[[rule]]\nname = '" + name + "'\ncode = '" + code +
         "'\nsummary = 's'\nwhy = 'w'\nadvice = 'a'\nseverity = 'error'\nmessage = 'm'\n"
         "bad = [{ at = 'f:1', f = '' }]\ngood = [{ f = '' }]\nselect = 'settings." +
         setting + "'\nforbid = { truthy = true }\nfix = { description = 'd', " + fix + " }\n";
}

const std::string kOff =
    rule("debug-on", "DZ1001", "DEBUG", "replace = '$node', with = false, safe = true");
const std::string kWsgi =
    "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n";

}  // namespace

TEST_CASE("a fix keeps line ends, the byte order mark and everything else") {
  Mended one({{"shop/wsgi.py", kWsgi},
              {"shop/settings.py", "\xEF\xBB\xBF# \xC3\xA9\r\nDEBUG = True # x\r\nA = 1"}},
             kOff);
  CHECK(one.plan.mended() == 1);
  CHECK(one.written("shop/settings.py") == "\xEF\xBB\xBF# \xC3\xA9\r\nDEBUG = False # x\r\nA = 1");
  CHECK(fix_words(one.plan, one.run->sources) ==
        std::vector<std::string>{"1 finding mended in shop/settings.py"});
}

TEST_CASE("what is suppressed is not mended") {
  Mended one({{"shop/wsgi.py", kWsgi},
              {"shop/settings.py", "DEBUG = True  # djaz: ignore[debug-on] -- a demonstration\n"}},
             kOff, true);
  CHECK(one.plan.files.empty());
  CHECK(one.plan.remarks.empty());
}

TEST_CASE("an unsafe fix is made only when it is asked for") {
  const std::string unsafe = rule("x-on", "DZ1001", "X", "replace = '$node', with = 0");
  const std::vector<std::pair<std::string, std::string>> project = {
      {"shop/wsgi.py", kWsgi}, {"shop/settings.py", "X = 1\n"}};
  CHECK(Mended(project, unsafe).plan.files.empty());
  CHECK(Mended(project, unsafe, true).written("shop/settings.py") == "X = 0\n");
}

TEST_CASE("a safe fix is not safe in a module that others use, nor under a condition") {
  const std::vector<std::pair<std::string, std::string>> base = {
      {"shop/wsgi.py", kWsgi},
      {"shop/settings.py", "from shop.base import *\n"},
      {"shop/base.py", "DEBUG = True\n"}};
  CHECK(Mended(base, kOff).plan.files.empty());
  CHECK(Mended(base, kOff, true).written("shop/base.py") == "DEBUG = False\n");
  const std::vector<std::pair<std::string, std::string>> branch = {
      {"shop/wsgi.py", kWsgi}, {"shop/settings.py", "if 1 < 2:\n    DEBUG = True\n"}};
  CHECK(Mended(branch, kOff).plan.files.empty());
  CHECK(Mended(branch, kOff, true).plan.mended() == 1);
}

TEST_CASE("a fix is safe only where production is known to load the module") {
  const std::vector<std::pair<std::string, std::string>> project = {
      {"manage.py", kWsgi}, {"shop/settings.py", "DEBUG = True\n"}};
  CHECK(Mended(project, kOff).plan.files.empty());
  CHECK(Mended(project, kOff, true).plan.mended() == 1);
}

TEST_CASE("a development module is not mended, whoever loads it") {
  const auto loads = [](const std::string& module) {
    return "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '" + module + "')\n";
  };
  CHECK(Mended({{"shop/wsgi.py", loads("shop.settings.dev")},
                {"shop/settings/dev.py", "DEBUG = True\n"}},
               kOff, true)
            .plan.files.empty());
  CHECK(Mended({{"shop/wsgi.py", loads("tests.settings")}, {"tests/settings.py", "DEBUG = True\n"}},
               kOff, true)
            .plan.files.empty());
  CHECK(Mended({{"shop/wsgi.py", loads("shop.settings.base")},
                {"shop/settings/base.py", "DEBUG = True\n"},
                {"shop/settings/production.py", "from .base import *\nDEBUG = False\n"}},
               kOff, true)
            .plan.files.empty());
}

TEST_CASE("a value that differs by path, or that a name brought, is not mended") {
  for (const char* text :
       {"import os\nDEBUG = True\nif os.environ.get('A'):\n    DEBUG = False\n",
        "ON = True\nDEBUG = ON\n", "DEBUG = not False\n", "DEBUG = bool(1)\n",
        "for DEBUG in [True]:\n    pass\n", "DEBUG = A = True\n", "DEBUG, A = True, 1\n"}) {
    CAPTURE(text);
    CHECK(Mended({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", text}}, kOff, true)
              .plan.files.empty());
  }
}

TEST_CASE("of two fixes that overlap the first is made and the other is said") {
  const std::string both =
      kOff + rule("debug-still-on", "DZ1002", "DEBUG", "replace = '$node', with = 0, safe = true");
  Mended one({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", "DEBUG = True\n"}}, both);
  REQUIRE(one.plan.remarks.size() == 1);
  CHECK(one.plan.remarks[0].find("shop/settings.py:1: the fix of `debug-still-on` overlaps") == 0);
  CHECK(one.written("shop/settings.py") == "DEBUG = False\n");
  const std::string same = kOff + rule("debug-still-on", "DZ1002", "DEBUG",
                                       "replace = '$node', with = false, safe = true");
  Mended two({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", "DEBUG = True\n"}}, same);
  CHECK(two.plan.remarks.empty());
  CHECK(two.plan.mended() == 2);
}

TEST_CASE("a key is renamed where it is written") {
  const std::string rename =
      rule("old-name", "DZ1001", "OLD", "replace = '@key', with = 'NEW', safe = true");
  CHECK(Mended({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", "OLD = 5\n"}}, rename)
            .written("shop/settings.py") == "NEW = 5\n");
}

TEST_CASE("a fix that would leave the fault is not made") {
  const std::string useless =
      rule("x-on", "DZ1001", "X", "replace = '$node', with = 2, safe = true");
  Mended one({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", "X = 1\n"}}, useless);
  CHECK(one.plan.files.empty());
  CHECK(one.plan.remarks.size() == 1);
  CHECK(one.written("shop/settings.py") == "X = 1\n");
}

TEST_CASE("only files that were asked for are changed") {
  const std::vector<std::pair<std::string, std::string>> project = {
      {"shop/wsgi.py", kWsgi}, {"shop/settings.py", "DEBUG = True\n"}};
  CHECK(Mended(project, kOff, false, {"shop/wsgi.py"}).plan.files.empty());
  CHECK(Mended(project, kOff, false, {"shop"}).plan.mended() == 1);
}

TEST_CASE("a file that changed after it was read is left alone") {
  Mended one({{"shop/wsgi.py", kWsgi}, {"shop/settings.py", "DEBUG = True\n"}}, kOff);
  REQUIRE(
      one.files->replace("shop/settings.py", "DEBUG = True\n", "DEBUG = True\nA = 1\n").empty());
  CHECK(one.written("shop/settings.py") == "DEBUG = True\nA = 1\n");
  CHECK(one.plan.files.empty());
  CHECK(one.plan.remarks.size() == 1);
}
