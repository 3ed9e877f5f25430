// One walk of the tree by directory entries: which files may be documents, and of which kind.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "source/file_system.h"

namespace djaz {

struct Discovered {
  std::string path;
  FileType type = FileType::regular;
};

struct DiscoveryOptions {
  std::vector<std::string> paths;    // files and directories under the root; empty: all
  std::vector<std::string> exclude;  // globs
};

// Whether a walk with these options may reach the path, as far as its name says.
bool covers(const DiscoveryOptions& options, std::string_view path);

struct Discovery {
  // Files for which `wanted` said yes, sorted by path. Links and special files that it wants are
  // listed too, with their type, so that they can be said to be skipped.
  std::vector<Discovered> files;
  // Directories that could not be read, with the reason.
  std::vector<std::pair<std::string, std::string>> problems;
  // Paths given by the user that do not exist.
  std::vector<std::string> missing;
  std::size_t entries = 0;
};

// Does not enter .git, node_modules, virtual environments (a pyvenv.cfg inside), __pycache__,
// site-packages, build caches (.tox, .nox, .mypy_cache, .ruff_cache, .pytest_cache).
// Iterative; bounded by 1,000,000 entries and 4,096 bytes of path.
// `wanted` is asked by any thread.
Discovery discover(FileSystem& files, const DiscoveryOptions& options,
                   const std::function<bool(std::string_view path)>& wanted);

}  // namespace djaz
