#include "project/roots.h"

#include <doctest/doctest.h>

#include "documents/settings/settings.h"

using namespace djaz;

namespace {

std::vector<std::string> roots_of(const std::vector<std::string>& paths) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& path : paths) texts.emplace_back(path, "");
  const auto files = in_memory(texts);
  Sources sources;
  Loader loader(*files, sources);
  for (const std::string& path : paths) loader.choose(path, kSettings);
  return deploy_roots(loader);
}

}  // namespace

TEST_CASE("a project that tests keep is no deployment") {
  CHECK(roots_of({"shop/settings.py", "manage.py", "tests/fixtures/toy/manage.py"}) ==
        std::vector<std::string>{""});
  CHECK(roots_of({"api/manage.py", "web/manage.py", "web/tests/toy/manage.py"}) ==
        std::vector<std::string>{"api", "web"});
}

TEST_CASE("a library is judged by the project of its tests, as it has no other") {
  CHECK(roots_of({"tests/manage.py", "tests/toy/settings.py"}) ==
        std::vector<std::string>{"tests"});
}
