// Opens a path below a directory and never outside it, whatever links the tree holds: the kernel's
// openat2 where it exists, one component after the other where it does not.
#pragma once

#include <fcntl.h>

#include <string>

namespace djaz {

// Flags of open for what is only walked through or asked about, not read.
#ifdef O_PATH
inline constexpr int kLook = O_PATH;
#else
inline constexpr int kLook = O_RDONLY | O_NONBLOCK;
#endif

// A file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_ = -1;
};

// What openat would say, in errno's terms, with one addition: EXDEV stands for every link that
// leads outside or nowhere, so that the two cannot be told apart. ENOENT then means that the name
// itself is absent, inside the root.
struct Opened {
  Descriptor descriptor;
  int error = 0;
};

// `path` is relative, without empty, '.' and '..' segments; "" is the root itself. `flags` are
// those of open; O_CLOEXEC is added. Links that stay inside are followed.
Opened open_beneath(int root, const std::string& path, int flags);
// The same without openat2; for systems that lack it, and for tests.
Opened open_beneath_by_component(int root, const std::string& path, int flags);
// For whoever only asks what is there: a descriptor with kLook, or none. Why there is none would
// take a call for each segment to find out.
Descriptor look_beneath(int root, const std::string& path);

}  // namespace djaz
