#include "lint/choose.h"

#include <doctest/doctest.h>

#include <map>

#include "source/file_system.h"

using namespace djaz;

TEST_CASE("what a template generator is still to fill in is skipped, and said") {
  const auto files =
      in_memory({{"{{cookiecutter.slug}}/config/settings.py", "{% if x %}\nA = 1\n"},
                 {"{{cookiecutter.slug}}/requirements.txt", "django\n"},
                 {"{% if azure %}startup.txt{% endif %}/startup.txt", "gunicorn a\n"},
                 {"{shop}/settings.py", "A = 1\n"},
                 {"shop/settings.py", "A = 1\n"}});
  Sources sources;
  Loader loader(*files, sources);
  choose_documents(loader, {});
  std::map<std::string, FileStatus> status;
  for (const FileOutcome& outcome : loader.outcomes()) {
    status[outcome.path] = outcome.status;
    if (outcome.status == FileStatus::skipped)
      CHECK(outcome.reason.find("template") != std::string::npos);
  }
  CHECK(status.size() == 5);
  CHECK(status["{{cookiecutter.slug}}/config/settings.py"] == FileStatus::skipped);
  CHECK(status["{{cookiecutter.slug}}/requirements.txt"] == FileStatus::skipped);
  CHECK(status["{% if azure %}startup.txt{% endif %}/startup.txt"] == FileStatus::skipped);
  CHECK(status["{shop}/settings.py"] == FileStatus::analysed);
  CHECK(status["shop/settings.py"] == FileStatus::analysed);
}
