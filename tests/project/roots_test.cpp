#include "project/roots.h"

#include <doctest/doctest.h>

#include "documents/settings/modules.h"
#include "documents/settings/settings.h"

using namespace djaz;

namespace {

std::vector<std::string> roots_with(const std::vector<std::pair<std::string, std::string>>& texts) {
  const auto files = in_memory(texts);
  Sources sources;
  Loader loader(*files, sources);
  for (const auto& [path, text] : texts) {
    if (is_settings_path(path) || path.ends_with("manage.py")) loader.choose(path, kSettings);
  }
  return deploy_roots(loader);
}

std::vector<std::string> roots_of(const std::vector<std::string>& paths) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& path : paths) texts.emplace_back(path, "");
  return roots_with(texts);
}

}  // namespace

TEST_CASE("a project that tests keep is no deployment") {
  CHECK(roots_of(std::vector<std::string>{"shop/settings.py", "manage.py",
                                          "tests/fixtures/toy/manage.py"}) ==
        std::vector<std::string>{""});
  CHECK(roots_of(std::vector<std::string>{"api/manage.py", "web/manage.py",
                                          "web/tests/toy/manage.py"}) ==
        std::vector<std::string>{"api", "web"});
}

TEST_CASE("a library is not judged by the project of its tests or its documentation") {
  CHECK(roots_of(std::vector<std::string>{"tests/manage.py", "tests/toy/settings.py",
                                          "docs/example_settings.py"}) ==
        std::vector<std::string>{""});
}

TEST_CASE("the settings.py of an app makes no deployment, that of a project does") {
  const std::string reads =
      "from django.conf import settings\nURL = getattr(settings, 'URL', '/')\n";
  CHECK(roots_with(
            {{"site/manage.py", ""}, {"site/toy/settings.py", ""}, {"app/settings.py", reads}}) ==
        std::vector<std::string>{"site"});
  CHECK(
      roots_with({{"site/manage.py", ""}, {"app/settings.py", reads + "INSTALLED_APPS = []\n"}}) ==
      std::vector<std::string>{"app", "site"});
  CHECK(roots_with({{"site/manage.py", ""},
                    {"app/settings.py", "from ..settings import get\nURL = get('URL')\n"}}) ==
        std::vector<std::string>{"site"});
  CHECK(roots_with({{"site/manage.py", ""},
                    {"app/settings.py", "from base.settings import SECRET_KEY\n"}}) ==
        std::vector<std::string>{"app", "site"});
  CHECK(roots_with({{"site/manage.py", ""}, {"app/migrations/0002_site_settings.py", ""}}) ==
        std::vector<std::string>{"site"});
}
