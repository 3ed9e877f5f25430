// Each file under fixtures/documents/azure with the resources that it gives, to the byte.
// DJAZ_UPDATE=1 writes the trees anew.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "documents/azure_project.h"
#include "documents/fixtures.h"
#include "golden.h"

namespace djaz {
namespace {

std::string tree_of(const std::filesystem::path& path) {
  std::vector<std::pair<std::string, std::string>> files = {
      {path.filename().string(), testing::read_file(path)}};
  std::filesystem::path values = path;
  values.replace_extension(".parameters.json");
  if (std::filesystem::exists(values))
    files.emplace_back(values.filename().string(), testing::read_file(values));
  AzureProject project(files);
  const Document& document = project.document();
  // Evaluating comes first: it has its own problems to tell.
  const std::string tree = dump(*kAzure.tree(document, project.assembly), project.sources);
  return tree + marks(document, project.sources);
}

TEST_CASE("Azure fixtures give their trees") {
  const auto files = fixtures("azure", ".json");
  CHECK(files.size() >= 25);
  for (const std::filesystem::path& file : files) {
    const std::string tree = tree_of(file);
    CHECK_MESSAGE(tree == testing::golden(file.string() + ".tree", tree), file.filename().string());
    // What a secure parameter holds is never shown.
    CHECK(tree.find("not-a-real-secret") == std::string::npos);
  }
}

}  // namespace
}  // namespace djaz
