#include "source/git_repository.h"

#include "support/text.h"

namespace djaz {
namespace {

// About a million files.
constexpr std::uint64_t kMaxIndex = 128'000'000;
constexpr std::uint64_t kMaxConfig = 1'000'000;
constexpr std::uint64_t kMaxPointer = 8'192;

constexpr char kOutside[] = "the data of the repository lie outside the project";

struct Config {
  bool sha256 = false;
  bool ignore_case = false;
  bool elsewhere = false;
};

bool is_true(std::string_view value) {
  for (const std::string_view word : {"true", "yes", "on", "1"})
    if (equal_ignoring_case(value, word)) return true;
  return false;
}

void set(Config& config, std::string_view section, std::string_view key, std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  const bool core = equal_ignoring_case(section, "core");
  if (equal_ignoring_case(section, "extensions") && equal_ignoring_case(key, "objectformat"))
    config.sha256 = equal_ignoring_case(value, "sha256");
  if (core && equal_ignoring_case(key, "ignorecase"))
    config.ignore_case = value.empty() || is_true(value);
  if (core && equal_ignoring_case(key, "worktree")) config.elsewhere = true;
}

// As much of git's own format as the few keys need; files that it includes are not followed.
Config read_config(std::string_view text) {
  Config config;
  std::string_view section;
  for (std::string_view line : split(text, '\n')) {
    line = trimmed(line);
    if (line.starts_with('[')) {
      const std::size_t close = line.find(']');
      if (close == std::string_view::npos) continue;
      section = trimmed(line.substr(1, close - 1));
      line = trimmed(line.substr(close + 1));
    }
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    const std::size_t sign = line.find('=');
    if (sign == std::string_view::npos) {
      set(config, section, line, "true");
      continue;
    }
    std::string_view value = line.substr(sign + 1);
    value = trimmed(value.substr(0, value.find_first_of("#;")));
    set(config, section, trimmed(line.substr(0, sign)), value);
  }
  return config;
}

// The one path that a small file holds, seen from its directory. False when it leads outside.
bool follow(std::string_view directory, std::string_view text, std::string& out) {
  return resolve_relative(directory, trimmed(text), out);
}

void find_directory(FileSystem& files, GitRepository& repository) {
  if (files.is_directory(".git")) {
    repository.directory = ".git";
    repository.present = files.is_file(".git/HEAD");
    return;
  }
  const ReadOutcome pointer = files.read(".git", kMaxPointer);
  if (pointer.missing) return;
  repository.present = true;
  constexpr std::string_view kMark = "gitdir:";
  if (!pointer.ok || !pointer.bytes.starts_with(kMark)) {
    repository.problem = "`.git` is neither a directory nor a pointer to one";
  } else if (!follow("", std::string_view(pointer.bytes).substr(kMark.size()),
                     repository.directory)) {
    repository.problem = kOutside;
  } else if (!files.is_directory(repository.directory)) {
    repository.problem = kOutside;
  }
}

void read_configuration(FileSystem& files, GitRepository& repository) {
  std::string common = repository.directory;
  const ReadOutcome pointer = files.read(join_path(repository.directory, "commondir"), kMaxPointer);
  if (pointer.ok && !follow(repository.directory, pointer.bytes, common)) {
    repository.problem = kOutside;
    return;
  }
  const ReadOutcome text = files.read(join_path(common, "config"), kMaxConfig);
  if (!text.ok) {
    if (!text.missing) repository.problem = "its configuration " + text.reason;
    return;
  }
  const Config config = read_config(text.bytes);
  repository.hash_size = config.sha256 ? 32 : 20;
  repository.ignore_case = config.ignore_case;
  if (config.elsewhere) repository.problem = "the repository works in another directory";
}

}  // namespace

GitRepository open_git_repository(FileSystem& files) {
  GitRepository repository;
  find_directory(files, repository);
  if (!repository.present || !repository.problem.empty()) return repository;
  read_configuration(files, repository);
  if (!repository.problem.empty()) return repository;
  ReadOutcome index = files.read(join_path(repository.directory, "index"), kMaxIndex);
  if (index.ok) {
    repository.index = std::move(index.bytes);
    if (repository.index.empty()) repository.problem = "the index of git is empty";
  } else if (!index.missing) {
    repository.problem = "the index of git " + index.reason;
  }
  return repository;
}

}  // namespace djaz
