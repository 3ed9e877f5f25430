// Standard output and standard error: whether they take colour, and writing that notices when
// nobody listens any more or the disk is full.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "djaz/report.h"
#include "report/sink.h"

namespace djaz::cli {

enum class Color { automatic, always, never };

// The flag first, then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal.
bool use_color(Color flag, int descriptor);

// Called first of all: a closed descriptor 0, 1 or 2 would be given to the next file that is
// opened.
void guard_descriptors();

// 0 when everything was written, else errno.
int write_all(int descriptor, std::string_view text);

// Writes until there is an error, which it keeps.
class DescriptorSink final : public Sink {
 public:
  explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}
  void write(std::string_view bytes) override {
    if (error_ == 0) error_ = write_all(descriptor_, bytes);
  }
  int error() const { return error_; }

 private:
  int descriptor_;
  int error_ = 0;
};

// Everything, or the exit code that the failure asks for: nobody reads (quiet, incomplete), or the
// text could not be written (said on standard error, internal).
ExitCode write_stdout(std::string_view text);
ExitCode write_stdout(const std::function<void(Sink&)>& report);
void write_stderr(std::string_view text);

// "djaz: error: …" on standard error, made safe to print.
void complain(std::string_view message, std::string_view help = "");

}  // namespace djaz::cli
