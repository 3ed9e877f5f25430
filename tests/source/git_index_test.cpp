// The index of git: every form that git writes, made by git itself where it is there, and every way
// to be damaged.
#include "source/git_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "golden.h"
#include "source/git_repository.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

struct Index {
  GitIndex outcome;
  std::vector<std::string> paths;
  std::vector<std::string> marks;

  explicit Index(std::string_view bytes, std::size_t hash_size = 20) {
    outcome = read_git_index(bytes, hash_size, [&](const GitEntry& entry) {
      paths.emplace_back(entry.path);
      if (entry.skip_worktree) marks.push_back("skip " + std::string(entry.path));
      if (entry.intent_to_add) marks.push_back("intent " + std::string(entry.path));
    });
  }
};

std::string number(std::size_t value, int bytes) {
  std::string out;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
  return out;
}

std::string fixed(std::size_t name_length, std::size_t flags = 0) {
  return std::string(24, '\0') + number(0100644, 4) + std::string(8, '\0') + number(7, 4) +
         std::string(20, '\0') + number(flags | std::min<std::size_t>(name_length, 0xFFF), 2);
}

std::string padded(const std::string& path) {
  std::string out = fixed(path.size()) + path;
  return out.append(8 - out.size() % 8, '\0');
}

std::string index_of(std::size_t version, std::size_t count, const std::string& rest) {
  return "DIRC" + number(version, 4) + number(count, 4) + rest + std::string(20, '\0');
}

std::string extension(const std::string& name, const std::string& text) {
  return name + number(text.size(), 4) + text;
}

bool run(const std::string& command) { return std::system(command.c_str()) == 0; }

// A repository made by git, deleted at the end.
struct Made {
  fs::path path;

  Made() {
    std::string name = (fs::temp_directory_path() / "djaz-git-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Made() { fs::remove_all(path); }

  bool git(const std::string& arguments) const {
    return run("cd '" + path.string() +
               "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -c user.name=a -c "
               "user.email=a@example.com " +
               arguments + " >/dev/null 2>&1");
  }
  std::string index() const { return testing::read_file(path / ".git/index"); }
};

bool git_is_there() {
  if (run("git --version >/dev/null 2>&1")) return true;
  MESSAGE("skipped: there is no git");
  return false;
}

const std::vector<std::string> kPaths = {".env", ".vscode/launch.json", "a b/c\td",
                                         "shop/settings.py", "shop/settings_test.py"};

bool fill(const Made& made) {
  for (const std::string& path : kPaths) {
    fs::create_directories((made.path / path).parent_path());
    if (!run("echo x > '" + (made.path / path).string() + "'")) return false;
  }
  return made.git("add -A");
}

}  // namespace

TEST_CASE("the index is read in all versions, as git writes them") {
  if (!git_is_there()) return;
  for (const std::string version : {"2", "3", "4"}) {
    CAPTURE(version);
    const Made made;
    REQUIRE(made.git("init -q"));
    REQUIRE(fill(made));
    // Only an extended flag makes git write version 3.
    if (version == "3") REQUIRE(made.git("update-index --skip-worktree .env"));
    REQUIRE(made.git("update-index --index-version " + version));
    const std::string bytes = made.index();
    CHECK(bytes[7] == static_cast<char>(version[0] - '0'));
    const Index index(bytes);
    CHECK(index.outcome.problem.empty());
    CHECK(index.paths == kPaths);
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
      const Index cut(std::string_view(bytes).substr(0, size));
      CHECK_FALSE(cut.outcome.problem.empty());
    }
  }
}

TEST_CASE("files that are kept off the disk or only announced are told") {
  if (!git_is_there()) return;
  const Made made;
  REQUIRE(made.git("init -q"));
  REQUIRE(fill(made));
  REQUIRE(made.git("update-index --skip-worktree .env"));
  REQUIRE(run("echo x > '" + (made.path / "new").string() + "'"));
  REQUIRE(made.git("add -N new"));
  const Index index(made.index());
  CHECK(index.outcome.problem.empty());
  CHECK(index.paths.size() == kPaths.size() + 1);
  CHECK(index.marks == std::vector<std::string>{"skip .env", "intent new"});
}

TEST_CASE("a repository with SHA-256 is known by its configuration") {
  if (!git_is_there()) return;
  const Made made;
  if (!made.git("init -q --object-format=sha256")) return;
  REQUIRE(fill(made));
  std::string problem;
  const auto files = open_directory(made.path.string(), problem);
  const GitRepository repository = open_git_repository(*files);
  CHECK(repository.problem.empty());
  CHECK(repository.hash_size == 32);
  CHECK(Index(repository.index, 32).paths == kPaths);
  CHECK_FALSE(Index(repository.index, 20).outcome.problem.empty());
}

