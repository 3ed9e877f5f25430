// Where reports go: `--output FORMAT[:FILE]`. A file appears under its name whole or not at all,
// and never in place of something that was read.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/report.h"
#include "djaz/result.h"
#include "report/format.h"

namespace djaz::cli {

struct Output {
  const Format* format = nullptr;
  std::string file;  // empty: standard output
};

// One output at most goes to standard output. Nothing asked for: text on standard output.
Result<std::vector<Output>> parse_outputs(const std::vector<std::string>& specs);

// Why the file must not be written, or empty: it is a directory, or one of the inputs (by identity,
// not by name). `inputs` are paths from the working directory.
std::string refuse(const std::string& file, const std::vector<std::string>& inputs);

// By a temporary file beside it; devices and pipes are written to directly.
Result<bool> write_file(const std::string& file, const std::function<void(Sink&)>& report);

// For signal handlers: removes the temporary file that is being written, if any.
void remove_temporary_file();

}  // namespace djaz::cli
