#include "cli/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "report/escape.h"

namespace djaz::cli {
namespace {

bool stdout_was_closed = false;

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool is_forced(const char* name) {
  return is_set(name) && std::strcmp(std::getenv(name), "0") != 0;
}

}  // namespace

bool use_color(Color flag, int descriptor) {
  if (flag != Color::automatic) return flag == Color::always;
  if (is_set("NO_COLOR")) return false;
  if (is_forced("FORCE_COLOR") || is_forced("CLICOLOR_FORCE")) return true;
  const char* term = std::getenv("TERM");
  if (term != nullptr && std::strcmp(term, "dumb") == 0) return false;
  return ::isatty(descriptor) == 1;
}

void guard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    if (descriptor == STDOUT_FILENO) stdout_was_closed = true;
    // The lowest free descriptor is this one.
    const int opened = ::open("/dev/null", O_RDWR);
    if (opened != descriptor && opened >= 0) ::close(opened);
  }
}

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

ExitCode write_stdout(std::string_view text) {
  return write_stdout([&](Sink& sink) {
    if (!text.empty()) sink.write(text);
  });
}

ExitCode write_stdout(const std::function<void(Sink&)>& report) {
  DescriptorSink sink(stdout_was_closed ? -1 : STDOUT_FILENO);
  report(sink);
  const int error = sink.error();
  if (error == 0) return ExitCode::clean;
  if (error == EPIPE) return ExitCode::incomplete;
  complain(std::string("standard output cannot be written: ") + std::strerror(error));
  return ExitCode::internal;
}

void write_stderr(std::string_view text) { write_all(STDERR_FILENO, text); }

void complain(std::string_view message, std::string_view help) {
  std::string text = "djaz: error: " + for_terminal(message) + '\n';
  if (!help.empty()) text += "  " + for_terminal(help) + '\n';
  write_stderr(text);
}

}  // namespace djaz::cli
