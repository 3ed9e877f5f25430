#include "source/spool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "source/beneath.h"
#include "source/scratch.h"
#include "source/words.h"

namespace djaz {
namespace {

// As long as what is read in the ordinary way anyhow.
constexpr std::size_t kHeld = 32 * 1024 * 1024;
constexpr std::size_t kPart = 64 * 1024;

bool write_fully(int fd, const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::write(fd, from, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    from += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// A descriptor that is closed with it.
class OwnedBytes final : public ByteReader {
 public:
  OwnedBytes(Descriptor file, std::unique_ptr<ByteReader> bytes)
      : file_(std::move(file)), bytes_(std::move(bytes)) {}

  std::uint64_t size() const override { return bytes_->size(); }
  std::size_t read(std::uint64_t offset, char* to, std::size_t count) const override {
    return bytes_->read(offset, to, count);
  }
  // Nobody else can reach it.
  bool unchanged() const override { return true; }

 private:
  Descriptor file_;
  std::unique_ptr<ByteReader> bytes_;
};

}  // namespace

std::unique_ptr<ByteReader> spool(int descriptor, std::uint64_t limit, std::string& problem) {
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
      ::lseek(descriptor, 0, SEEK_CUR) == 0) {
    if (static_cast<std::uint64_t>(status.st_size) <= limit) return descriptor_bytes(descriptor);
    problem = words::larger_than(limit);
    return nullptr;
  }
  std::string held;
  Descriptor file;
  std::uint64_t size = 0;
  char part[kPart];
  for (;;) {
    const ssize_t count = ::read(descriptor, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      problem = words::failed(errno);
      return nullptr;
    }
    if (count == 0) break;
    const auto got = static_cast<std::size_t>(count);
    size += got;
    if (size > limit) {
      problem = words::larger_than(limit);
      return nullptr;
    }
    if (!file.valid()) {
      held.append(part, got);
      if (held.size() < kHeld) continue;
      file = unnamed_file();
      if (!file.valid() || !write_fully(file.get(), held.data(), held.size())) {
        problem = words::failed_to_write(errno);
        return nullptr;
      }
      held = {};
    } else if (!write_fully(file.get(), part, got)) {
      problem = words::failed_to_write(errno);
      return nullptr;
    }
  }
  if (!file.valid()) return held_bytes(std::move(held));
  std::unique_ptr<ByteReader> bytes = descriptor_bytes(file.get());
  if (bytes == nullptr) return nullptr;
  return std::make_unique<OwnedBytes>(std::move(file), std::move(bytes));
}

}  // namespace djaz
