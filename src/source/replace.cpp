#include "source/replace.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "source/beneath.h"
#include "source/file_system.h"
#include "source/words.h"

namespace djaz {
namespace {

constexpr int kMostNames = 100;

int open_at(int directory, const std::string& name, int flags, mode_t mode = 0) {
  int fd = -1;
  do {
    fd = ::openat(directory, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

std::string failed_to_open() {
  return errno == ELOOP || errno == ENOTDIR || errno == EMLINK ? std::string(words::kLink)
                                                               : words::failed_to_write(errno);
}

// The directory that holds the file. Each step is looked at before it is taken.
std::string open_parent(int root, std::string_view directory, Descriptor& out) {
  Descriptor here(open_at(root, ".", kLook | O_DIRECTORY));
  if (!here.valid()) return failed_to_open();
  while (!directory.empty()) {
    const std::size_t slash = std::min(directory.find('/'), directory.size());
    Descriptor next(
        open_at(here.get(), std::string(directory.substr(0, slash)), kLook | O_DIRECTORY));
    if (!next.valid()) return failed_to_open();
    here = std::move(next);
    directory.remove_prefix(std::min(slash + 1, directory.size()));
  }
  out = std::move(here);
  return {};
}

bool write_fully(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Whether the file holds these bytes and no more.
bool holds(int fd, std::string_view expected) {
  char buffer[16384];
  for (;;) {
    const ssize_t count = ::read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    const auto size = static_cast<std::size_t>(count);
    if (size == 0) return expected.empty();
    if (size > expected.size() || std::memcmp(buffer, expected.data(), size) != 0) return false;
    expected.remove_prefix(size);
  }
}

// A new file beside the other, under a name that nothing has.
int create_beside(int directory, std::string& temporary) {
  for (int i = 0; i < kMostNames; ++i) {
    temporary = ".djaz-" + std::to_string(::getpid()) + '-' + std::to_string(i) + ".tmp";
    const int fd = open_at(directory, temporary, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

bool same_file(int directory, const std::string& name, const struct stat& status) {
  struct stat now {};
  return ::fstatat(directory, name.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0 &&
         now.st_dev == status.st_dev && now.st_ino == status.st_ino;
}

}  // namespace

std::string replace_beneath(int root, const std::string& path, std::string_view before,
                            std::string_view after) {
  Descriptor directory;
  if (std::string problem = open_parent(root, directory_of(path), directory); !problem.empty())
    return problem;
  const std::string name(file_name_of(path));
  const Descriptor old(open_at(directory.get(), name, O_RDONLY | O_NONBLOCK));
  if (!old.valid()) return failed_to_open();
  struct stat status {};
  if (::fstat(old.get(), &status) != 0) return words::failed_to_write(errno);
  if (!S_ISREG(status.st_mode)) return words::kNotRegular;
  // A file that its owner may not write is not ours to replace, though its directory would let us.
  if (::faccessat(directory.get(), name.c_str(), W_OK, 0) != 0)
    return words::failed_to_write(errno);
  // The other names of the file would keep what it held.
  if (status.st_nlink > 1) return words::kSeveralNames;
  if (!holds(old.get(), before)) return words::kChanged;

  std::string temporary;
  Descriptor fresh(create_beside(directory.get(), temporary));
  if (!fresh.valid()) return words::failed_to_write(errno);
  int error = 0;
  if (!write_fully(fresh.get(), after)) error = errno;
  const bool ours = status.st_uid == ::geteuid() && status.st_gid == ::getegid();
  if (error == 0 && !ours && ::fchown(fresh.get(), status.st_uid, status.st_gid) != 0)
    error = errno;
  if (error == 0 && ::fchmod(fresh.get(), status.st_mode & 07777) != 0) error = errno;
  if (error == 0 && ::fsync(fresh.get()) != 0 && errno != EINVAL) error = errno;
  std::string problem;
  if (error != 0) {
    problem = words::failed_to_write(error);
  } else if (!same_file(directory.get(), name, status)) {
    problem = words::kChanged;
  } else if (::renameat(directory.get(), temporary.c_str(), directory.get(), name.c_str()) != 0) {
    problem = words::failed_to_write(errno);
  }
  if (!problem.empty()) ::unlinkat(directory.get(), temporary.c_str(), 0);
  return problem;
}

}  // namespace djaz
