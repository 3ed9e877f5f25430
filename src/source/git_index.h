// Reads the index of git: which files a repository tracks. Nothing of git is run, since git runs
// what a repository's configuration names. What is not understood to the last byte is a problem.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace djaz {

struct GitEntry {
  // From the top of the repository; valid during the call only. Raw bytes of whoever wrote the
  // index.
  std::string_view path;
  std::uint32_t mode = 0;
  // Of the file on disk when git looked last.
  std::uint32_t size = 0;
  bool skip_worktree = false;  // tracked, and kept off the disk by a sparse checkout
  bool intent_to_add = false;
};

struct GitIndex {
  // Words when the index could not be read to its end: the entries so far are then no answer.
  std::string problem;
  // Directories stand in it for the files below them.
  bool sparse = false;
};

// `bytes` is the whole file, `hash_size` 20 for SHA-1 and 32 for SHA-256. A file in conflict is
// told once.
GitIndex read_git_index(std::string_view bytes, std::size_t hash_size,
                        const std::function<void(const GitEntry&)>& tell);

}  // namespace djaz
