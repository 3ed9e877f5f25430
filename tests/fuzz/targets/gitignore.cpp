// Patterns of .gitignore: the first line is the path that is asked about.
#include "fuzz.h"
#include "source/file_system.h"
#include "source/ignore.h"

using namespace djaz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  const std::size_t end = bytes.find('\n');
  const std::string path = bytes.substr(0, end);
  const std::string patterns = end == std::string::npos ? "" : bytes.substr(end + 1);
  const auto files = in_memory({{".gitignore", patterns}, {"shop/.gitignore", patterns}});
  IgnoreRules once(*files, ".git", false);
  IgnoreRules twice(*files, ".git", false);
  const Truth said = once.ignores(path);
  fuzz::expect(said == twice.ignores(path), "the same patterns say the same");
  // A line behind all others has the last word, unless a directory above is ignored.
  const auto denied = in_memory({{".gitignore", patterns + "\n!*\n"}});
  IgnoreRules last(*denied, ".git", false);
  if (path.find('/') == std::string::npos && !path.empty())
    fuzz::expect(last.ignores(path) != Truth::yes, "what is taken back is not ignored");
  return 0;
}
