#include "source/beneath.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string_view>
#include <vector>

#if defined(__linux__) && __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

namespace djaz {
namespace {

constexpr std::size_t kMaxTarget = 4096;
constexpr int kMaxLinks = 40;
// Openings for one path. A hostile chain of links could otherwise ask for thousands times
// thousands.
constexpr int kMaxSteps = 16384;

Descriptor open_at(int directory, const char* name, int flags) {
  int fd = -1;
  do {
    fd = ::openat(directory, name, flags | O_CLOEXEC | O_NOCTTY);
  } while (fd < 0 && errno == EINTR);
  return Descriptor(fd);
}

void push_segments(std::vector<std::pair<std::string, bool>>& todo, std::string_view path,
                   bool from_link) {
  std::vector<std::pair<std::string, bool>> segments;
  std::size_t at = 0;
  while (at < path.size()) {
    std::size_t end = path.find('/', at);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view segment = path.substr(at, end - at);
    if (!segment.empty() && segment != ".") segments.emplace_back(std::string(segment), from_link);
    at = end + 1;
  }
  todo.insert(todo.end(), segments.rbegin(), segments.rend());
}

// Walks the path by hand. Only one directory is held open, so that a path of two thousand segments
// does not need two thousand descriptors; after a `..` the way down from the root is walked again,
// with every segment known to be a real directory.
class Walk {
 public:
  Walk(int root, int flags) : root_(root), flags_(flags) {}

  Opened open(const std::string& path) {
    push_segments(todo_, path, false);
    if (todo_.empty()) return finish(".");
    while (!todo_.empty()) {
      auto [name, from_link] = std::move(todo_.back());
      todo_.pop_back();
      if (++steps_ > kMaxSteps) return failure(EXDEV);
      if (name == "..") {
        if (real_.empty()) return failure(EXDEV);
        real_.pop_back();
        stale_ = true;
        continue;
      }
      if (stale_ && !reopen()) return failure(EXDEV);
      const int error = step(name, from_link);
      if (error != 0) return failure(error);
      if (done_.valid()) return {std::move(done_), 0};
    }
    // The last segment was a link to a directory above, such as `..`.
    if (stale_ && !reopen()) return failure(EXDEV);
    return finish(".");
  }

 private:
  static Opened failure(int error) { return {Descriptor(), error}; }

  int here() const { return current_.valid() ? current_.get() : root_; }

  Opened finish(const char* name) {
    Descriptor fd = open_at(here(), name, flags_ | O_NOFOLLOW);
    if (!fd.valid()) return failure(errno);
    return {std::move(fd), 0};
  }

  bool reopen() {
    stale_ = false;
    current_ = Descriptor();
    for (const std::string& name : real_) {
      if (++steps_ > kMaxSteps) return false;
      Descriptor next = open_at(here(), name.c_str(), kLook | O_DIRECTORY | O_NOFOLLOW);
      if (!next.valid()) return false;
      current_ = std::move(next);
    }
    return true;
  }

  int step(const std::string& name, bool from_link) {
    struct stat status {};
    if (::fstatat(here(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return from_link ? EXDEV : errno;
    }
    if (S_ISLNK(status.st_mode)) return follow(name);
    if (todo_.empty()) {
      done_ = open_at(here(), name.c_str(), flags_ | O_NOFOLLOW);
      if (done_.valid()) return 0;
      return errno == ELOOP ? EXDEV : errno;
    }
    if (!S_ISDIR(status.st_mode)) return from_link ? EXDEV : ENOTDIR;
    Descriptor next = open_at(here(), name.c_str(), kLook | O_DIRECTORY | O_NOFOLLOW);
    if (!next.valid()) return errno == ELOOP ? EXDEV : errno;
    current_ = std::move(next);
    real_.push_back(name);
    return 0;
  }

  int follow(const std::string& name) {
    if (++links_ > kMaxLinks) return EXDEV;
    char target[kMaxTarget];
    const ssize_t size = ::readlinkat(here(), name.c_str(), target, sizeof target);
    if (size <= 0 || static_cast<std::size_t>(size) >= sizeof target || target[0] == '/') {
      return EXDEV;
    }
    push_segments(todo_, std::string_view(target, static_cast<std::size_t>(size)), true);
    return 0;
  }

  int root_;
  int flags_;
  int steps_ = 0;
  int links_ = 0;
  bool stale_ = false;
  Descriptor current_;
  Descriptor done_;
  std::vector<std::string> real_;
  // What is left, the next segment last, each with whether a link's target named it.
  std::vector<std::pair<std::string, bool>> todo_;
};

#ifdef RESOLVE_BENEATH
std::atomic<bool> openat2_works{true};

// -1 with errno, as the system call.
int open_by_kernel(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
#ifdef O_PATH
  if ((flags & O_PATH) == 0) how.flags |= O_NOCTTY;
#endif
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long fd = -1;
  do {
    fd = ::syscall(SYS_openat2, root, path.empty() ? "." : path.c_str(), &how, sizeof how);
  } while (fd < 0 && errno == EINTR);
  return static_cast<int>(fd);
}
#endif

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Opened open_beneath_by_component(int root, const std::string& path, int flags) {
  return Walk(root, flags).open(path);
}

Opened open_beneath(int root, const std::string& path, int flags) {
#ifdef RESOLVE_BENEATH
  if (openat2_works.load(std::memory_order_relaxed)) {
    const int fd = open_by_kernel(root, path, flags);
    if (fd >= 0) return {Descriptor(fd), 0};
    switch (errno) {
      case ENOSYS:
      case E2BIG:
      case EINVAL:
        openat2_works.store(false, std::memory_order_relaxed);
        break;
      // Only the walk by hand can tell an absent name from a link that leads nowhere; EPERM may be
      // a sandbox's answer to an unknown call, EAGAIN a rename at the wrong moment.
      case ENOENT:
      case ENOTDIR:
      case EPERM:
      case EAGAIN:
        break;
      case EXDEV:
      case ELOOP:
        return {Descriptor(), EXDEV};
      default:
        return {Descriptor(), errno};
    }
  }
#endif
  return open_beneath_by_component(root, path, flags);
}

Descriptor look_beneath(int root, const std::string& path) {
#ifdef RESOLVE_BENEATH
  if (openat2_works.load(std::memory_order_relaxed)) {
    const int fd = open_by_kernel(root, path, kLook);
    if (fd >= 0) return Descriptor(fd);
    if (errno == ENOENT || errno == ENOTDIR) return Descriptor();
  }
#endif
  return std::move(open_beneath(root, path, kLook).descriptor);
}

}  // namespace djaz
