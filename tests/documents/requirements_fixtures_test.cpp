// Each file under fixtures/documents/requirements with the tree that it gives, to the byte.
// DJAZ_UPDATE=1 writes the trees anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "documents/requirements/requirements.h"
#include "tree/dump.h"

using namespace djaz;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string tree_of(const std::filesystem::path& path) {
  Sources sources;
  Document document;
  Encoding encoding = Encoding::utf8;
  std::string problem;
  std::string text = kRequirements.decode(read(path), encoding, problem);
  const SourceFile& file = sources.add(path.filename().string(), std::move(text), encoding);
  if (!problem.empty()) document.problems.push_back({{file.id(), 0, 0}, problem, true});
  kRequirements.parse(file, document);
  std::string out = dump(*document.root, sources);
  for (const Problem& each : document.problems) {
    const Position at = sources.start_of(each.span);
    out += (each.fatal ? "fatal " : "remark ") + std::to_string(at.line) + ':' +
           std::to_string(at.column) + ' ' + each.message + '\n';
  }
  for (const Span& comment : document.comments)
    out += "comment " + std::to_string(sources.start_of(comment).line) + ':' +
           std::to_string(sources.start_of(comment).column) + '\n';
  return out;
}

}  // namespace

TEST_CASE("Requirements fixtures give their trees") {
  const std::filesystem::path folder =
      std::filesystem::path(DJAZ_ROOT) / "fixtures/documents/requirements";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 10);
  for (const std::filesystem::path& file : files) {
    std::filesystem::path golden = file;
    golden += ".tree";
    const std::string tree = tree_of(file);
    if (std::getenv("DJAZ_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << tree;
    CHECK_MESSAGE(tree == read(golden), file.filename().string());
    CHECK(tree.find("not-a-real") == std::string::npos);
    CHECK(tree.find("ghx_FAKE") == std::string::npos);
  }
}
