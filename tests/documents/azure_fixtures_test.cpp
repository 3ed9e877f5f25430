// Each file under fixtures/documents/azure with the resources that it gives, to the byte.
// DJAZ_UPDATE=1 writes the trees anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "documents/azure_project.h"

namespace djaz {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string tree_of(const std::filesystem::path& path) {
  std::vector<std::pair<std::string, std::string>> files = {{path.filename().string(), read(path)}};
  std::filesystem::path values = path;
  values.replace_extension(".parameters.json");
  if (std::filesystem::exists(values)) files.emplace_back(values.filename().string(), read(values));
  AzureProject project(files);
  const Document& document = project.document();
  std::string out = dump(*kAzure.tree(document, project.assembly), project.sources);
  for (const Problem& problem : document.problems) {
    const Position at = project.sources.start_of(problem.span);
    out += (problem.fatal ? "fatal " : "remark ") + std::to_string(at.line) + ':' +
           std::to_string(at.column) + ' ' + problem.message + '\n';
  }
  for (const Span& comment : document.comments)
    out += "comment " + std::to_string(project.sources.start_of(comment).line) + ':' +
           std::to_string(project.sources.start_of(comment).column) + '\n';
  return out;
}

TEST_CASE("Azure fixtures give their trees") {
  const auto folder = std::filesystem::path(DJAZ_ROOT) / "fixtures/documents/azure";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 25);
  for (const std::filesystem::path& file : files) {
    std::filesystem::path golden = file;
    golden += ".tree";
    const std::string tree = tree_of(file);
    if (std::getenv("DJAZ_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << tree;
    CHECK_MESSAGE(tree == read(golden), file.filename().string());
    // What a secure parameter holds is never shown.
    CHECK(tree.find("not-a-real-secret") == std::string::npos);
  }
}

}  // namespace
}  // namespace djaz
