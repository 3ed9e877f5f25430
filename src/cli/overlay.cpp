#include "cli/overlay.h"

#include <algorithm>
#include <utility>

namespace djaz::cli {
namespace {

class Overlay : public FileSystem {
 public:
  Overlay(std::unique_ptr<FileSystem> below, std::string path, std::string bytes)
      : below_(std::move(below)), path_(std::move(path)), bytes_(std::move(bytes)) {}

  std::vector<DirectoryEntry> list(const std::string& directory, std::string& problem) override {
    std::vector<DirectoryEntry> entries = below_->list(directory, problem);
    if (directory_of(path_) != directory) return entries;
    const DirectoryEntry ours{std::string(file_name_of(path_)), FileType::regular};
    const auto by_name = [](const DirectoryEntry& a, const DirectoryEntry& b) {
      return a.name < b.name;
    };
    const auto at = std::lower_bound(entries.begin(), entries.end(), ours, by_name);
    if (at != entries.end() && at->name == ours.name)
      *at = ours;
    else
      entries.insert(at, ours);
    return entries;
  }

  ReadOutcome read(const std::string& path, std::uint64_t limit) override {
    if (path != path_) return below_->read(path, limit);
    ReadOutcome out;
    out.ok = bytes_.size() <= limit;
    if (out.ok)
      out.bytes = bytes_;
    else
      out.reason = "is larger than " + std::to_string(limit / 1'000'000) + " MB";
    return out;
  }

  ReadOutcome read_head(const std::string& path, std::size_t count) override {
    if (path != path_) return below_->read_head(path, count);
    ReadOutcome out;
    out.ok = true;
    out.bytes = bytes_.substr(0, count);
    return out;
  }

  bool is_file(const std::string& path) override { return path == path_ || below_->is_file(path); }
  bool is_directory(const std::string& path) override { return below_->is_directory(path); }

 private:
  std::unique_ptr<FileSystem> below_;
  std::string path_;
  std::string bytes_;
};

}  // namespace

std::unique_ptr<FileSystem> overlay(std::unique_ptr<FileSystem> below, std::string path,
                                    std::string bytes) {
  return std::make_unique<Overlay>(std::move(below), std::move(path), std::move(bytes));
}

}  // namespace djaz::cli
