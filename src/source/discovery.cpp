#include "source/discovery.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <map>
#include <unordered_set>
#include <utility>

#include "source/words.h"
#include "support/glob.h"
#include "support/parallel.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxEntries = 1'000'000;
constexpr std::size_t kMaxPath = 4096;
// Directories whose entries are held in memory at a time.
constexpr std::size_t kMostAtOnce = 512;
// Starting threads takes as long as listing some directories.
constexpr std::size_t kWorthThreads = 16;

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

  struct Listing {
    bool listed = false;
    std::string problem;
    std::size_t entries = 0;
    bool too_long = false;
    std::vector<std::string> directories;
    std::vector<Discovered> files;
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

  // Some directories at a time, on all cores; what they hold is taken in order.
  void drain() {
    while (!todo_.empty()) {
      const std::size_t count = std::min(todo_.size(), kMostAtOnce);
      const auto first = todo_.end() - static_cast<std::ptrdiff_t>(count);
      const std::vector<Directory> batch(std::make_move_iterator(first),
                                         std::make_move_iterator(todo_.end()));
      todo_.erase(first, todo_.end());
      std::vector<Listing> listings(count);
      std::atomic<std::size_t> entries{found_.entries};
      in_parallel(count, kWorthThreads, [&](std::size_t i) {
        // Those that would be too many anyway are not held in memory all at once.
        if (entries <= kMaxEntries) listings[i] = list(batch[i]);
        entries += listings[i].entries;
      });
      for (std::size_t i = 0; i < count; ++i) {
        if (!take(batch[i], listings[i])) return;
      }
    }
  }

  // Of a directory, what the walk goes on with. Any thread may ask.
  Listing list(const Directory& directory) const {
    Listing out;
    out.listed = true;
    const std::vector<DirectoryEntry> entries = files_.list(directory.path, out.problem);
    if (!directory.chosen && is_virtual_environment(entries)) return out;
    for (const DirectoryEntry& entry : entries) {
      if (++out.entries > kMaxEntries) break;
      if (directory.path.size() + entry.name.size() + 1 >= kMaxPath) {
        out.too_long = true;
        continue;
      }
      std::string path = join_path(directory.path, entry.name);
      if (is_excluded(options_, path, entry.name)) continue;
      if (entry.type == FileType::directory) {
        if (!is_foreign(entry.name)) out.directories.push_back(std::move(path));
      } else if (wanted_(path)) {
        out.files.push_back({std::move(path), entry.type});
      }
    }
    return out;
  }

  // False when the bound on entries is reached.
  bool take(const Directory& directory, Listing& listing) {
    if (!listing.listed) listing = list(directory);
    if (!listing.problem.empty())
      found_.problems.emplace_back(directory.path, std::move(listing.problem));
    found_.entries = std::min(found_.entries + listing.entries, kMaxEntries + 1);
    std::move(listing.files.begin(), listing.files.end(), std::back_inserter(found_.files));
    if (found_.entries > kMaxEntries) {
      found_.problems.emplace_back(directory.path, std::string(kTooMany));
      return false;
    }
    for (const std::string& path : listing.directories) enter(path, false);
    if (listing.too_long) found_.problems.emplace_back(directory.path, std::string(kTooDeep));
    return true;
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
