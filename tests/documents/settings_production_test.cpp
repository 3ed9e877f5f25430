// Which settings module is taken for production's, on whose word, and when a name outweighs one.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "documents/assembly.h"
#include "documents/settings/settings.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

using Files = std::map<std::string, std::string>;
using Hints = std::vector<std::pair<std::string, int>>;

const std::string kBase = "INSTALLED_APPS = []\nMODULE = 'base'\n";

std::string names(const std::string& module) {
  return "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '" + module + "')\n";
}

struct Project {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;

  explicit Project(const Files& written, const Hints& hints = {})
      : files(in_memory({written.begin(), written.end()})),
        loader(*files, sources),
        assembly(loader, options, arena) {
    assembly.deployments.emplace_back();
    for (const auto& [module, authority] : hints)
      assembly.deployments.front().settings_modules.push_back({module, {}, "a hint", authority});
    for (const auto& [path, text] : written)
      if (kSettings.suspects(path) != Suspicion::no) loader.choose(path, kSettings);
    kSettings.assemble(assembly);
  }

  std::string said(std::string_view name) const {
    const Node* branch = assembly.deployments.front().branches.get("entry_points");
    if (branch == nullptr || find_entry(*branch, "production") == nullptr) return "";
    const Entry* entry = find_entry(*find_entry(*branch, "production")->value, name);
    return entry == nullptr ? "" : std::string(entry->value->text);
  }
  std::string module() const { return said("settings_module"); }

  std::string setting(std::string_view name) const {
    const Node* settings = assembly.deployments.front().branches.get("settings");
    REQUIRE(settings != nullptr);
    const Entry* entry = find_entry(*settings, name);
    REQUIRE(entry != nullptr);
    return std::string(entry->value->text);
  }
};

Files split_settings(const std::string& wsgi) {
  return {{"shop/wsgi.py", names(wsgi)},
          {"shop/settings/__init__.py", ""},
          {"shop/settings/base.py", kBase},
          {"shop/settings/dev.py", "from .base import *\n"},
          {"shop/settings/prod.py", "from .base import *\n"}};
}

}  // namespace

TEST_CASE("a default for development loses to the module for production beside it") {
  const Project project(split_settings("shop.settings.dev"));
  CHECK(project.module() == "shop.settings.prod");
  CHECK(project.said("instead_of") == "shop.settings.dev");
  CHECK(project.said("source") == "its name");
}

TEST_CASE("of a module that more than manage.py names, it is not said that only manage.py does") {
  Files files = split_settings("shop.settings.dev");
  files["manage.py"] = names("shop.settings.dev");
  const auto about_manage = [](const Project& project) {
    const auto& notes = project.assembly.notes;
    return std::any_of(notes.begin(), notes.end(), [](const std::string& note) {
      return note.find("only manage.py names it") != std::string::npos;
    });
  };
  CHECK_FALSE(about_manage(Project(files)));
  files["shop/wsgi.py"] = names("shop.settings.prod");
  CHECK(about_manage(Project(files)));
}

TEST_CASE("a plain name comes before one of a place or a platform") {
  Files files = split_settings("shop.settings.dev");
  files["shop/settings/heroku.py"] = "from .base import *\n";
  files["shop/settings/prod_eu.py"] = "from .base import *\n";
  CHECK(Project(files).module() == "shop.settings.prod");
  files.erase("shop/settings/prod.py");
  CHECK(Project(files).module() == "shop.settings.heroku");
}

TEST_CASE("what is called after production and is only a part of settings takes no one's place") {
  Files files = split_settings("shop.settings.dev");
  files["shop/settings/prod.py"] = "AZURE_CONTAINER = 'media'\n";
  const Project project(files);
  CHECK(project.module() == "shop.settings.dev");
  CHECK(project.said("production_sibling") == "shop.settings.prod");
  CHECK(project.said("instead_of").empty());
}

TEST_CASE("a default for development is judged where there is nothing else") {
  Files files = split_settings("shop.settings.dev");
  files.erase("shop/settings/prod.py");
  CHECK(Project(files).module() == "shop.settings.dev");
}

TEST_CASE("a default that production's module is made from loses to that one, any other does not") {
  Files files = split_settings("shop.settings.base");
  CHECK(Project(files).module() == "shop.settings.prod");
  files["shop/settings/prod.py"] = "from .common import *\n";
  CHECK(Project(files).module() == "shop.settings.base");
  const Project outside({{"shop/wsgi.py", names("conf.django.base")},
                         {"conf/django/base.py", kBase},
                         {"conf/django/production.py", "from .base import *\n"}});
  CHECK(outside.module() == "conf.django.production");
}

TEST_CASE("directories may say the stage as well as files") {
  const Project project({{"shop/wsgi.py", names("shop.local.settings")},
                         {"shop/base.py", kBase},
                         {"shop/local/settings.py", "from ..base import *\n"},
                         {"shop/live/settings.py", "from ..base import *\n"}});
  CHECK(project.module() == "shop.live.settings");
}

TEST_CASE("what the site holds stands, whatever it names") {
  const Project project(split_settings("shop.settings.prod"),
                        {{"shop.settings.dev", authority::kAppSettings}});
  CHECK(project.module() == "shop.settings.dev");
  CHECK(project.said("instead_of").empty());
}

