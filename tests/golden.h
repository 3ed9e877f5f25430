// Comparing with committed files. With DJAZ_UPDATE=1 in the environment a test writes them anew.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace djaz::testing {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What the golden file holds, after writing `actual` to it when asked to.
inline std::string golden(const std::string& path, const std::string& actual) {
  if (std::getenv("DJAZ_UPDATE") != nullptr) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << actual;
  }
  return read_file(path);
}

}  // namespace djaz::testing
