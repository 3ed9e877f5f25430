// Names of modules and the files behind them.
#include "documents/module_files.h"

#include <doctest/doctest.h>

#include "documents/settings/modules.h"
#include "source/file_system.h"

using namespace djaz;

TEST_CASE("a module is looked for at the root, and then in src") {
  const auto files = in_memory({{"shop/settings.py", ""},
                                {"src/shop/settings.py", ""},
                                {"src/tools/__init__.py", ""},
                                {"site/src/api/urls.py", ""}});
  Sources sources;
  Loader loader(*files, sources);
  bool package = false;
  CHECK(module_file(loader, "", "shop.settings", package) == "shop/settings.py");
  CHECK_FALSE(package);
  CHECK(module_file(loader, "", "tools", package) == "src/tools/__init__.py");
  CHECK(package);
  CHECK(module_file(loader, "site", "api.urls", package) == "site/src/api/urls.py");
  CHECK(module_file(loader, "", "nothing", package).empty());
}

TEST_CASE("a module that says that it is not for production is not") {
  for (const char* name : {"shop.not_production_settings", "shop.settings.non_prod"}) {
    CHECK(is_development_module(name));
    CHECK_FALSE(is_production_module(name));
  }
  CHECK(is_production_module("shop.production_settings"));
}
