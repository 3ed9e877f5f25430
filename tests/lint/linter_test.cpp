#include "lint/linter.h"

#include <doctest/doctest.h>

#include "rules/rule_set.h"

using namespace djaz;

TEST_CASE("what is only shown is not judged, and its secrets are hidden all the same") {
  const auto files = in_memory(
      {{"manage.py",
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"},
       {"shop/settings.py",
        "DEBUG = True\nSECRET_KEY = 'Zq9xVb7Lm2Kp4Rt8'\nGREETING = 'Qw3rTy6Uj9'\n"
        "API_TOKEN = 'Qw3rTy6Uj9'\nDEBUG = DEBUG  # djaz: ignore[nothing]\n"}});
  LintOptions options;
  options.judges = false;
  // What is not reported is secret no less.
  options.config.selection.select = {"debug-on"};
  const std::unique_ptr<Run> run = lint(*files, built_in_rules(), options);
  CHECK(run->errors.empty());
  CHECK(run->report.findings.empty());
  CHECK(run->report.summary.files_analysed == 2);
  CHECK(run->redactor->redact("it is Zq9xVb7Lm2Kp4Rt8") == "it is ***");
  // Another setting shows what the file calls a secret elsewhere.
  CHECK(run->redactor->redact("hello Qw3rTy6Uj9") == "hello ***");
  options.judges = true;
  CHECK_FALSE(lint(*files, built_in_rules(), options)->report.findings.empty());
}