TEST_CASE("an image outweighs an entry point only when its module is called after production") {
  Files files = split_settings("shop.settings.base");
  files["shop/settings/prod.py"] = "INSTALLED_APPS = []\n";
  files["shop/settings/main.py"] = kBase;
  files["shop/settings/docker.py"] = kBase;
  const auto with = [&](const std::string& module) {
    return Project(files, {{module, authority::kImage}}).module();
  };
  CHECK(with("shop.settings.prod") == "shop.settings.prod");
  CHECK(with("shop.settings.main") == "shop.settings.base");
  CHECK(with("shop.settings.dev") == "shop.settings.base");
  // Where only manage.py says something else, the image is nearer to what is served.
  files.erase("shop/wsgi.py");
  files["manage.py"] = names("shop.settings.base");
  CHECK(with("shop.settings.main") == "shop.settings.main");
  CHECK(with("shop.settings.docker") == "shop.settings.base");
  CHECK(with("shop.settings.dev") == "shop.settings.base");
}

TEST_CASE("the module beside a default for development outweighs an image's own") {
  const Files files = split_settings("shop.settings.dev");
  Files docker = files;
  docker["shop/settings/docker.py"] = "from .base import *\n";
  const Project project(docker, {{"shop.settings.docker", authority::kImage}});
  CHECK(project.module() == "shop.settings.prod");
  docker.erase("shop/settings/prod.py");
  CHECK(Project(docker, {{"shop.settings.docker", authority::kImage}}).module() ==
        "shop.settings.docker");
  // What a process manager starts is what is served.
  CHECK(Project(files, {{"shop.settings.base", authority::kProcessFile}}).module() ==
        "shop.settings.base");
}

TEST_CASE("a stage before production is nearer to it than a developer's machine") {
  Files files = split_settings("shop.settings.dev");
  files.erase("shop/settings/prod.py");
  files["shop/settings/staging.py"] = kBase;
  const Project project(files, {{"shop.settings.staging", authority::kImage}});
  CHECK(project.module() == "shop.settings.staging");
  CHECK(project.said("instead_of") == "shop.settings.dev");
}

TEST_CASE("where the default is not in the project, an image's module leaves it open") {
  Files files = split_settings("shop.settings.secret");
  files["shop/settings/docker.py"] = kBase;
  const Project project(files, {{"shop.settings.docker", authority::kImage}});
  CHECK(project.module() == "shop.settings.docker");
  CHECK(project.said("absent") == "shop.settings.secret");
}

TEST_CASE("settings see the name under which they are loaded") {
  const std::string reads = "import os\nMODULE = os.environ['DJANGO_SETTINGS_MODULE']\n";
  const Project project({{"shop/wsgi.py", names("shop.settings")}, {"shop/settings.py", reads}});
  CHECK(project.setting("MODULE") == "shop.settings");
}

TEST_CASE("packages may lie in src") {
  const Project project({{"manage.py", names("shop.settings")},
                         {"src/shop/defaults.py", "MODULE = 'defaults'\n"},
                         {"src/shop/settings.py", "from shop.defaults import *\n"}});
  CHECK(project.module() == "shop.settings");
  CHECK(project.setting("MODULE") == "defaults");
}

TEST_CASE("a package that only hands on a module for development is that module") {
  const std::string own = "from .base import *\nMODULE = 'production'\n";
  const Project project({{"wsgi.py", names("shop.settings")},
                         {"shop/settings/__init__.py", "\"\"\"Mine.\"\"\"\nfrom .dev import *\n"},
                         {"shop/settings/base.py", kBase},
                         {"shop/settings/dev.py", "from .base import *\nDEBUG = True\n"},
                         {"shop/settings/production.py", own}});
  CHECK(project.module() == "shop.settings.production");
  CHECK(project.said("instead_of") == "shop.settings.dev");
  const Project more({{"wsgi.py", names("shop.settings")},
                      {"shop/settings/__init__.py", "from .dev import *\nDEBUG = False\n"},
                      {"shop/settings/base.py", kBase},
                      {"shop/settings/dev.py", "from .base import *\nDEBUG = True\n"},
                      {"shop/settings/production.py", own}});
  CHECK(more.module() == "shop.settings");
}

TEST_CASE("a stage may be a package of its own") {
  const Project project({{"wsgi.py", names("shop.settings")},
                         {"shop/settings/__init__.py", ""},
                         {"shop/settings/base.py", kBase},
                         {"shop/settings/development/__init__.py", "from ..base import *\n"},
                         {"shop/settings/production/__init__.py",
                          "from shop.settings.base import *\nMODULE = 'production'\n"}});
  CHECK(project.module() == "shop.settings.production");
  CHECK(project.setting("MODULE") == "production");
}

TEST_CASE("another program's settings are judged for what they write only") {
  const auto open = [](const std::string& path, const std::string& text) {
    const Project project(Files{{path, text}});
    const Node* settings = project.assembly.deployments.front().branches.get("settings");
    REQUIRE_MESSAGE(settings != nullptr, text);
    return settings->open;
  };
  CHECK(open("bot/settings.py", "import scrapy\nBOT_NAME = 'bot'\n"));
  CHECK(open("api/settings.py", "from flask import Config\nSECRET_KEY = 'x'\n"));
  CHECK(open("api/settings.py", "from pydantic_settings import BaseSettings\nDEBUG = True\n"));
  CHECK_FALSE(open("api/settings.py", "DEBUG = True\n"));
  CHECK_FALSE(open("api/settings.py", "import pydantic\nINSTALLED_APPS = []\n"));
  CHECK_FALSE(open("api/settings.py",
                   "import flask\nfrom django.urls import reverse_lazy\nDEBUG = True\n"));
  Project named({{"api/settings.py", "import flask\nDEBUG = True\n"}},
                {{"api.settings", authority::kWsgi}});
  CHECK_FALSE(named.assembly.deployments.front().branches.get("settings")->open);
}

TEST_CASE("what lies in a hidden directory is no settings module") {
  const Project project(Files{{".github/workflows/settings.py", kBase}});
  CHECK(project.module().empty());
  const Project two(
      Files{{".github/workflows/test_settings.py", kBase}, {"shop/settings.py", kBase}});
  CHECK(two.module() == "shop.settings");
}
