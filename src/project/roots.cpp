#include "project/roots.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "documents/settings/modules.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMostRoots = 1'000;

bool covers(const std::string& root, std::string_view path) {
  return root.empty() ||
         (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/');
}

// The directory that a module in this file is imported from: above its outermost package.
std::string import_root(Loader& loader, std::string_view path) {
  std::string directory(directory_of(path));
  const bool in_settings_package = file_name_of(directory) == "settings";
  if (in_settings_package) directory = std::string(directory_of(directory));
  while (!directory.empty()) {
    const bool package = loader.exists(join_path(directory, "__init__.py")) ||
                         loader.exists(join_path(directory, "wsgi.py")) ||
                         loader.exists(join_path(directory, "asgi.py"));
    // A directory whose name cannot be imported is where its files are imported from.
    if (!package || module_name("", join_path(directory, "x.py")).empty()) break;
    directory = std::string(directory_of(directory));
  }
  return directory;
}

// A project that tests or pages of documentation keep to try themselves on.
bool is_fixture(std::string_view root) {
  const std::vector<std::string_view> segments = split(root, '/');
  return std::any_of(segments.begin(), segments.end(), [](std::string_view segment) {
    return segment == "test" || segment == "tests" || segment == "fixtures" ||
           segment == "testdata" || segment == "testing" || segment == "docs" || segment == "doc";
  });
}

}  // namespace

std::vector<std::string> deploy_roots(Loader& loader) {
  std::set<std::string> roots;
  std::vector<std::string> settings;
  for (const auto& document : loader.documents()) {
    if (document->kind->name != "settings") continue;
    const std::string& path = loader.sources().file(document->file).path();
    if (file_name_of(path) == "manage.py") roots.insert(std::string(directory_of(path)));
    if (is_settings_path(path) && !is_app_settings(*document->module)) settings.push_back(path);
  }
  const std::set<std::string> managed = roots;
  for (const std::string& path : settings) {
    const bool known = std::any_of(managed.begin(), managed.end(),
                                   [&](const std::string& root) { return covers(root, path); });
    if (known || roots.size() >= kMostRoots) continue;
    const std::string root = import_root(loader, path);
    // Settings of tests and examples make no deployment of their own.
    const std::string module = module_name(root, path);
    if (!module.empty() && is_development_module(module)) continue;
    roots.insert(root);
  }
  // A library has nothing but the project of its tests, and nobody deploys that.
  std::erase_if(roots, [](const auto& root) { return is_fixture(root); });
  if (roots.empty()) roots.insert("");
  return {roots.begin(), roots.end()};
}

}  // namespace djaz
