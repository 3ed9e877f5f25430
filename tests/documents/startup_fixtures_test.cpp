// Each file under fixtures/documents/startup with its tree, to the byte. DJAZ_UPDATE=1 writes the
// trees anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "documents/startup/startup.h"
#include "tree/dump.h"

namespace djaz {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string tree_of(const std::filesystem::path& path) {
  Sources sources;
  Document document;
  const SourceFile& file = sources.add(path.filename().string(), read(path));
  document.file = file.id();
  kStartup.parse(file, document);
  std::string out = dump(*document.root, sources);
  for (const Problem& problem : document.problems) {
    const Position at = sources.start_of(problem.span);
    out += (problem.fatal ? "fatal " : "remark ") + std::to_string(at.line) + ':' +
           std::to_string(at.column) + ' ' + problem.message + '\n';
  }
  for (const Span& comment : document.comments)
    out += "comment " + std::to_string(sources.start_of(comment).line) + ':' +
           std::to_string(sources.start_of(comment).column) + '\n';
  return out;
}

TEST_CASE("start-up fixtures give their trees") {
  const auto folder = std::filesystem::path(DJAZ_ROOT) / "fixtures/documents/startup";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() != ".tree") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 7);
  for (const std::filesystem::path& file : files) {
    std::filesystem::path golden = file;
    golden += ".tree";
    const std::string tree = tree_of(file);
    if (std::getenv("DJAZ_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << tree;
    CHECK_MESSAGE(tree == read(golden), file.filename().string());
    CHECK(tree.find("not-a-real") == std::string::npos);
  }
}

}  // namespace
}  // namespace djaz
