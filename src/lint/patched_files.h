// A file system in which some files hold other bytes than on the disk: what a fix would make.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "source/file_system.h"

namespace djaz {

class PatchedFiles final : public FileSystem {
 public:
  // `below` must live as long.
  explicit PatchedFiles(FileSystem& below) : below_(below) {}

  // The file is there already.
  void put(const std::string& path, std::string bytes) { bytes_[path] = std::move(bytes); }

  std::vector<DirectoryEntry> list(const std::string& directory, std::string& problem) override {
    return below_.list(directory, problem);
  }
  ReadOutcome read(const std::string& path, std::uint64_t limit) override {
    const auto patched = bytes_.find(path);
    if (patched == bytes_.end()) return below_.read(path, limit);
    ReadOutcome out;
    out.ok = patched->second.size() <= limit;
    if (out.ok)
      out.bytes = patched->second;
    else
      out.reason = "is too large";
    return out;
  }
  ReadOutcome read_head(const std::string& path, std::size_t count) override {
    const auto patched = bytes_.find(path);
    if (patched == bytes_.end()) return below_.read_head(path, count);
    ReadOutcome out;
    out.ok = true;
    out.bytes = patched->second.substr(0, count);
    return out;
  }
  bool is_file(const std::string& path) override { return below_.is_file(path); }
  bool is_directory(const std::string& path) override { return below_.is_directory(path); }

 private:
  FileSystem& below_;
  std::map<std::string, std::string> bytes_;
};

}  // namespace djaz
