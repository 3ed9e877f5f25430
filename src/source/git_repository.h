// Where the data of a repository are and what form they have, found without leaving the directory
// that holds the repository.
#pragma once

#include <cstddef>
#include <string>

#include "source/file_system.h"

namespace djaz {

struct GitRepository {
  bool present = false;
  // Words, when it is there and its index cannot be read.
  std::string problem;
  // ".git", or where a file of that name leads.
  std::string directory;
  // The bytes of the index; empty when nothing was ever added.
  std::string index;
  std::size_t hash_size = 20;
  // Patterns of `.gitignore` match without case.
  bool ignore_case = false;
};

// `files` is the directory that `.git` stands in.
GitRepository open_git_repository(FileSystem& files);

}  // namespace djaz
