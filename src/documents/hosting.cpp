#include "documents/hosting.h"

#include <algorithm>
#include <array>

#include "support/text.h"
#include "tree/member.h"

namespace djaz {
namespace {

constexpr std::array<std::string_view, 6> kWebServers = {"nginx", "caddy",    "apache2",
                                                         "httpd", "lighttpd", "openresty"};
constexpr std::array<std::string_view, 6> kDjangoServers = {"gunicorn", "uvicorn",   "uwsgi",
                                                            "daphne",   "hypercorn", "waitress"};

template <std::size_t N>
bool has_any(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  });
}

template <typename Says>
bool some_line(std::string_view text, Says says) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trimmed(text.substr(at, end - at));
    if (!line.empty() && line.front() != '#' && line.front() != ';' && says(lowered(line)))
      return true;
    at = end + 1;
  }
  return false;
}

// What other services keep, and what is mounted from the source or to configure.
constexpr std::array<std::string_view, 14> kOtherMounts = {
    "postgres", "pgdata", "mysql",        "mariadb", "redis", "mongo",  "elastic",
    "rabbit",   "/etc/",  "node_modules", ".sock",   ".sql",  ".cache", ".conf"};

// `- uploads:/app/data` of a compose file, where neither the source code nor another service's data
// is mounted.
bool mounts_data(std::string_view line) {
  if (!line.starts_with("- ")) return false;
  line = trimmed(line.substr(2));
  if (!line.empty() && (line.front() == '"' || line.front() == '\'')) line.remove_prefix(1);
  const std::size_t colon = line.find(":/");
  if (colon == std::string_view::npos || colon == 0 || has_any(line, kOtherMounts)) return false;
  // `.:/code`, `./app:/code` and `${PWD}:/code` are the source.
  const std::string_view source = line.substr(0, colon);
  return source.find_first_of(" $=") == std::string_view::npos &&
         (source.front() != '.' || source.find("data") != std::string_view::npos);
}

// A place that outlives the container, for what is uploaded.
bool names_volume(std::string_view text) {
  return some_line(text, [](const std::string& line) {
    return line.starts_with("volume ") || line.find("media") != std::string::npos ||
           mounts_data(line);
  });
}

bool lies_in(std::string_view path, std::string_view directory) {
  return directory.empty() || path == directory ||
         (path.size() > directory.size() && path.starts_with(directory) &&
          path[directory.size()] == '/');
}

}  // namespace

bool names_web_server(std::string_view text) {
  return some_line(text, [](const std::string& line) {
    return has_any(line, kWebServers) || line.find("static-map") != std::string::npos;
  });
}

bool names_django_server(std::string_view text) {
  return some_line(text, [](const std::string& line) { return has_any(line, kDjangoServers); });
}

bool is_above(std::string_view path, const Deployment& deployment) {
  return lies_in(deployment.root, directory_of(path));
}

bool is_about(std::string_view path, const Deployment& deployment) {
  return is_above(path, deployment) || lies_in(directory_of(path), deployment.root);
}

void add_hosting(Assembly& assembly, std::string_view kind, bool container) {
  for (Deployment& deployment : assembly.deployments) {
    const Node* before = deployment.branches.get("hosting");
    const Node* contained = member(before, "container");
    const Node* server = member(before, "web_server");
    const Node* volume = member(before, "volume");
    for (const Document* document : assembly.of_kind(kind)) {
      const SourceFile& file = assembly.loader.sources().file(document->file);
      if (!is_about(file.path(), deployment)) continue;
      const Span start{document->file, 0, 0};
      if (container && contained == nullptr)
        contained = assembly.builder.string(file.path(), start);
      if (server == nullptr && names_web_server(file.text()))
        server = assembly.builder.string(file.path(), start);
      if (container && volume == nullptr && names_volume(file.text()))
        volume = assembly.builder.string(file.path(), start);
    }
    MappingBuilder hosting;
    if (contained != nullptr) hosting.set("container", contained);
    if (server != nullptr) hosting.set("web_server", server);
    if (volume != nullptr) hosting.set("volume", volume);
    deployment.branches.set("hosting", hosting.build(assembly.builder));
  }
}

}  // namespace djaz
