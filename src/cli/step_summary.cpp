#include "cli/step_summary.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/output.h"
#include "cli/terminal.h"
#include "report/step_summary.h"

namespace djaz::cli {
namespace {

// The runner takes 1,024 KiB a step, and nothing at all of more.
constexpr std::size_t kSummaryBudget = 900'000;

// 0 when everything was added, else errno.
int append(int descriptor, const RenderContext& context) {
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0) return errno;
  // What earlier commands of the step wrote counts too.
  const std::size_t there = status.st_size > 0 ? static_cast<std::size_t>(status.st_size) : 0;
  const std::string text =
      step_summary(context, there < kSummaryBudget ? kSummaryBudget - there : 0);
  return write_all(descriptor, text);
}

}  // namespace

std::string step_summary_file() {
  const char* file = std::getenv("GITHUB_STEP_SUMMARY");
  return file == nullptr ? std::string() : std::string(file);
}

void add_step_summary(const RenderContext& context, const std::vector<std::string>& inputs) {
  const std::string file = step_summary_file();
  if (file.empty()) return;
  std::string reason = refuse(file, inputs);
  if (reason.empty()) {
    const int descriptor =
        ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    int error = descriptor < 0 ? errno : append(descriptor, context);
    if (descriptor >= 0 && ::close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) reason = std::strerror(error);
  }
  if (!reason.empty()) complain("the step summary `" + file + "` is not written: " + reason);
}

}  // namespace djaz::cli
