#include "source/file_system.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "source/beneath.h"
#include "source/temporary_directory.h"

namespace djaz {
namespace {

constexpr char kOutside[] = "leads outside the project or nowhere";

std::unique_ptr<FileSystem> open(const TemporaryDirectory& directory) {
  std::string problem;
  auto files = open_directory(directory.path(), problem);
  REQUIRE(problem == "");
  REQUIRE(files != nullptr);
  return files;
}

}  // namespace

TEST_CASE("a file is read whole, or its head, or refused by its size") {
  const TemporaryDirectory root;
  root.write("app/settings.py", "DEBUG = True\n");
  root.write("empty", "");
  const auto files = open(root);
  CHECK(files->read("app/settings.py", 1000).bytes == "DEBUG = True\n");
  CHECK(files->read("app/settings.py", 13).ok);
  CHECK_FALSE(files->read("app/settings.py", 12).ok);
  CHECK(files->read("app/settings.py", 12).reason == "is larger than 12 bytes");
  CHECK(files->read("empty", 0).ok);
  CHECK(files->read_head("app/settings.py", 5).bytes == "DEBUG");
  CHECK(files->read_head("app/settings.py", 500).bytes == "DEBUG = True\n");
}

TEST_CASE("what is absent is told from what cannot be read") {
  const TemporaryDirectory root;
  root.write("app/settings.py", "");
  const auto files = open(root);
  for (const std::string path : {"nowhere", "app/nowhere.py", "app/settings.py/x"}) {
    CAPTURE(path);
    CHECK(files->read(path, 10).missing);
    CHECK(files->read(path, 10).reason == "does not exist");
  }
  CHECK(files->read(std::string(300, 'x'), 10).missing);
  CHECK_FALSE(files->read("app", 10).missing);
  CHECK(files->read("app", 10).reason == "is a directory");
  CHECK(files->is_directory("app"));
  CHECK(files->is_directory(""));
  CHECK(files->is_file("app/settings.py"));
  CHECK_FALSE(files->is_file("app"));
  CHECK_FALSE(files->is_file("app/nowhere.py"));
}

TEST_CASE("a path that is not below the root is refused without a look at the disk") {
  const TemporaryDirectory root;
  root.write("a", "x");
  const auto files = open(root);
  const std::string with_nul("a\0b", 3);
  for (const std::string& path :
       {std::string("../a"), std::string("/etc/passwd"), std::string("./a"), std::string("x/../a"),
        std::string("x//a"), std::string("a/"), with_nul}) {
    CAPTURE(path);
    const ReadOutcome outcome = files->read(path, 10);
    CHECK_FALSE(outcome.ok);
    CHECK_FALSE(outcome.missing);
    CHECK(outcome.reason == kOutside);
  }
}

TEST_CASE("links are followed inside the root and never out of it") {
  const TemporaryDirectory outer;
  outer.write("secret", "outside");
  outer.write("root/real/file", "inside");
  outer.directory("root/deep/er");
  outer.link("root/file", "real/file");
  outer.link("root/directory", "real");
  outer.link("root/deep/er/up", "../../real/file");
  outer.link("root/deep/top", "..");
  outer.link("root/chain", "directory/../deep/er/up");
  outer.link("root/out", "../secret");
  outer.link("root/out-and-back", "../root/real/file");
  outer.link("root/out-nowhere", "../nothing");
  outer.link("root/absolute", outer.at("root/real/file"));
  outer.link("root/dangling", "real/nothing");
  outer.link("root/dangling-directory", "nothing");
  outer.link("root/loop", "loop");
  outer.link("root/one", "two");
  outer.link("root/two", "one");
  outer.link("root/outer", "..");
  std::string problem;
  const auto files = open_directory(outer.at("root"), problem);
  REQUIRE(files != nullptr);

  for (const std::string path : {"file", "directory/file", "deep/er/up", "deep/top/real/file",
                                 "chain", "deep/top/deep/top/file"}) {
    CAPTURE(path);
    CHECK(files->read(path, 100).bytes == "inside");
    CHECK(files->is_file(path));
  }
  CHECK(files->is_directory("directory"));
  CHECK(files->is_directory("deep/top"));
  CHECK(files->list("directory", problem).size() == 1);
  CHECK(files->read("directory/nothing", 100).missing);

  for (const std::string path :
       {"out", "out-and-back", "out-nowhere", "absolute", "dangling", "dangling-directory/x",
        "loop", "one", "outer/secret", "outer/nothing"}) {
    CAPTURE(path);
    const ReadOutcome outcome = files->read(path, 100);
    CHECK_FALSE(outcome.ok);
    CHECK_FALSE(outcome.missing);
    CHECK(outcome.reason == kOutside);
    CHECK(files->read_head(path, 10).reason == kOutside);
    CHECK_FALSE(files->is_file(path));
    CHECK_FALSE(files->is_directory(path));
  }
  CHECK(files->list("outer", problem).empty());
  CHECK(problem == kOutside);
}

TEST_CASE("the walk by component answers as the kernel does") {
  const TemporaryDirectory outer;
  outer.write("root/a/b/c", "x");
  outer.link("root/a/up", "..");
  outer.link("root/a/b/far", "../../a/up/a/b/c");
  outer.link("root/out", "a/../../root/a");
  outer.link("root/dangling", "a/x");
  outer.link("root/loop", "./loop");
  const int root = ::open(outer.at("root").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(root >= 0);
  const Descriptor closes(root);
  for (const std::string path :
       {"", "a", "a/b/c", "a/b/c/d", "a/up", "a/up/a/b", "a/b/far", "out", "out/b", "dangling",
        "dangling/x", "loop", "nothing", "a/nothing", "nothing/a"}) {
    CAPTURE(path);
    const Opened kernel = open_beneath(root, path, O_RDONLY);
    const Opened by_hand = open_beneath_by_component(root, path, O_RDONLY);
    CHECK(kernel.error == by_hand.error);
    REQUIRE(kernel.descriptor.valid() == by_hand.descriptor.valid());
    CHECK(look_beneath(root, path).valid() == by_hand.descriptor.valid());
    if (!kernel.descriptor.valid()) continue;
    struct stat a {};
    struct stat b {};
    CHECK(::fstat(kernel.descriptor.get(), &a) == 0);
    CHECK(::fstat(by_hand.descriptor.get(), &b) == 0);
    CHECK(a.st_ino == b.st_ino);
  }
}

TEST_CASE("links that multiply the way do not stall the walk by component") {
  const TemporaryDirectory root;
  root.write("d/file", "x");
  std::string target;
  for (int i = 0; i < 500; ++i) target += "d/../";
  // Each of the forty links that are followed takes the long way round.
  for (int i = 0; i < 60; ++i) {
    root.link("link" + std::to_string(i), target + "link" + std::to_string(i + 1));
  }
  root.link("link60", "d/file");
  const int fd = ::open(root.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(fd >= 0);
  const Descriptor closes(fd);
  CHECK(open_beneath_by_component(fd, "link0", O_RDONLY).error == EXDEV);
  CHECK(open_beneath_by_component(fd, "link55", O_RDONLY).error == 0);
}

TEST_CASE("pipes, sockets and directories are not read, and not waited for") {
  const TemporaryDirectory root;
  REQUIRE(::mkfifo(root.at("pipe").c_str(), 0600) == 0);
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  root.at("socket").copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  root.link("device", "/dev/zero");
  const auto files = open(root);
  CHECK(files->read("pipe", 100).reason == "is not a regular file");
  CHECK(files->read("socket", 100).reason == "is not a regular file");
  CHECK(files->read("device", 100).reason == kOutside);
  CHECK_FALSE(files->is_file("pipe"));
  std::string problem;
  const auto entries = files->list("", problem);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].type == FileType::link);
  CHECK(entries[1].type == FileType::other);
  CHECK(entries[2].type == FileType::other);
}

TEST_CASE("a huge sparse file is refused at once") {
  const TemporaryDirectory root;
  root.write("big.json", "");
  REQUIRE(::truncate(root.at("big.json").c_str(), off_t{10} << 30) == 0);
  const auto files = open(root);
  CHECK(files->read("big.json", 512u << 20).reason == "is larger than 512 MB");
  CHECK(files->read_head("big.json", 4).bytes == std::string(4, '\0'));
}

TEST_CASE("names are listed in the order of their bytes, whatever they hold") {
  const TemporaryDirectory root;
  root.write("b", "");
  root.write("B", "");
  root.write("\xff\xfe", "");
  root.write("\xc3\xa9", "");
  root.write("new\nline", "");
  const auto files = open(root);
  std::string problem;
  const auto entries = files->list("", problem);
  REQUIRE(entries.size() == 5);
  CHECK(entries[0].name == "B");
  CHECK(entries[1].name == "b");
  CHECK(entries[2].name == "new\nline");
  CHECK(entries[3].name == "\xc3\xa9");
  CHECK(entries[4].name == "\xff\xfe");
  CHECK(files->read("\xff\xfe", 1).ok);
  CHECK(files->list("b", problem).empty());
  CHECK(problem == "is not a directory");
}

TEST_CASE("a path of more than 4,096 bytes is refused with words") {
  const TemporaryDirectory root;
  const auto files = open(root);
  std::string path = "a";
  while (path.size() < 5000) path += "/a";
  CHECK(files->read(path, 10).reason == "has a path that is longer than 4,096 bytes");
  CHECK_FALSE(files->is_directory(path));
  std::string problem;
  CHECK(files->list(path, problem).empty());
  CHECK(problem == "has a path that is longer than 4,096 bytes");
}

TEST_CASE("what permissions forbid is said") {
  // Root reads everything.
  if (::geteuid() == 0) return;
  const TemporaryDirectory root;
  root.write("closed/file", "");
  root.write("file", "");
  REQUIRE(::chmod(root.at("closed").c_str(), 0) == 0);
  REQUIRE(::chmod(root.at("file").c_str(), 0) == 0);
  const auto files = open(root);
  std::string problem;
  CHECK(files->list("closed", problem).empty());
  CHECK(problem == "cannot be read: permission denied");
  CHECK(files->read("file", 1).reason == "cannot be read: permission denied");
  CHECK(::chmod(root.at("closed").c_str(), 0700) == 0);
}

TEST_CASE("a root that is none is refused with words") {
  const TemporaryDirectory root;
  root.write("file", "");
  std::string problem;
  CHECK(open_directory(root.at("nothing"), problem) == nullptr);
  CHECK(problem == "does not exist");
  CHECK(open_directory(root.at("file"), problem) == nullptr);
  CHECK(problem == "is not a directory");
}

TEST_CASE("a file that changes its size while it is read is refused or read as it was") {
  const TemporaryDirectory root;
  const std::string small(1000, 'a');
  const std::string large(300'000, 'b');
  root.write("moving", small);
  const auto files = open(root);
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    const Descriptor fd(::open(root.at("moving").c_str(), O_WRONLY | O_CLOEXEC));
    while (!stop.load()) {
      for (const std::string* text : {&large, &small}) {
        // Each state is reached in several steps, as a careless writer would.
        if (::ftruncate(fd.get(), 0) != 0) return;
        if (::pwrite(fd.get(), text->data(), text->size(), 0) < 0) return;
      }
    }
  });
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    const ReadOutcome outcome = files->read("moving", 1u << 20);
    if (!outcome.ok) {
      CHECK(outcome.reason == "changed while it was read");
      CHECK(outcome.bytes.empty());
      ++refused;
      continue;
    }
    // A write in progress may be seen half done, but never bytes that nobody wrote.
    CHECK(outcome.bytes.size() <= large.size());
    CHECK(outcome.bytes.find_first_not_of("ab") == std::string::npos);
  }
  stop = true;
  writer.join();
  MESSAGE("refused " << refused << " of 3000");
}

}  // namespace djaz
