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

std::string file_below(Loader& loader, std::string_view directory, std::string_view relative,
                       bool& package) {
  const std::string base = join_path(directory, relative);
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

}  // namespace

std::string module_file(Loader& loader, std::string_view root, std::string_view module,
                        bool& package) {
  const std::string relative = replaced(module, ".", "/");
  std::string found = file_below(loader, root, relative, package);
  if (!found.empty()) return found;
  const std::string sources = join_path(root, "src");
  if (loader.directory_exists(sources)) found = file_below(loader, sources, relative, package);
  return found;
}

std::string absolute_module(std::uint32_t level, std::string_view module, std::string_view name,
                            bool package) {
  if (level == 0) return std::string(module);
  std::string_view base = name;
  for (std::uint32_t up = package ? 1 : 0; up < level; ++up) {
    if (base.empty()) return "";
    const std::size_t dot = base.rfind('.');
    base = dot == std::string_view::npos ? std::string_view() : base.substr(0, dot);
  }
  std::string out(base);
  if (!out.empty() && !module.empty()) out += '.';
  out += module;
  return out;
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
