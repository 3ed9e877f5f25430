#include <algorithm>
#include <map>

#include "source/file_system.h"
#include "source/words.h"

namespace djaz {
namespace {

class MemoryFiles final : public FileSystem {
 public:
  explicit MemoryFiles(std::vector<std::pair<std::string, std::string>> files) {
    for (auto& [path, bytes] : files) files_.insert_or_assign(std::move(path), std::move(bytes));
  }

  std::vector<DirectoryEntry> list(const std::string& directory, std::string& problem) override {
    std::vector<DirectoryEntry> entries;
    problem.clear();
    const std::string prefix = directory.empty() ? "" : directory + '/';
    auto at = files_.lower_bound(prefix);
    if (!directory.empty() && !is_directory(directory)) {
      problem = is_file(directory) ? words::kNotADirectory : words::kMissing;
      return entries;
    }
    while (at != files_.end() && at->first.starts_with(prefix)) {
      const std::size_t slash = at->first.find('/', prefix.size());
      if (slash == std::string::npos) {
        entries.push_back({at->first.substr(prefix.size()), FileType::regular});
        ++at;
        continue;
      }
      entries.push_back(
          {at->first.substr(prefix.size(), slash - prefix.size()), FileType::directory});
      // Everything below that directory sorts before the same path with the byte after '/'.
      std::string beyond = at->first.substr(0, slash);
      beyond += static_cast<char>('/' + 1);
      at = files_.lower_bound(beyond);
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
  }

  ReadOutcome read(const std::string& path, std::uint64_t limit) override {
    const auto found = files_.find(path);
    if (found == files_.end()) return absent(path);
    ReadOutcome outcome;
    if (found->second.size() > limit) {
      outcome.reason = words::larger_than(limit);
      return outcome;
    }
    outcome.ok = true;
    outcome.bytes = found->second;
    return outcome;
  }

  ReadOutcome read_head(const std::string& path, std::size_t count) override {
    const auto found = files_.find(path);
    if (found == files_.end()) return absent(path);
    ReadOutcome outcome;
    outcome.ok = true;
    outcome.bytes = found->second.substr(0, count);
    return outcome;
  }

  bool is_file(const std::string& path) override { return files_.find(path) != files_.end(); }

  std::string replace(const std::string& path, std::string_view before,
                      std::string_view after) override {
    const auto found = files_.find(path);
    if (found == files_.end()) return words::kMissing;
    if (found->second != before) return words::kChanged;
    found->second = std::string(after);
    return {};
  }

  bool is_directory(const std::string& path) override {
    if (path.empty()) return true;
    const auto at = files_.lower_bound(path + '/');
    return at != files_.end() && at->first.starts_with(path + '/');
  }

 private:
  ReadOutcome absent(const std::string& path) {
    ReadOutcome outcome;
    outcome.missing = !is_directory(path);
    outcome.reason = outcome.missing ? words::kMissing : words::kDirectory;
    return outcome;
  }

  std::map<std::string, std::string> files_;
};

}  // namespace

std::unique_ptr<FileSystem> in_memory(std::vector<std::pair<std::string, std::string>> files) {
  return std::make_unique<MemoryFiles>(std::move(files));
}

}  // namespace djaz
