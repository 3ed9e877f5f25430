// What a settings module becomes, to the byte: each file of fixtures/documents/settings and its
// .tree.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "documents/assembly.h"
#include "documents/settings/settings.h"
#include "golden.h"
#include "tree/dump.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

std::string tree_of(const std::string& name, const std::string& bytes) {
  const auto files = in_memory({{name, bytes}});
  Sources sources;
  Loader loader(*files, sources);
  const Document* document = loader.choose(name, kSettings);
  REQUIRE(document != nullptr);
  const ProductionOptions options;
  Arena arena;
  Assembly assembly(loader, options, arena);
  std::string out = dump(*kSettings.tree(*document, assembly), sources);
  for (const Problem& problem : document->problems) {
    const Position at = sources.start_of(problem.span);
    out += std::string(problem.fatal ? "fatal " : "remark ") + std::to_string(at.line) + ':' +
           std::to_string(at.column) + ' ' + problem.message + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("settings fixtures give their trees") {
  std::vector<fs::path> modules;
  for (const auto& entry : fs::directory_iterator(DJAZ_ROOT "/fixtures/documents/settings"))
    if (entry.path().extension() == ".py") modules.push_back(entry.path());
  std::sort(modules.begin(), modules.end());
  CHECK(modules.size() >= 3);
  for (const fs::path& module : modules) {
    CAPTURE(module.filename().string());
    const std::string tree = tree_of(module.filename(), testing::read_file(module));
    CHECK(tree == testing::golden(module.string() + ".tree", tree));
  }
}
