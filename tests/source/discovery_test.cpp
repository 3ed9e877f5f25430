#include "source/discovery.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/temporary_directory.h"

namespace djaz {
namespace {

bool all(std::string_view) { return true; }
bool python(std::string_view path) { return path.ends_with(".py"); }

std::string names(const Discovery& discovery) {
  std::string text;
  for (const auto& file : discovery.files) text += file.path + " ";
  return text;
}

// Hands out the same directory below itself for ever.
class Endless final : public FileSystem {
 public:
  explicit Endless(std::size_t width) : width_(width) {}
  std::vector<DirectoryEntry> list(const std::string&, std::string& problem) override {
    problem.clear();
    std::vector<DirectoryEntry> entries;
    for (std::size_t i = 0; i < width_; ++i) {
      entries.push_back({std::to_string(i), FileType::directory});
    }
    return entries;
  }
  ReadOutcome read(const std::string&, std::uint64_t) override { return {}; }
  ReadOutcome read_head(const std::string&, std::size_t) override { return {}; }
  bool is_file(const std::string&) override { return false; }
  bool is_directory(const std::string&) override { return true; }

 private:
  std::size_t width_;
};

}  // namespace

TEST_CASE("the walk lists what is wanted, sorted by path") {
  const auto files = in_memory({{"b.py", ""}, {"a/x.py", ""}, {"a/x.txt", ""}, {"a.py", ""}});
  const Discovery discovery = discover(*files, {}, python);
  CHECK(names(discovery) == "a.py a/x.py b.py ");
  CHECK(discovery.entries == 5);
  CHECK(discovery.problems.empty());
}

TEST_CASE("directories that tools fill are not entered") {
  const auto files = in_memory({{"a.py", ""},
                                {".git/a.py", ""},
                                {"x/node_modules/y/a.py", ""},
                                {"__pycache__/a.py", ""},
                                {"env/pyvenv.cfg", ""},
                                {"env/lib/a.py", ""},
                                {"lib/site-packages/a.py", ""},
                                {".tox/a.py", ""},
                                {".ruff_cache/a.py", ""},
                                {".github/a.py", ""}});
  CHECK(names(discover(*files, {}, all)) == ".github/a.py a.py ");
}

TEST_CASE("a virtual environment in the root itself does not hide the project") {
  const auto files = in_memory({{"pyvenv.cfg", ""}, {"a.py", ""}, {"lib/site-packages/b.py", ""}});
  CHECK(names(discover(*files, {}, python)) == "a.py ");
}

TEST_CASE("excluded files and directories are passed by") {
  const auto files = in_memory({{"docs/a.py", ""},
                                {"app/docs/a.py", ""},
                                {"app/old/a.py", ""},
                                {"app/a.py", ""},
                                {"app/b_test.py", ""}});
  CHECK(names(discover(*files, {{}, {"app/old"}}, all)) ==
        "app/a.py app/b_test.py app/docs/a.py docs/a.py ");
  CHECK(names(discover(*files, {{}, {"docs/", "*_test.py"}}, all)) == "app/a.py app/old/a.py ");
  CHECK(names(discover(*files, {{}, {"app/**"}}, all)) == "docs/a.py ");
}

TEST_CASE("paths the user names are walked once, also where a walk would pass them by") {
  const auto files = in_memory(
      {{"a/x.py", ""}, {"a/b/y.py", ""}, {"venv/pyvenv.cfg", ""}, {"venv/z.py", ""}, {"c.py", ""}});
  DiscoveryOptions options;
  options.paths = {"a", "a/b", "a/x.py", "a", "venv", "nothing", "nothing"};
  const Discovery discovery = discover(*files, options, python);
  CHECK(names(discovery) == "a/b/y.py a/x.py venv/z.py ");
  CHECK(discovery.missing == std::vector<std::string>{"nothing"});
}

TEST_CASE("links and special files are listed with their type and not entered") {
  const TemporaryDirectory root;
  root.write("real/a.py", "");
  root.link("link.py", "real/a.py");
  root.link("out.py", "/etc/passwd");
  root.link("directory", "real");
  root.link("real/up", "..");
  REQUIRE(::mkfifo(root.at("pipe.py").c_str(), 0600) == 0);
  std::string problem;
  const auto files = open_directory(root.path(), problem);
  REQUIRE(files != nullptr);
  const Discovery discovery = discover(*files, {}, python);
  REQUIRE(names(discovery) == "link.py out.py pipe.py real/a.py ");
  CHECK(discovery.files[0].type == FileType::link);
  CHECK(discovery.files[1].type == FileType::link);
  CHECK(discovery.files[2].type == FileType::other);
  CHECK(discovery.files[3].type == FileType::regular);

  DiscoveryOptions options;
  options.paths = {"link.py", "pipe.py", "directory"};
  const Discovery chosen = discover(*files, options, python);
  REQUIRE(names(chosen) == "directory/a.py link.py pipe.py ");
  CHECK(chosen.files[1].type == FileType::link);
  CHECK(chosen.files[2].type == FileType::other);
}

TEST_CASE("an unreadable directory is a problem and hides nothing else") {
  if (::geteuid() == 0) return;
  const TemporaryDirectory root;
  root.write("closed/a.py", "");
  root.write("open/a.py", "");
  REQUIRE(::chmod(root.at("closed").c_str(), 0) == 0);
  std::string problem;
  const auto files = open_directory(root.path(), problem);
  const Discovery discovery = discover(*files, {}, all);
  CHECK(names(discovery) == "open/a.py ");
  REQUIRE(discovery.problems.size() == 1);
  CHECK(discovery.problems[0].first == "closed");
  CHECK(discovery.problems[0].second == "cannot be read: permission denied");
  CHECK(::chmod(root.at("closed").c_str(), 0700) == 0);
}

TEST_CASE("a tree that is too deep is walked to the bound and the rest is said") {
  const TemporaryDirectory root;
  root.write("a.py", "");
  const std::string name(250, 'd');
  int fd = ::open(root.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int i = 0; i < 20; ++i) {
    REQUIRE(::mkdirat(fd, name.c_str(), 0700) == 0);
    const int next = ::openat(fd, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ::close(fd);
    fd = next;
    REQUIRE(fd >= 0);
  }
  ::close(fd);
  std::string problem;
  const auto files = open_directory(root.path(), problem);
  const Discovery discovery = discover(*files, {}, python);
  CHECK(names(discovery) == "a.py ");
  REQUIRE(discovery.problems.size() == 1);
  CHECK(discovery.problems[0].first.size() > 3800);
  CHECK(discovery.problems[0].second.find("4,096 bytes") != std::string::npos);
}

TEST_CASE("a tree without end is walked to a million entries") {
  Endless files(5000);
  const Discovery discovery = discover(files, {}, python);
  CHECK(discovery.entries == 1'000'001);
  REQUIRE(discovery.problems.size() == 1);
  CHECK(discovery.problems[0].second.find("1,000,000 entries") != std::string::npos);
}

}  // namespace djaz
