// Runs every fuzz target over its seeds, over what was found once (finds/<target>/), and over all
// of those cut off at a few places: so no target can rot where there is no libFuzzer, and nothing
// that was mended comes back.
#include <doctest/doctest.h>

#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz.h"
#include "support/glob.h"

#define FUZZ_TARGET(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "targets.inc"
#undef FUZZ_TARGET

namespace {

namespace fs = std::filesystem;

using Target = int (*)(const std::uint8_t*, std::size_t);

const std::map<std::string, Target>& targets() {
#define FUZZ_TARGET(name) {#name, fuzz_##name},
  static const std::map<std::string, Target> kAll = {
#include "targets.inc"
  };
#undef FUZZ_TARGET
  return kAll;
}

// The globs of each target in seeds.txt.
std::map<std::string, std::vector<std::string>> globs() {
  std::map<std::string, std::vector<std::string>> out;
  std::ifstream in(DJAZ_ROOT "/tests/fuzz/seeds.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string target;
    words >> target;
    for (std::string word; words >> word && word != "+";) out[target].push_back(word);
    out[target].push_back("tests/fuzz/finds/" + target + "/*");
  }
  return out;
}

// Everything that may be a seed, from the root of the project.
std::vector<std::string> committed() {
  const fs::path root = DJAZ_ROOT;
  std::vector<std::string> out;
  for (const char* directory : {"fixtures", "rules", "tests/fuzz"})
    for (const auto& entry : fs::recursive_directory_iterator(root / directory))
      if (entry.is_regular_file() && entry.path().extension() != ".tree")
        out.push_back(entry.path().lexically_relative(root).generic_string());
  return out;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(fs::path(DJAZ_ROOT) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run(Target target, const std::string& bytes, std::size_t size) {
  // Of exactly that size, so that a sanitizer sees every byte that is read beyond it.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.begin() + static_cast<long>(size));
  std::string broken;
  try {
    target(input.data(), input.size());
  } catch (const std::exception& error) {
    broken = error.what();
  }
  if (!broken.empty()) FAIL_CHECK("the first " << size << " bytes: " << broken);
}

}  // namespace

TEST_CASE("every fuzz target has seeds, and every line of seeds has a target") {
  const auto all = globs();
  for (const auto& [name, function] : targets()) CHECK_MESSAGE(all.count(name) == 1, name);
  for (const auto& [name, patterns] : all) CHECK_MESSAGE(targets().count(name) == 1, name);
}

TEST_CASE("every reader keeps its word over its seeds, whole and cut off, and over all finds") {
  const std::vector<std::string> files = committed();
  for (const auto& [name, patterns] : globs()) {
    const Target target = targets().at(name);
    std::size_t count = 0;
    for (const std::string& path : files) {
      bool chosen = false;
      for (const std::string& pattern : patterns)
        chosen = chosen || djaz::glob_match(pattern, path);
      if (!chosen) continue;
      ++count;
      INFO(name << " " << path);
      const std::string bytes = bytes_of(path);
      run(target, bytes, bytes.size());
      for (const std::size_t part : {1U, 3U, 6U, 7U}) run(target, bytes, bytes.size() * part / 8);
    }
    CHECK_MESSAGE(count > 0, name << " has no seed");
  }
}
