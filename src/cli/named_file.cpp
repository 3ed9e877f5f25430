#include "cli/named_file.h"

#include <memory>

namespace djaz::cli {

ReadOutcome read_named(const std::string& file, std::uint64_t limit) {
  std::string directory(directory_of(file));
  if (directory.empty()) directory = file.rfind('/', 0) == 0 ? "/" : ".";
  ReadOutcome out;
  const std::unique_ptr<FileSystem> files = open_directory(directory, out.reason);
  if (files == nullptr) return out;
  return files->read(std::string(file_name_of(file)), limit);
}

}  // namespace djaz::cli
