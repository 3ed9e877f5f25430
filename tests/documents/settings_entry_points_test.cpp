// What is read of wsgi.py, asgi.py and manage.py, and where reading them ends.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "documents/assembly.h"
#include "documents/settings/settings.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

// A project whose asgi.py is this; `routes.py` is not chosen, so that only an import reads it.
struct Project {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;

  explicit Project(const std::string& asgi)
      : files(in_memory({{"shop/__init__.py", ""},
                         {"shop/settings.py", "DEBUG = False\n"},
                         {"shop/routes.py",
                          "import os\n"
                          "os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.other'\n"},
                         {"shop/asgi.py", asgi}})),
        loader(*files, sources),
        assembly(loader, options, arena) {
    assembly.deployments.emplace_back();
    loader.choose("shop/settings.py", kSettings);
    loader.choose("shop/asgi.py", kSettings);
    kSettings.assemble(assembly);
  }

  std::string named() const {
    const Node* branch = assembly.deployments.front().branches.get("entry_points");
    REQUIRE(branch != nullptr);
    const Entry* module = find_entry(*find_entry(*branch, "asgi")->value, "settings_module");
    REQUIRE(module != nullptr);
    return std::string(module->value->text);
  }
  bool has_read(std::string_view path) const {
    for (const auto& document : loader.documents())
      if (sources.file(document->file).path() == path) return true;
    return false;
  }
};

const std::string kHead =
    "import os\n"
    "from django.core.asgi import get_asgi_application\n";
const std::string kDefault = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n";

}  // namespace

TEST_CASE("an entry point is read as far as the call that loads the settings") {
  const Project project(kHead + kDefault +
                        "application = get_asgi_application()\n"
                        "import shop.routes\n");
  CHECK(project.named() == "shop.settings");
  CHECK_FALSE(project.has_read("shop/routes.py"));
}

TEST_CASE("what an entry point imports before it loads the settings may name them") {
  const Project project(kHead + "import shop.routes\n" + kDefault +
                        "application = get_asgi_application()\n");
  CHECK(project.named() == "shop.other");
}

TEST_CASE("a call on one path only, or before any module is named, ends nothing") {
  const Project maybe(kHead + kDefault +
                      "if os.environ.get('EARLY'):\n"
                      "    application = get_asgi_application()\n"
                      "import shop.routes\n");
  CHECK(maybe.named() == "shop.other");
  const Project early(kHead + "application = get_asgi_application()\n" + kDefault);
  CHECK(early.named() == "shop.settings");
}
