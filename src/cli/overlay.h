// A file system with one file replaced by other bytes: what an editor hands over on standard input
// stands where the saved file would.
#pragma once

#include <memory>
#include <string>

#include "source/file_system.h"

namespace djaz::cli {

std::unique_ptr<FileSystem> overlay(std::unique_ptr<FileSystem> below, std::string path,
                                    std::shared_ptr<const ByteReader> bytes);

}  // namespace djaz::cli
