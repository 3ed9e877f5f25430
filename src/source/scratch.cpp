#include "source/scratch.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace djaz {

Descriptor unnamed_file() {
  const char* const chosen = std::getenv("TMPDIR");
  const std::string directory = chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
#ifdef O_TMPFILE
  const int fd = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) return Descriptor(fd);
#endif
  std::string name = directory + "/djaz-XXXXXX";
  Descriptor file(::mkstemp(name.data()));
  if (file.valid()) {
    ::unlink(name.c_str());
    ::fcntl(file.get(), F_SETFD, FD_CLOEXEC);
  }
  return file;
}

std::unique_ptr<ScratchFile> ScratchFile::make() {
  Descriptor file = unnamed_file();
  if (!file.valid()) return nullptr;
  return std::unique_ptr<ScratchFile>(new ScratchFile(std::move(file)));
}

bool ScratchFile::append(std::string_view bytes, std::uint64_t& at) {
  at = end_.fetch_add(bytes.size());
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::pwrite(file_.get(), bytes.data() + done, bytes.size() - done,
                                   static_cast<off_t>(at + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

bool ScratchFile::read(std::uint64_t at, char* to, std::size_t size) const {
  for (std::size_t done = 0; done < size;) {
    const ssize_t count =
        ::pread(file_.get(), to + done, size - done, static_cast<off_t>(at + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace djaz
