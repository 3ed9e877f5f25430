#include "cli/progress.h"

#include <unistd.h>

#include <chrono>
#include <memory>
#include <string>

#include "cli/terminal.h"
#include "report/escape.h"

namespace djaz::cli {
namespace {

using Clock = std::chrono::steady_clock;

// Who waits less does not wonder.
constexpr double kQuiet = 0.5;
constexpr double kBetween = 0.1;

struct Line {
  Clock::time_point start = Clock::now();
  double said = 0;
  bool shown = false;

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }

  void tell(const BulkProgress& progress) {
    if (progress.all == 0) return;
    if (progress.done >= progress.all) {
      if (shown) write_stderr("\r\x1b[K");
      *this = Line();
      return;
    }
    const double now = seconds();
    if (now < kQuiet || now - said < kBetween || progress.done == 0) return;
    said = now;
    shown = true;
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.all);
    const auto left = static_cast<long>(now / share - now + 0.5);
    write_stderr("\r\x1b[Kdjaz: " + for_terminal(progress.path) + ": " +
                 std::to_string(static_cast<int>(share * 100)) + " %, " + std::to_string(left) +
                 " s left");
  }
};

}  // namespace

std::function<void(const BulkProgress&)> progress_line(bool wanted) {
  if (!wanted || ::isatty(STDERR_FILENO) == 0) return {};
  return [line = std::make_shared<Line>()](const BulkProgress& progress) { line->tell(progress); };
}

}  // namespace djaz::cli
