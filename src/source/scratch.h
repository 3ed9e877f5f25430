// A file without a name that goes with the process: for what is made by the megabyte and asked for
// once more at the end.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "source/beneath.h"

namespace djaz {

// In $TMPDIR or /tmp, for its owner alone; invalid where none can be made.
Descriptor unnamed_file();

class ScratchFile {
 public:
  // Null where no file can be made.
  static std::unique_ptr<ScratchFile> make();

  // From any thread. False when there is no room; else `at` is where the bytes stand.
  bool append(std::string_view bytes, std::uint64_t& at);
  // False when they cannot be read, or were never written.
  bool read(std::uint64_t at, char* to, std::size_t size) const;

 private:
  explicit ScratchFile(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
  std::atomic<std::uint64_t> end_{0};
};

}  // namespace djaz
