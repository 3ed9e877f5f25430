#include "source/words.h"

#include <cerrno>
#include <string_view>

namespace djaz::words {

std::string larger_than(std::uint64_t limit) {
  constexpr std::uint64_t kMebi = 1u << 20;
  constexpr std::uint64_t kKibi = 1u << 10;
  std::string size;
  if (limit >= kMebi && limit % kMebi == 0) {
    size = std::to_string(limit / kMebi) + " MB";
  } else if (limit >= kKibi && limit % kKibi == 0) {
    size = std::to_string(limit / kKibi) + " KB";
  } else {
    size = std::to_string(limit) + " bytes";
  }
  return "is larger than " + size;
}

// Not strerror: its words depend on the C library and the locale.
std::string failed(int error) {
  switch (error) {
    case ENOENT:
      return kMissing;
    case EACCES:
    case EPERM:
      return kDenied;
    case ENOTDIR:
      return kNotADirectory;
    case EISDIR:
      return kDirectory;
    case EXDEV:
    case ELOOP:
      return kOutside;
    case ENAMETOOLONG:
      return kNameTooLong;
    // A socket, or a device without a driver.
    case ENXIO:
    case ENODEV:
    case EOPNOTSUPP:
      return kNotRegular;
    case EMFILE:
    case ENFILE:
      return kTooManyOpen;
    case ENOMEM:
      return kMemory;
    case EIO:
      return "cannot be read: input/output error";
    case ESTALE:
      return "cannot be read: the network file system lost it";
    default:
      return "cannot be read: system error " + std::to_string(error);
  }
}

std::string failed_to_write(int error) {
  constexpr std::string_view kRead = "cannot be read";
  std::string words = failed(error);
  if (words.starts_with(kRead)) words.replace(0, kRead.size(), "cannot be written");
  return words;
}

}  // namespace djaz::words
