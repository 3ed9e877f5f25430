// Each file under fixtures/documents/requirements with the tree that it gives, to the byte.
// DJAZ_UPDATE=1 writes the trees anew.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "documents/fixtures.h"
#include "documents/requirements/requirements.h"
#include "golden.h"
#include "tree/dump.h"

using namespace djaz;

namespace {

std::string tree_of(const std::filesystem::path& path) {
  Sources sources;
  Document document;
  Encoding encoding = Encoding::utf8;
  std::string problem;
  std::string text = kRequirements.decode(testing::read_file(path), encoding, problem);
  const SourceFile& file = sources.add(path.filename().string(), std::move(text), encoding);
  if (!problem.empty()) document.problems.push_back({{file.id(), 0, 0}, problem, true});
  kRequirements.parse(file, document);
  return dump(*document.root, sources) + marks(document, sources);
}

}  // namespace

TEST_CASE("Requirements fixtures give their trees") {
  const auto files = fixtures("requirements", ".txt");
  CHECK(files.size() >= 10);
  for (const std::filesystem::path& file : files) {
    const std::string tree = tree_of(file);
    CHECK_MESSAGE(tree == testing::golden(file.string() + ".tree", tree), file.filename().string());
    CHECK(tree.find("not-a-real") == std::string::npos);
    CHECK(tree.find("ghx_FAKE") == std::string::npos);
  }
}
