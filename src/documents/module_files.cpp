#include "documents/module_files.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

bool is_identifier(std::string_view name) {
  if (name.empty() || is_digit(name.front())) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return is_alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

std::string module_file(Loader& loader, std::string_view root, std::string_view module,
                        bool& package) {
  const std::string relative = replaced(module, ".", "/");
  const std::string base = join_path(root, relative);
  package = false;
  // CPython prefers a package to a module of the same name.
  const std::string init = join_path(base, "__init__.py");
  if (loader.exists(init)) {
    package = true;
    return init;
  }
  const std::string file = base + ".py";
  return loader.exists(file) ? file : std::string();
}

std::string module_name(std::string_view root, std::string_view path) {
  if (!root.empty()) {
    if (!path.starts_with(root) || path.size() <= root.size() || path[root.size()] != '/')
      return "";
    path.remove_prefix(root.size() + 1);
  }
  if (!path.ends_with(".py")) return "";
  path.remove_suffix(3);
  std::string name;
  for (const std::string_view segment : split(path, '/')) {
    if (!is_identifier(segment)) return "";
    if (segment == "__init__") break;
    if (!name.empty()) name += '.';
    name += segment;
  }
  return name;
}

}  // namespace djaz
