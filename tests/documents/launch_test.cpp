// `.vscode/launch.json`: what becomes of it, to the byte (fixtures/documents/launch and the .tree
// beside each), and the one list that rules select from.
#include "documents/launch/launch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "documents/one_kind.h"
#include "golden.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

struct Launch : OneKind {
  explicit Launch(const Files& texts) : OneKind(kLaunch, texts) {}
};

std::string tree_of(const std::string& name, const std::string& text) {
  return Launch(Files{{name, text}}).tree();
}

}  // namespace

TEST_CASE("launch fixtures give their trees") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(DJAZ_ROOT "/fixtures/documents/launch"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 5);
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    const std::string tree = tree_of(file.filename(), testing::read_file(file));
    CHECK(tree == testing::golden(file.string() + ".tree", tree));
    CHECK(tree.find("not-a-real") == std::string::npos);
  }
}

TEST_CASE("launch.json is VS Code's only in its own folder") {
  for (const char* path : {".vscode/launch.json", "shop/.vscode/launch.json"})
    CHECK_MESSAGE(kLaunch.suspects(path) == Suspicion::yes, path);
  for (const char* path : {"launch.json", "vscode/launch.json", ".vscode/tasks.json",
                           ".vscode/launch.json/x", ".vscode/launch.jsonc"})
    CHECK_MESSAGE(kLaunch.suspects(path) == Suspicion::no, path);
}

TEST_CASE("configurations of several files stand in one list") {
  const Launch launch(Files{{".vscode/launch.json", R"({"configurations": [{"name": "a"}]})"},
                            {"b/.vscode/launch.json", R"({"configurations": [{"name": "b"}, {}]})"},
                            {"c/.vscode/launch.json", R"({"configurations": {"name": "c"}})"}});
  CHECK(launch.part("files").items.size() == 3);
  CHECK(launch.part("configurations").items.size() == 3);
  CHECK_FALSE(launch.part("configurations").open);
  CHECK(Launch(Files()).branch() == nullptr);
}

TEST_CASE("a broken launch.json leaves the list open") {
  const Launch launch(Files{{".vscode/launch.json", "{ // half"}});
  CHECK(launch.document().failed());
  CHECK(launch.part("configurations").open);
}
