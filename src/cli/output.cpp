#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "cli/terminal.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

// Read by a signal handler: a plain array, empty when there is nothing to remove.
char temporary_file[PATH_MAX] = "";

Error cannot_write(const std::string& file, const std::string& why) {
  return Error{"cannot write `" + file + "`: " + why, {}, ""};
}

int write_report(int descriptor, const std::function<void(Sink&)>& report) {
  DescriptorSink sink(descriptor);
  report(sink);
  return sink.error();
}

Result<bool> write_device(const std::string& file, const std::function<void(Sink&)>& report) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_write(file, std::strerror(errno));
  const int error = write_report(descriptor, report);
  ::close(descriptor);
  if (error != 0) return cannot_write(file, std::strerror(error));
  return true;
}

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : formats()) names.push_back(format.name);
  return names;
}

}  // namespace

Result<std::vector<Output>> parse_outputs(const std::vector<std::string>& specs) {
  std::vector<Output> outputs;
  std::size_t on_stdout = 0;
  for (const std::string& spec : specs) {
    const std::size_t colon = spec.find(':');
    const std::string name = spec.substr(0, colon);
    Output output;
    output.format = find_format(name);
    if (output.format == nullptr) {
      std::string help;
      const std::string_view near = nearest(name, format_names());
      if (!near.empty()) help = "did you mean `" + std::string(near) + "`? ";
      help += "The formats are: ";
      bool first = true;
      for (std::string_view known : format_names()) {
        help += (first ? "" : ", ") + std::string(known);
        first = false;
      }
      return Error{"there is no output format `" + name + '`', {}, help};
    }
    if (colon != std::string::npos) {
      output.file = spec.substr(colon + 1);
      if (output.file.empty())
        return Error{"`--output " + spec + "` names no file", {}, "write `" + name + ":FILE`"};
    } else {
      ++on_stdout;
    }
    outputs.push_back(std::move(output));
  }
  if (on_stdout > 1)
    return Error{"only one output can go to standard output",
                 {},
                 "give the others a file: `--output sarif:djaz.sarif`"};
  if (specs.empty()) outputs.push_back({find_format("text"), ""});
  return outputs;
}

std::string refuse(const std::string& file, const std::vector<std::string>& inputs) {
  struct stat target = {};
  if (::stat(file.c_str(), &target) != 0) return {};
  if (S_ISDIR(target.st_mode)) return "it is a directory";
  for (const std::string& input : inputs) {
    struct stat other = {};
    if (::stat(input.c_str(), &other) == 0 && other.st_dev == target.st_dev &&
        other.st_ino == target.st_ino)
      return "it is one of the files that were read";
  }
  return {};
}

Result<bool> write_file(const std::string& file, const std::function<void(Sink&)>& report) {
  struct stat status = {};
  const bool exists = ::stat(file.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return cannot_write(file, "it is a directory");
  if (exists && !S_ISREG(status.st_mode)) return write_device(file, report);

  std::string target = file;
  if (exists) {
    // A link stays a link: what it points to is replaced.
    char resolved[PATH_MAX];
    if (::realpath(file.c_str(), resolved) != nullptr) target = resolved;
  }
  std::string temporary = target + ".XXXXXX";
  if (temporary.size() >= sizeof temporary_file) return cannot_write(file, "the path is too long");
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return cannot_write(file, std::strerror(errno));
  std::memcpy(temporary_file, temporary.c_str(), temporary.size() + 1);

  const mode_t mask = ::umask(0);
  ::umask(mask);
  int error = write_report(descriptor, report);
  if (error == 0 && ::fchmod(descriptor, exists ? status.st_mode & 07777 : 0666 & ~mask) != 0)
    error = errno;
  if (error == 0 && ::fsync(descriptor) != 0 && errno != EINVAL) error = errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(temporary.c_str());
  temporary_file[0] = '\0';
  if (error != 0) return cannot_write(file, std::strerror(error));
  return true;
}

void remove_temporary_file() {
  if (temporary_file[0] != '\0') ::unlink(temporary_file);
}

}  // namespace djaz::cli
