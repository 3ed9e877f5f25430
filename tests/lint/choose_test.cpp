#include "lint/choose.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "source/file_system.h"

using namespace djaz;

TEST_CASE("of many files each is read once, in the order of the walk, whoever parses it") {
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 100; i < 400; ++i)
    many.push_back({"d" + std::to_string(i) + "/settings.py",
                    i == 250 ? "A = (\n" : "A = " + std::to_string(i) + "\n"});
  many.push_back({"d200/{{ x }}/settings.py", "A = 1\n"});
  const auto files = in_memory(std::move(many));
  Sources sources;
  Loader loader(*files, sources);
  choose_documents(loader, {});
  REQUIRE(loader.outcomes().size() == 301);
  CHECK(std::is_sorted(loader.outcomes().begin(), loader.outcomes().end(),
                       [](const FileOutcome& a, const FileOutcome& b) { return a.path < b.path; }));
  CHECK(loader.files_read() == 300);
  CHECK(sources.size() == 300);
  for (std::size_t i = 0; i < loader.documents().size(); ++i) {
    const Document& document = *loader.documents()[i];
    CHECK(document.file.value == i);
    CHECK(sources.file(document.file).path() == "d" + std::to_string(100 + i) + "/settings.py");
    CHECK(document.failed() == (i == 150));
  }
}

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
