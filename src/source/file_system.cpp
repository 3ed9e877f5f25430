#include "source/file_system.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>

#include "source/beneath.h"
#include "source/replace.h"
#include "source/words.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxPath = 4096;
constexpr std::size_t kMaxEntries = 1'000'000;

// Whether the path has the shape that the header asks for; "" stands for the root.
bool well_formed(std::string_view path) {
  std::size_t at = 0;
  while (at <= path.size() && !path.empty()) {
    std::size_t end = path.find('/', at);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view segment = path.substr(at, end - at);
    if (segment.empty() || segment == "." || segment == "..") return false;
    at = end + 1;
  }
  return path.find('\0') == std::string_view::npos;
}

FileType type_of(mode_t mode) {
  if (S_ISREG(mode)) return FileType::regular;
  if (S_ISDIR(mode)) return FileType::directory;
  if (S_ISLNK(mode)) return FileType::link;
  return FileType::other;
}

FileType type_of(const dirent& entry, int directory) {
  switch (entry.d_type) {
    case DT_REG:
      return FileType::regular;
    case DT_DIR:
      return FileType::directory;
    case DT_LNK:
      return FileType::link;
    // Some file systems do not say.
    case DT_UNKNOWN: {
      struct stat status {};
      if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return FileType::other;
      }
      return type_of(status.st_mode);
    }
    default:
      return FileType::other;
  }
}

// Reads up to `size` bytes; fewer only at the end of the file. False with errno on failure.
bool read_fully(int fd, char* to, std::size_t size, std::size_t& got) {
  got = 0;
  while (got < size) {
    const ssize_t count = ::read(fd, to + got, size - got);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    got += static_cast<std::size_t>(count);
  }
  return true;
}

bool same_moment(const struct stat& a, const struct stat& b) {
#ifdef __APPLE__
  return a.st_size == b.st_size && a.st_mtimespec.tv_sec == b.st_mtimespec.tv_sec &&
         a.st_mtimespec.tv_nsec == b.st_mtimespec.tv_nsec;
#else
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
#endif
}

class DescriptorBytes final : public ByteReader {
 public:
  DescriptorBytes(Descriptor owned, int fd, const struct stat& status)
      : owned_(std::move(owned)), fd_(fd), status_(status) {}

  std::uint64_t size() const override { return static_cast<std::uint64_t>(status_.st_size); }

  std::size_t read(std::uint64_t offset, char* to, std::size_t count) const override {
    std::size_t got = 0;
    while (got < count) {
      const ssize_t part = ::pread(fd_, to + got, count - got, static_cast<off_t>(offset + got));
      if (part < 0 && errno == EINTR) continue;
      if (part <= 0) break;
      got += static_cast<std::size_t>(part);
    }
    return got;
  }

  bool unchanged() const override {
    struct stat now {};
    return ::fstat(fd_, &now) == 0 && same_moment(now, status_);
  }

 private:
  Descriptor owned_;
  int fd_;
  struct stat status_;
};

class HeldBytes final : public ByteReader {
 public:
  explicit HeldBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read(std::uint64_t offset, char* to, std::size_t count) const override {
    if (offset >= bytes_.size()) return 0;
    return bytes_.copy(to, count, static_cast<std::size_t>(offset));
  }
  bool unchanged() const override { return true; }

 private:
  std::string bytes_;
};

class DirectoryFiles final : public FileSystem {
 public:
  explicit DirectoryFiles(Descriptor root) : root_(std::move(root)) {}

