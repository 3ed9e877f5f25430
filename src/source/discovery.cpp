#include "source/discovery.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "source/words.h"
#include "support/glob.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxEntries = 1'000'000;
constexpr std::size_t kMaxPath = 4096;

// What these hold was written by a tool or by somebody else.
constexpr std::array<std::string_view, 14> kForeign = {
    ".git",           ".hg",          ".svn",          ".tox",          ".nox",
    ".mypy_cache",    ".ruff_cache",  ".eggs",         ".pytest_cache", "__pycache__",
    "__pypackages__", "node_modules", "site-packages", "dist-packages"};

bool is_foreign(std::string_view name) {
  return std::find(kForeign.begin(), kForeign.end(), name) != kForeign.end();
}

// A pattern without a slash is meant for a name at any depth.
bool is_excluded(const DiscoveryOptions& options, std::string_view path, std::string_view name) {
  for (std::string_view pattern : options.exclude) {
    while (pattern.ends_with('/')) pattern.remove_suffix(1);
    if (glob_match(pattern, path)) return true;
    if (pattern.find('/') == std::string_view::npos && glob_match(pattern, name)) return true;
  }
  return false;
}

class Walk {
 public:
  Walk(FileSystem& files, const DiscoveryOptions& options,
       const std::function<bool(std::string_view)>& wanted)
      : files_(files), options_(options), wanted_(wanted) {}

  Discovery run() {
    if (options_.paths.empty()) {
      enter("", true);
    } else {
      for (const std::string& path : options_.paths) start(path);
    }
    drain();
    finish();
    return std::move(found_);
  }

 private:
  struct Directory {
    std::string path;
    // Named by the user, so that no name or mark keeps us out.
    bool chosen = false;
  };

  // What the user names is looked at even where a walk would pass it by.
  void start(const std::string& path) {
    if (path.empty() || files_.is_directory(path)) {
      enter(path, true);
      return;
    }
    const auto type = type_in_parent(path);
    if (type == types_.end() || type->second == FileType::directory) {
      if (!files_.is_file(path)) {
        found_.missing.push_back(path);
      } else if (wanted_(path)) {
        found_.files.push_back({path, FileType::regular});
      }
      return;
    }
    ++found_.entries;
    if (wanted_(path)) found_.files.push_back({path, type->second});
  }

  // Only a listing tells a link from what it leads to; each parent is listed once.
  std::map<std::string, FileType>::const_iterator type_in_parent(const std::string& path) {
    const std::string parent(directory_of(path));
    if (listed_.insert(parent).second) {
      std::string problem;
      for (const DirectoryEntry& entry : files_.list(parent, problem)) {
        types_.emplace(join_path(parent, entry.name), entry.type);
      }
    }
    return types_.find(path);
  }

  void enter(const std::string& path, bool chosen) {
    // Paths given twice, or one below the other, are walked once.
    if (!options_.paths.empty() && !entered_.insert(path).second) return;
    todo_.push_back({path, chosen});
  }

  void drain() {
    while (!todo_.empty()) {
      const Directory directory = std::move(todo_.back());
      todo_.pop_back();
      if (!walk(directory)) return;
    }
  }

  // False when the bound on entries is reached.
  bool walk(const Directory& directory) {
    std::string problem;
    const std::vector<DirectoryEntry> entries = files_.list(directory.path, problem);
    if (!problem.empty()) found_.problems.emplace_back(directory.path, problem);
    if (!directory.chosen && is_virtual_environment(entries)) return true;
    bool too_long = false;
    for (const DirectoryEntry& entry : entries) {
      if (++found_.entries > kMaxEntries) {
        found_.problems.emplace_back(directory.path, std::string(kTooMany));
        return false;
      }
      if (directory.path.size() + entry.name.size() + 1 >= kMaxPath) {
        too_long = true;
        continue;
      }
      visit(join_path(directory.path, entry.name), entry);
    }
    if (too_long) found_.problems.emplace_back(directory.path, std::string(kTooDeep));
    return true;
  }

  void visit(const std::string& path, const DirectoryEntry& entry) {
    if (is_excluded(options_, path, entry.name)) return;
    if (entry.type == FileType::directory) {
      if (!is_foreign(entry.name)) enter(path, false);
      return;
    }
    if (wanted_(path)) found_.files.push_back({path, entry.type});
  }

  static bool is_virtual_environment(const std::vector<DirectoryEntry>& entries) {
    const auto at = std::lower_bound(
        entries.begin(), entries.end(), std::string_view("pyvenv.cfg"),
        [](const DirectoryEntry& entry, std::string_view name) { return entry.name < name; });
    return at != entries.end() && at->name == "pyvenv.cfg" && at->type == FileType::regular;
  }

  void finish() {
    auto& files = found_.files;
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    files.erase(std::unique(files.begin(), files.end(),
                            [](const auto& a, const auto& b) { return a.path == b.path; }),
                files.end());
    std::sort(found_.problems.begin(), found_.problems.end());
    std::sort(found_.missing.begin(), found_.missing.end());
    found_.missing.erase(std::unique(found_.missing.begin(), found_.missing.end()),
                         found_.missing.end());
  }

  static constexpr std::string_view kTooMany =
      "was not searched to its end: the project holds more than 1,000,000 entries";
  static constexpr std::string_view kTooDeep =
      "holds names that were not searched: their path is longer than 4,096 bytes";

  FileSystem& files_;
  const DiscoveryOptions& options_;
  const std::function<bool(std::string_view)>& wanted_;
  Discovery found_;
  std::vector<Directory> todo_;
  std::unordered_set<std::string> entered_;
  std::unordered_set<std::string> listed_;
  std::map<std::string, FileType> types_;
};

}  // namespace

Discovery discover(FileSystem& files, const DiscoveryOptions& options,
                   const std::function<bool(std::string_view path)>& wanted) {
  return Walk(files, options, wanted).run();
}

bool covers(const DiscoveryOptions& options, std::string_view path) {
  const auto holds = [&](std::string_view chosen) {
    return chosen.empty() || path == chosen ||
           (path.starts_with(chosen) && path.substr(chosen.size()).starts_with('/'));
  };
  if (!options.paths.empty() && std::none_of(options.paths.begin(), options.paths.end(), holds))
    return false;
  for (std::string_view part = path; !part.empty(); part = directory_of(part))
    if (is_excluded(options, part, file_name_of(part))) return false;
  return true;
}

}  // namespace djaz
