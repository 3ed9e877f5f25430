// `.env` files: which are taken, what becomes of them (to the byte: fixtures/documents/dotenv and
// the .tree beside each), and what they must not do.
#include "documents/dotenv/dotenv.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "documents/one_kind.h"
#include "golden.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

struct Env : OneKind {
  explicit Env(const Files& texts) : OneKind(kDotenv, texts) {}
};

std::string tree_of(const std::string& name, const std::string& text) {
  return Env(Files{{name, text}}).tree();
}

}  // namespace

TEST_CASE("dotenv fixtures give their trees") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(DJAZ_ROOT "/fixtures/documents/dotenv"))
    if (entry.path().extension() != ".tree") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 4);
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    const std::string tree = tree_of(file.filename(), testing::read_file(file));
    CHECK(tree == testing::golden(file.string() + ".tree", tree));
    CHECK(tree.find("not-a-real") == std::string::npos);
  }
}

TEST_CASE("a .env file is known by its name") {
  for (const char* path : {".env", "shop/.env", ".env.local", ".env.production", ".env.example"})
    CHECK_MESSAGE(kDotenv.suspects(path) == Suspicion::look, path);
  for (const char* path : {"env", ".environment", "x.env", ".env.py", ".env.d.ts", ".env.gpg",
                           ".envrc", ".env.swp", ".env.bak", ".env.local~", ".env/pyvenv.cfg"})
    CHECK_MESSAGE(kDotenv.suspects(path) == Suspicion::no, path);
}

TEST_CASE("sealed files and pointers to large files are not variables") {
  for (const std::string& head :
       {std::string("\0GITCRYPT\0x", 11), std::string("$ANSIBLE_VAULT;1.1;AES256\n"),
        std::string("version https://git-lfs.github.com/spec/v1\n"),
        std::string("-----BEGIN AGE ENCRYPTED FILE-----\n")})
    CHECK_FALSE(kDotenv.recognises(".env", head));
  for (const char* head : {"", "A=1\n", "# version\n", "$A"})
    CHECK_MESSAGE(kDotenv.recognises(".env", head), head);
}

TEST_CASE("examples are marked") {
  const auto example = [](const char* path) {
    const Env env(Files{{path, "A=1\n"}});
    return find_entry(*env.document().root, "example")->value->boolean;
  };
  for (const char* path : {".env.example", "a/.env.sample", ".env.template", ".env.dist",
                           ".env.production.EXAMPLE", ".env.example.local"})
    CHECK_MESSAGE(example(path), path);
  for (const char* path : {".env", ".env.local", "example/.env", ".env.production"})
    CHECK_FALSE_MESSAGE(example(path), path);
}

TEST_CASE("the branch lists every file, and production's environment stays as it was") {
  const Env env(Files{{".env", "A=1\n"}, {"b/.env.local", "B=2\n"}});
  REQUIRE(env.branch() != nullptr);
  CHECK(env.branch()->items.size() == 2);
  CHECK_FALSE(env.branch()->open);
  CHECK(env.assembly.deployments.front().environment.empty());
  CHECK(Env(Files()).branch() == nullptr);
}

TEST_CASE("a file that could not be read leaves the branch open") {
  const Env env(Files{{".env", "A=\xE9\n"}});
  CHECK(env.document().failed());
  CHECK(env.branch()->open);
  CHECK(find_entry(*env.branch()->items[0], "variables")->value->open);
}

TEST_CASE("names and mistakes are bounded, and the bound is said") {
  std::string names;
  for (int i = 0; i < 10'001; ++i) names += "K" + std::to_string(i) + "=v\n";
  const Env many(Files{{".env", names}});
  REQUIRE(many.document().problems.size() == 1);
  CHECK(many.document().failed());
  CHECK(many.sources.start_of(many.document().problems[0].span).line == 10'001);

  std::string mistakes;
  for (int i = 0; i < 1'000; ++i) mistakes += "=\n";
  const Env wrong(Files{{".env", mistakes}});
  CHECK_FALSE(wrong.document().failed());
  CHECK(wrong.document().problems.size() == 100);
  CHECK(wrong.document().problems.back().message.find("not listed") != std::string::npos);
}