  std::vector<DirectoryEntry> list(const std::string& directory, std::string& problem) override {
    problem.clear();
    std::vector<DirectoryEntry> entries;
    Descriptor fd = open(directory, O_RDONLY | O_DIRECTORY | O_NONBLOCK, problem);
    if (!fd.valid()) return entries;
    DIR* stream = ::fdopendir(fd.get());
    if (stream == nullptr) {
      problem = words::failed(errno);
      return entries;
    }
    const int number = fd.release();
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(stream);
      if (entry == nullptr) {
        if (errno != 0) problem = words::failed(errno);
        break;
      }
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (entries.size() == kMaxEntries) {
        problem = words::kTooManyEntries;
        break;
      }
      entries.push_back({std::string(name), type_of(*entry, number)});
    }
    ::closedir(stream);
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
  }

  ReadOutcome read(const std::string& path, std::uint64_t limit) override {
    ReadOutcome outcome;
    struct stat before {};
    const Descriptor fd = open_regular(path, before, outcome);
    if (!fd.valid()) return outcome;
    const auto size = static_cast<std::uint64_t>(before.st_size);
    if (size > limit) {
      outcome.reason = words::larger_than(limit);
      return outcome;
    }
    if (!reserve(outcome, static_cast<std::size_t>(size))) return outcome;
    std::size_t got = 0;
    std::size_t more = 0;
    char beyond = 0;
    struct stat after {};
    if (!read_fully(fd.get(), outcome.bytes.data(), outcome.bytes.size(), got) ||
        !read_fully(fd.get(), &beyond, 1, more) || ::fstat(fd.get(), &after) != 0) {
      return refuse(outcome, words::failed(errno));
    }
    if (got != size || more != 0 || !same_moment(before, after)) {
      return refuse(outcome, words::kChanged);
    }
    outcome.ok = true;
    return outcome;
  }

  OpenOutcome open_bytes(const std::string& path) override {
    ReadOutcome outcome;
    struct stat status {};
    Descriptor fd = open_regular(path, status, outcome);
    if (!fd.valid()) return {nullptr, std::move(outcome.reason), outcome.missing};
    const int number = fd.get();
    return {std::make_unique<DescriptorBytes>(std::move(fd), number, status), "", false};
  }

  ReadOutcome read_head(const std::string& path, std::size_t count) override {
    ReadOutcome outcome;
    struct stat status {};
    const Descriptor fd = open_regular(path, status, outcome);
    if (!fd.valid()) return outcome;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (!reserve(outcome, static_cast<std::size_t>(std::min<std::uint64_t>(count, size)))) {
      return outcome;
    }
    std::size_t got = 0;
    if (!read_fully(fd.get(), outcome.bytes.data(), outcome.bytes.size(), got)) {
      return refuse(outcome, words::failed(errno));
    }
    outcome.bytes.resize(got);
    outcome.ok = true;
    return outcome;
  }

  bool is_file(const std::string& path) override { return kind(path) == FileType::regular; }
  bool is_directory(const std::string& path) override { return kind(path) == FileType::directory; }

  std::string replace(const std::string& path, std::string_view before,
                      std::string_view after) override {
    if (path.empty() || path.size() >= kMaxPath || !well_formed(path)) return words::kOutside;
    return replace_beneath(root_.get(), path, before, after);
  }

 private:
  static ReadOutcome refuse(ReadOutcome& outcome, std::string reason) {
    outcome.bytes.clear();
    outcome.reason = std::move(reason);
    return std::move(outcome);
  }

  static bool reserve(ReadOutcome& outcome, std::size_t size) {
    try {
      outcome.bytes.resize(size);
      return true;
    } catch (const std::bad_alloc&) {
      outcome.reason = words::kMemory;
      return false;
    }
  }

  Descriptor open(const std::string& path, int flags, std::string& reason,
                  bool* missing = nullptr) const {
    if (path.size() >= kMaxPath) {
      reason = words::kTooLong;
      return Descriptor();
    }
    if (!well_formed(path)) {
      reason = words::kOutside;
      return Descriptor();
    }
    Opened opened = open_beneath(root_.get(), path, flags);
    if (opened.error != 0) {
      reason = words::failed(opened.error);
      // A name that is too long, or that continues below a file, names nothing either.
      if (missing != nullptr) {
        *missing =
            opened.error == ENOENT || opened.error == ENOTDIR || opened.error == ENAMETOOLONG;
        if (opened.error == ENOTDIR) reason = words::kMissing;
      }
    }
    return std::move(opened.descriptor);
  }

  Descriptor open_regular(const std::string& path, struct stat& status,
                          ReadOutcome& outcome) const {
    // O_NONBLOCK: a pipe without a writer must not be waited for.
    Descriptor fd = open(path, O_RDONLY | O_NONBLOCK, outcome.reason, &outcome.missing);
    if (!fd.valid()) return fd;
    if (::fstat(fd.get(), &status) != 0) {
      outcome.reason = words::failed(errno);
      return Descriptor();
    }
    if (S_ISREG(status.st_mode) && status.st_size >= 0) return fd;
    outcome.reason = S_ISDIR(status.st_mode) ? words::kDirectory : words::kNotRegular;
    return Descriptor();
  }

  // FileType::other also where there is nothing, or nothing inside the root.
  FileType kind(const std::string& path) const {
    if (path.size() >= kMaxPath || !well_formed(path)) return FileType::other;
    const Descriptor fd = look_beneath(root_.get(), path);
    struct stat status {};
    if (!fd.valid() || ::fstat(fd.get(), &status) != 0) return FileType::other;
    return type_of(status.st_mode);
  }

  Descriptor root_;
};

}  // namespace

std::string FileSystem::replace(const std::string& path, std::string_view before,
                                std::string_view after) {
  static_cast<void>(path);
  static_cast<void>(before);
  static_cast<void>(after);
  return words::kReadOnly;
}

OpenOutcome FileSystem::open_bytes(const std::string& path) {
  ReadOutcome outcome = read(path, UINT64_MAX);
  if (!outcome.ok) return {nullptr, std::move(outcome.reason), outcome.missing};
  return {held_bytes(std::move(outcome.bytes)), "", false};
}

std::unique_ptr<ByteReader> held_bytes(std::string bytes) {
  return std::make_unique<HeldBytes>(std::move(bytes));
}

std::unique_ptr<ByteReader> descriptor_bytes(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
  return std::make_unique<DescriptorBytes>(Descriptor(), fd, status);
}

std::unique_ptr<FileSystem> open_directory(const std::string& root, std::string& problem) {
  problem.clear();
  int fd = -1;
  do {
    fd = ::open(root.empty() ? "." : root.c_str(), kLook | O_DIRECTORY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) {
    problem = words::failed(errno);
    return nullptr;
  }
  return std::make_unique<DirectoryFiles>(Descriptor(fd));
}

}  // namespace djaz
