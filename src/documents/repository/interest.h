// Of all the files that a repository tracks, those that a rule may ask about.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/git_repository.h"

namespace djaz::repository {

// Files by what their names promise.
enum class Sort : std::uint8_t { none, dotenv, launch, key, key_store, database, publish, venv };

std::string_view to_string(Sort sort);
// Never `venv`, which takes more than one file to see.
Sort sort_of(std::string_view path);

struct Tracked {
  std::string path;  // from the root of the project
  Sort sort = Sort::none;
  std::uint32_t size = 0;
  std::string directory;  // of a virtual environment
};

struct TrackedFiles {
  std::vector<Tracked> files;  // in order of path
  // The first that builds a container or starts several, as `Dockerfile`.
  std::string container;
  // The first that configures nginx or the like.
  std::string web_server;
  // Words when nothing can be said.
  std::string problem;
  // There may be more.
  bool open = false;
};

// Below `prefix`, the project's path in the repository.
TrackedFiles tracked_files(const GitRepository& repository, std::string_view prefix);

}  // namespace djaz::repository
