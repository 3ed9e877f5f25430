#include "documents/imports_ahead.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "source/file_system.h"

using namespace djaz;

namespace {

struct Read {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;

  explicit Read(std::vector<std::pair<std::string, std::string>> project)
      : files(in_memory(std::move(project))), loader(*files, sources) {}
  std::vector<std::string> paths() const {
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < sources.size(); ++i) out.push_back(sources.file({i}).path());
    std::sort(out.begin(), out.end());
    return out;
  }
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("what a module imports is read ahead, and what that imports, in every spelling") {
  Read read(
      {{"site/shop/__init__.py", ""},
       {"site/shop/settings/__init__.py", "from .base import *\nimport os, shop.two as t\n"},
       {"site/shop/settings/base.py", "from .. import four\nfrom shop.three import (a, b as c)"},
       {"site/shop/two.py", "import shop.settings\n"},
       {"site/shop/three/b.py", "from django.conf import settings\n"},
       {"site/shop/four.py", "def f():\n    import shop.five\n"},
       {"site/shop/five.py", ""}});
  read_imports_ahead(read.loader, "site", "shop.settings", "site/shop/settings/__init__.py");
  CHECK(read.paths() == Paths{"site/shop/__init__.py", "site/shop/four.py",
                              "site/shop/settings/__init__.py", "site/shop/settings/base.py",
                              "site/shop/three/b.py", "site/shop/two.py"});
}

TEST_CASE("modules of middleware are read ahead, without what they import") {
  Read read(
      {{"shop/settings.py",
        "MIDDLEWARE = [\n    'shop.one.Middleware',\n    \"shop.two.SomeMiddleware\",\n"
        "    'shop.three.Other',\n    'gone.one.XMiddleware',\n    'Middleware',\n    'shop.\n]\n"},
       {"shop/one.py", "import shop.four\n"},
       {"shop/two.py", ""},
       {"shop/three.py", ""},
       {"shop/four.py", ""}});
  read_imports_ahead(read.loader, "", "shop.settings", "shop/settings.py");
  CHECK(read.paths() == Paths{"shop/one.py", "shop/settings.py", "shop/two.py"});
}

TEST_CASE("what was read ahead shows only when it is asked for, and is the same then") {
  // Long enough for threads.
  std::string text =
      "from shop.missing import x\nfrom ....... import y\nfrom shop.other import z\n";
  for (int i = 0; i < 1500; ++i) text += "A" + std::to_string(i) + " = " + std::to_string(i) + "\n";
  Read read({{"shop/settings.py", text},
             {"shop/other.py", text + "import shop.broken\n"},
             {"shop/broken.py", "a = (\n"}});
  read_imports_ahead(read.loader, "", "shop.settings", "shop/settings.py");
  CHECK(read.sources.size() == 3);
  CHECK(read.loader.documents().empty());
  CHECK(read.loader.outcomes().empty());
  CHECK(read.loader.files_read() == 0);
  const Document* other = read.loader.load("shop/other.py", *find_document_kind("settings"));
  REQUIRE(other != nullptr);
  CHECK(other->module->body.size() == 1504);
  CHECK(read.loader.outcomes().size() == 1);
  const Document* broken = read.loader.load("shop/broken.py", *find_document_kind("settings"));
  REQUIRE(broken != nullptr);
  CHECK(broken->failed());
  CHECK(read.loader.outcomes().back().status == FileStatus::failed);
  CHECK(read.sources.size() == 3);
}