TEST_CASE("a conflict is told once, a split index not at all") {
  if (!git_is_there()) return;
  const Made made;
  REQUIRE(made.git("init -q -b main"));
  REQUIRE(fill(made));
  REQUIRE(made.git("commit -qm a"));
  REQUIRE(made.git("checkout -qb other"));
  REQUIRE(run("echo y > '" + (made.path / ".env").string() + "'"));
  REQUIRE(made.git("commit -qam b"));
  REQUIRE(made.git("checkout -q main"));
  REQUIRE(run("echo z > '" + (made.path / ".env").string() + "'"));
  REQUIRE(made.git("commit -qam c"));
  CHECK_FALSE(made.git("merge -q other"));
  CHECK(Index(made.index()).paths == kPaths);
  REQUIRE(made.git("reset -q --hard"));
  REQUIRE(made.git("update-index --split-index"));
  CHECK(Index(made.index()).outcome.problem.find("split") != std::string::npos);
}

TEST_CASE("an index written by hand is refused where it is wrong") {
  CHECK(Index(index_of(2, 1, padded("a"))).paths == std::vector<std::string>{"a"});
  CHECK(Index(index_of(2, 1, padded("a"))).outcome.problem.empty());
  const std::string wrong[] = {
      "",
      "DIRC",
      index_of(1, 0, ""),
      index_of(5, 0, ""),
      index_of(2, 2, padded("a")),
      index_of(2, 0xFFFFFFFF, padded("a")),
      index_of(2, 1, padded("")),
      index_of(2, 1, padded(std::string(5000, 'a'))),
      index_of(2, 1, fixed(5) + "a" + std::string(7, '\0')),
      index_of(2, 1, fixed(1, 0x4000) + number(0, 2) + "a" + std::string(7, '\0')),
      index_of(2, 0, "TREE"),
      index_of(2, 0, "TREE" + number(0xFFFFFFFF, 4)),
      index_of(2, 0, extension("new!", "x")),
      index_of(2, 0, extension("link", std::string(20, '\0'))),
      // More is dropped than the path before has, and a number without end.
      index_of(4, 1, fixed(1) + "\x01" + "a" + std::string(1, '\0')),
      index_of(4, 1, fixed(1) + std::string(8, '\xFF')),
      index_of(4, 1, fixed(1) + std::string(1, '\0') + "a"),
  };
  for (const std::string& bytes : wrong) {
    CAPTURE(bytes.size());
    CHECK_FALSE(Index(bytes).outcome.problem.empty());
  }
  const Index sparse(index_of(2, 0, extension("sdir", "") + extension("TREE", "x")));
  CHECK(sparse.outcome.problem.empty());
  CHECK(sparse.outcome.sparse);
}

TEST_CASE("a compressed path cannot grow without end") {
  std::string rest;
  const std::string piece(4000, 'a');
  for (int i = 0; i < 100; ++i) rest += fixed(0xFFF) + std::string(1, '\0') + piece + '\0';
  CHECK_FALSE(Index(index_of(4, 100, rest)).outcome.problem.empty());
}

TEST_CASE("the repository is found without leaving the root") {
  const std::string index = index_of(2, 0, "");
  const auto open = [](std::vector<std::pair<std::string, std::string>> texts) {
    return open_git_repository(*in_memory(std::move(texts)));
  };
  CHECK_FALSE(open({{"manage.py", ""}}).present);
  CHECK_FALSE(open({{".git/config", ""}}).present);
  const GitRepository plain = open({{".git/HEAD", "x"}, {".git/index", index}});
  CHECK(plain.present);
  CHECK(plain.problem.empty());
  CHECK(plain.index == index);
  CHECK(open({{".git/HEAD", "x"}}).problem.empty());
  const GitRepository inside =
      open({{".git", "gitdir: data/git\n"}, {"data/git/HEAD", "x"}, {"data/git/index", index}});
  CHECK(inside.problem.empty());
  CHECK(inside.directory == "data/git");
  CHECK(inside.index == index);
  for (const char* text : {"gitdir: ../x\n", "gitdir: /x\n", "gitdir: absent\n", "x\n", ""}) {
    const GitRepository outside = open({{".git", text}});
    CHECK_MESSAGE(outside.present, text);
    CHECK_MESSAGE(!outside.problem.empty(), text);
  }
  CHECK_FALSE(open({{".git/HEAD", "x"}, {".git/index", ""}}).problem.empty());
}

TEST_CASE("of the configuration only what changes the reading is read") {
  const auto with = [](const std::string& config) {
    return open_git_repository(*in_memory({{".git/HEAD", "x"}, {".git/config", config}}));
  };
  CHECK(with("[core]\n\tignorecase = true\n").ignore_case);
  CHECK(with("[Core] IgnoreCase\n").ignore_case);
  CHECK_FALSE(with("[core]\n\t# ignorecase = true\n\tignorecase = false\n").ignore_case);
  CHECK_FALSE(with("[other]\n\tignorecase = true\n").ignore_case);
  CHECK(with("[extensions]\n\tobjectFormat = \"sha256\" ; new\n").hash_size == 32);
  CHECK(with("[core]\n\tworktree = ../elsewhere\n").problem.find("another") != std::string::npos);
}
