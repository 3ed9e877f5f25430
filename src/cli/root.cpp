#include "cli/root.h"

#include <filesystem>
#include <system_error>

namespace djaz::cli {
namespace {

namespace fs = std::filesystem;

// Whichever directory holds one of these is a project, unless a nearer one does.
constexpr const char* kMarkers[] = {"manage.py", "djaz.toml", ".djaz.toml", "pyproject.toml",
                                    ".git"};

// Absolute and without `.` and `..`, links left as they are.
Result<fs::path> absolute(const std::string& path) {
  std::error_code error;
  fs::path full = fs::absolute(path, error);
  if (error) return Error{"the working directory cannot be read", {}, ""};
  full = full.lexically_normal();
  if (!full.has_filename() && full.has_relative_path()) full = full.parent_path();
  return full;
}

bool there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_project(const fs::path& directory) {
  for (const char* marker : kMarkers)
    if (there(directory / marker)) return true;
  return false;
}

// The nearest project at or above the directory, or the directory itself.
fs::path project_around(const fs::path& directory) {
  for (fs::path at = directory;; at = at.parent_path()) {
    if (is_project(at)) return at;
    if (!at.has_relative_path()) return directory;
  }
}

fs::path common(const fs::path& a, const fs::path& b) {
  fs::path out;
  auto left = a.begin();
  auto right = b.begin();
  for (; left != a.end() && right != b.end() && *left == *right; ++left, ++right) out /= *left;
  return out;
}

Target target_in(const fs::path& root, const std::vector<fs::path>& paths) {
  Target target;
  target.root = root.string();
  for (const fs::path& path : paths) {
    const std::string relative = path.lexically_relative(root).string();
    if (relative == ".") {
      target.paths.clear();
      return target;
    }
    target.paths.push_back(relative);
  }
  return target;
}

// Absolute paths; one error for each that does not exist when it must.
Result<std::vector<fs::path>> absolute_all(const std::vector<std::string>& paths, bool must_exist) {
  std::vector<fs::path> out;
  std::vector<Error> errors;
  for (const std::string& path : paths) {
    Result<fs::path> one = absolute(path);
    if (!one) return one.errors();
    if (path.empty() || (must_exist && !there(one.value())))
      errors.push_back(Error{"there is no file or directory `" + path + '`', {}, ""});
    out.push_back(one.value());
  }
  if (!errors.empty()) return errors;
  return out;
}

}  // namespace

Result<Target> find_target(const std::vector<std::string>& paths) {
  if (paths.empty()) {
    const Result<fs::path> here = absolute(".");
    if (!here) return here.errors();
    return target_in(project_around(here.value()), {});
  }
  const Result<std::vector<fs::path>> all = absolute_all(paths, true);
  if (!all) return all.errors();
  const std::vector<fs::path>& full = all.value();
  if (full.size() == 1 && is_folder(full[0])) return target_in(full[0], {});
  fs::path shared = is_folder(full[0]) ? full[0] : full[0].parent_path();
  for (const fs::path& path : full) shared = common(shared, path);
  return target_in(project_around(shared), full);
}

Result<Target> find_target_in(const std::string& root, const std::vector<std::string>& paths,
                              bool must_exist) {
  const Result<std::vector<fs::path>> directory = absolute_all({root}, true);
  if (!directory) return directory.errors();
  const Result<std::vector<fs::path>> all = absolute_all(paths, must_exist);
  if (!all) return all.errors();
  for (const fs::path& path : all.value())
    if (common(directory.value()[0], path) != directory.value()[0])
      return Error{"`" + path.string() + "` lies outside the root", {}, ""};
  return target_in(directory.value()[0], all.value());
}

Result<Target> find_target_around(const std::string& file) {
  const Result<fs::path> full = absolute(file);
  if (!full) return full.errors();
  return target_in(project_around(full.value().parent_path()), {full.value()});
}

std::string path_from(const std::string& directory, const std::string& file) {
  const Result<fs::path> full = absolute(file);
  return full ? full.value().lexically_relative(directory).generic_string() : file;
}

std::string path_in_repository(const std::string& directory) {
  // Through a link the repository knows the directory by its real name only.
  std::error_code error;
  fs::path start = fs::canonical(directory, error);
  if (error) start = directory;
  for (fs::path at = start;; at = at.parent_path()) {
    if (there(at / ".git")) return at == start ? "" : start.lexically_relative(at).generic_string();
    if (!at.has_relative_path()) return "";
  }
}

}  // namespace djaz::cli
