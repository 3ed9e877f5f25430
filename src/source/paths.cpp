#include "source/file_system.h"

namespace djaz {

bool resolve_relative(std::string_view directory, std::string_view path, std::string& out) {
  out.clear();
  if (path.starts_with('/') || path.find('\0') != std::string_view::npos) return false;
  std::string result(directory);
  std::size_t at = 0;
  while (at < path.size()) {
    std::size_t end = path.find('/', at);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view segment = path.substr(at, end - at);
    at = end + 1;
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      if (result.empty()) return false;
      result.resize(directory_of(result).size());
      continue;
    }
    if (!result.empty()) result += '/';
    result += segment;
  }
  out = std::move(result);
  return true;
}

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string path;
  path.reserve(directory.size() + name.size() + 1);
  path += directory;
  if (!path.empty() && !name.empty()) path += '/';
  path += name;
  return path;
}

}  // namespace djaz
