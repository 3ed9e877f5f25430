// What comes through a pipe, so that any place of it can be read again: in memory while it is
// short, else in a file that has no name and goes with the process.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "source/file_system.h"

namespace djaz {

// Reads the descriptor to its end, and nothing of a regular file that can be read in place, which
// must then stay open. Null with words when it cannot be read or is longer than `limit`.
std::unique_ptr<ByteReader> spool(int descriptor, std::uint64_t limit, std::string& problem);

}  // namespace djaz
