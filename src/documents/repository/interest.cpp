#include "documents/repository/interest.h"

#include <algorithm>
#include <map>
#include <set>

#include "source/file_system.h"
#include "source/git_index.h"
#include "support/text.h"

namespace djaz::repository {
namespace {

constexpr std::size_t kMostTracked = 1'000;

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() > ending.size() && ends_with_ignoring_case(name, ending);
  });
}

// A path that no checkout can hold is of somebody who wrote the index by hand.
bool is_plain(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  for (const std::string_view part : split(path, '/'))
    if (part.empty() || part == "." || part == "..") return false;
  return true;
}

// Those below a folder with a dot, as `.devcontainer`, are for the people who develop.
bool is_container_file(std::string_view path) {
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return false;
  const std::string_view name = file_name_of(path);
  return name == "Dockerfile" || name.starts_with("Dockerfile.") || name.ends_with(".Dockerfile") ||
         name == "Containerfile" || name.starts_with("docker-compose") || name == "compose.yml" ||
         name == "compose.yaml";
}

// What configures a web server, wherever it lies.
bool is_web_server_file(std::string_view path) {
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return false;
  const std::string all = lowered(path);
  for (const std::string_view part : split(all, '/'))
    for (const std::string_view name : {"nginx", "caddyfile", "apache2", "httpd.conf", "lighttpd"})
      if (part.starts_with(name) || part.ends_with(name)) return true;
  return false;
}

// Virtual environments by their marks: `pyvenv.cfg`, or a script to activate it beside a folder of
// installed packages.
class Environments {
 public:
  void look(std::string_view path) {
    const std::string_view name = file_name_of(path);
    const std::string_view folder = directory_of(path);
    if (name == "pyvenv.cfg") {
      certain_.emplace(folder, path);
    } else if (name == "activate" && (file_name_of(folder) == "bin" ||
                                      equal_ignoring_case(file_name_of(folder), "scripts"))) {
      possible_.emplace(directory_of(folder), path);
    }
    const std::size_t at = path.find("/site-packages/");
    if (at == std::string_view::npos) return;
    // `lib/python3.12/site-packages` or `Lib/site-packages`.
    std::string_view library = path.substr(0, at);
    if (file_name_of(library).starts_with("python")) library = directory_of(library);
    if (equal_ignoring_case(file_name_of(library), "lib"))
      with_packages_.emplace(directory_of(library));
  }

  void add_to(std::vector<Tracked>& files) const {
    std::map<std::string, std::string> all = certain_;
    for (const auto& [folder, path] : possible_)
      if (with_packages_.contains(folder)) all.emplace(folder, path);
    for (const auto& [folder, path] : all)
      if (files.size() < 2 * kMostTracked) files.push_back({path, Sort::venv, 0, folder});
  }

 private:
  // Folder to the file that shows it.
  std::map<std::string, std::string> certain_;
  std::map<std::string, std::string> possible_;
  std::set<std::string> with_packages_;
};

}  // namespace

std::string_view to_string(Sort sort) {
  constexpr std::string_view kNames[] = {"none",      "dotenv",   "launch",  "key",
                                         "key-store", "database", "publish", "venv"};
  return kNames[static_cast<std::size_t>(sort)];
}

Sort sort_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  if (name == ".env" || name == ".envrc" || name.starts_with(".env.") ||
      (name.size() > 4 && name.ends_with(".env")))
    return Sort::dotenv;
  if (equal_ignoring_case(name, "launch.json"))
    return file_name_of(directory_of(path)) == ".vscode" ? Sort::launch : Sort::none;
  for (const std::string_view key : {"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"})
    if (name == key) return Sort::key;
  if (ends_with_any(name, {".pem", ".key", ".ppk"})) return Sort::key;
  if (ends_with_any(name, {".pfx", ".p12", ".jks"})) return Sort::key_store;
  if (ends_with_any(name, {".sqlite3", ".sqlite", ".db"})) return Sort::database;
  if (ends_with_any(name, {".publishsettings", ".pubxml.user", ".azurepubxml.user"}))
    return Sort::publish;
  return Sort::none;
}

TrackedFiles tracked_files(const GitRepository& repository, std::string_view prefix) {
  TrackedFiles out;
  out.problem = repository.problem;
  if (!out.problem.empty() || repository.index.empty()) return out;
  Environments environments;
  const auto look = [&](const GitEntry& entry) {
    std::string_view path = entry.path;
    if (!prefix.empty()) {
      if (!path.starts_with(prefix) || !path.substr(prefix.size()).starts_with('/')) return;
      path.remove_prefix(prefix.size() + 1);
    }
    const Sort sort = sort_of(path);
    if (sort != Sort::none && is_plain(path)) {
      out.open = out.open || out.files.size() == kMostTracked;
      if (out.files.size() < kMostTracked)
        out.files.push_back({std::string(path), sort, entry.size, ""});
    }
    if (out.container.empty() && is_container_file(path) && is_plain(path)) out.container = path;
    if (out.web_server.empty() && is_web_server_file(path) && is_plain(path)) out.web_server = path;
    environments.look(path);
  };
  const GitIndex index = read_git_index(repository.index, repository.hash_size, look);
  if (!index.problem.empty()) {
    out.files.clear();
    out.problem = "the index of git " + index.problem;
    return out;
  }
  out.open = out.open || index.sparse;
  environments.add_to(out.files);
  std::sort(out.files.begin(), out.files.end(),
            [](const Tracked& a, const Tracked& b) { return a.path < b.path; });
  return out;
}

}  // namespace djaz::repository
