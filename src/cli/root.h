// Which directory is the project, and which part of it was asked for.
#pragma once

#include <string>
#include <vector>

#include "djaz/result.h"

namespace djaz::cli {

struct Target {
  // As a path from the working directory, for opening.
  std::string root;
  // Under the root; empty: all of it.
  std::vector<std::string> paths;
};

// No path: the project around the working directory. One directory: that directory. Otherwise the
// project around what all paths have in common. A path that does not exist is an error.
Result<Target> find_target(const std::vector<std::string>& paths);

// The project is `root`, whatever is in it; the paths must lie inside, and exist when asked.
Result<Target> find_target_in(const std::string& root, const std::vector<std::string>& paths,
                              bool must_exist = true);

// The project around one file, which need not exist (`--stdin-filename`).
Result<Target> find_target_around(const std::string& file);

// Where a file stands seen from an absolute directory: "infra/main.json", "../main.json".
std::string path_from(const std::string& directory, const std::string& file);

// Where an absolute directory is in its repository: "" at the top of it, or when there is none.
std::string path_in_repository(const std::string& directory);

}  // namespace djaz::cli
