// A file that the user names himself: it may lie anywhere, so its own directory is the root.
#pragma once

#include <cstdint>
#include <string>

#include "source/file_system.h"

namespace djaz::cli {

ReadOutcome read_named(const std::string& file, std::uint64_t limit);

}  // namespace djaz::cli
