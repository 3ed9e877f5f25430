// Holds docs/limits.md to the code: a limit that is renamed or removed must not live on there.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(std::string(DJAZ_ROOT) + "/" + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every limit in the documentation exists in the file named beside it") {
  static const std::regex kHolder("\\| `(src/[^`]+)` `([A-Za-z_]+)` \\|");
  const std::string page = read("docs/limits.md");
  int rows = 0;
  for (std::sregex_iterator row(page.begin(), page.end(), kHolder), end; row != end; ++row) {
    ++rows;
    const std::string file = (*row)[1].str();
    const std::string name = (*row)[2].str();
    CHECK_MESSAGE(read(file).find(name) != std::string::npos, file << " has no " << name);
  }
  CHECK(rows > 20);
}
