#include "cli/overlay.h"

#include <algorithm>
#include <utility>

namespace djaz::cli {
namespace {

// One of several that read the same bytes.
class Shared final : public ByteReader {
 public:
  explicit Shared(std::shared_ptr<const ByteReader> bytes) : bytes_(std::move(bytes)) {}

  std::uint64_t size() const override { return bytes_->size(); }
  std::size_t read(std::uint64_t offset, char* to, std::size_t count) const override {
    return bytes_->read(offset, to, count);
  }
  bool unchanged() const override { return bytes_->unchanged(); }

 private:
  std::shared_ptr<const ByteReader> bytes_;
};

class Overlay : public FileSystem {
 public:
  Overlay(std::unique_ptr<FileSystem> below, std::string path,
          std::shared_ptr<const ByteReader> bytes)
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
    if (bytes_->size() > limit) {
      out.reason = "is larger than " + std::to_string(limit / 1'000'000) + " MB";
      return out;
    }
    return first(static_cast<std::size_t>(bytes_->size()));
  }

  OpenOutcome open_bytes(const std::string& path) override {
    if (path != path_) return below_->open_bytes(path);
    return {std::make_unique<Shared>(bytes_), "", false};
  }

  ReadOutcome read_head(const std::string& path, std::size_t count) override {
    if (path != path_) return below_->read_head(path, count);
    return first(static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes_->size())));
  }

  bool is_file(const std::string& path) override { return path == path_ || below_->is_file(path); }
  bool is_directory(const std::string& path) override { return below_->is_directory(path); }

 private:
  ReadOutcome first(std::size_t count) const {
    ReadOutcome out;
    out.bytes.resize(count);
    out.ok = bytes_->read(0, out.bytes.data(), count) == count;
    if (!out.ok) {
      out.bytes.clear();
      out.reason = "changed while it was read";
    }
    return out;
  }

  std::unique_ptr<FileSystem> below_;
  std::string path_;
  std::shared_ptr<const ByteReader> bytes_;
};

}  // namespace

std::unique_ptr<FileSystem> overlay(std::unique_ptr<FileSystem> below, std::string path,
                                    std::shared_ptr<const ByteReader> bytes) {
  return std::make_unique<Overlay>(std::move(below), std::move(path), std::move(bytes));
}

}  // namespace djaz::cli
