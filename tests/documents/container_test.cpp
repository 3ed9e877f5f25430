// `Dockerfile`: what its ENV instructions are worth, to the byte (fixtures/documents/container and
// the .tree beside each), and which of them say what production loads.
#include "documents/container/container.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "documents/one_kind.h"
#include "golden.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

struct Container : OneKind {
  explicit Container(const Files& texts) : OneKind(kContainer, texts) {}
  // The module that production is said to load, or nothing.
  std::string module() const {
    const auto& hints = assembly.deployments.front().settings_modules;
    return hints.empty() ? "" : hints.front().module;
  }
};

}  // namespace

TEST_CASE("container fixtures give their trees") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(DJAZ_ROOT "/fixtures/documents/container"))
    if (entry.path().extension() != ".tree") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(!files.empty());
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    const std::string tree =
        Container(Files{{file.filename(), testing::read_file(file)}}).tree();
    CHECK(tree == testing::golden(file.string() + ".tree", tree));
  }
}

TEST_CASE("an image is a developer's where its path says so") {
  for (const char* path : {"Dockerfile", "docker/Dockerfile", "Dockerfile.prod",
                           "compose/production/django/Dockerfile", "web.Dockerfile"})
    CHECK_MESSAGE(kContainer.suspects(path) == Suspicion::yes, path);
  for (const char* path : {"Dockerfile.dev", "compose/local/django/Dockerfile", "dev.Dockerfile",
                           ".devcontainer/Dockerfile", "docker_test/Dockerfile", "Dockerfiles"})
    CHECK_MESSAGE(kContainer.suspects(path) == Suspicion::no, path);
}

TEST_CASE("torn instructions are read as far as they go") {
  for (const char* text : {"ENV", "ENV \\", "ENV =1", "ENV A=\"1", "FROM", "RUN <<", "\\\n\\\n",
                           "ENV A=1\\\n#x\n\\\nB=2"})
    CHECK_NOTHROW(Container(Files{{"Dockerfile", text}}));
  CHECK(Container(Files{{"Dockerfile", "ENV DJANGO_SETTINGS_MODULE=$A"}}).module().empty());
}
