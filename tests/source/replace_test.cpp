#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "source/encode.h"
#include "source/file_system.h"
#include "source/temporary_directory.h"

using namespace djaz;
namespace fs = std::filesystem;

namespace {

struct Folder {
  TemporaryDirectory temporary;
  fs::path path = temporary.path();
  Folder() { temporary.directory("project"); }

  void write(const std::string& name, const std::string& text) const {
    temporary.write(name, text);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  std::string replace(const std::string& name, const std::string& before,
                      const std::string& after) const {
    std::string problem;
    return open_directory((path / "project").string(), problem)->replace(name, before, after);
  }
  std::size_t count() const {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path)) files += !entry.is_directory();
    return files;
  }
};

}  // namespace

TEST_CASE("a file is replaced whole, and keeps its mode") {
  const Folder folder;
  fs::create_directory(folder.path / "project/shop");
  folder.write("project/shop/a.py", "old\n");
  fs::permissions(folder.path / "project/shop/a.py", fs::perms(0640));
  CHECK(folder.replace("shop/a.py", "old\n", "new\n").empty());
  CHECK(folder.read("project/shop/a.py") == "new\n");
  CHECK(fs::status(folder.path / "project/shop/a.py").permissions() == fs::perms(0640));
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that changed in the meantime is left alone") {
  const Folder folder;
  folder.write("project/a.py", "mine\n");
  for (const char* before : {"old\n", "mine", "mine\n\n", ""})
    CHECK(folder.replace("a.py", before, "new\n") == "changed while it was read");
  CHECK(folder.read("project/a.py") == "mine\n");
  CHECK(folder.count() == 1);
}

TEST_CASE("nothing is written through a link, or outside") {
  const Folder folder;
  folder.write("outside.py", "old");
  fs::create_directory(folder.path / "project/real");
  folder.write("project/real/a.py", "old");
  fs::create_symlink("../outside.py", folder.path / "project/out.py");
  fs::create_symlink("real/a.py", folder.path / "project/in.py");
  fs::create_directory_symlink("real", folder.path / "project/linked");
  fs::create_directory_symlink("..", folder.path / "project/up");
  for (const char* name : {"out.py", "in.py", "linked/a.py", "up/outside.py"})
    CHECK(folder.replace(name, "old", "new") == "is a link, or lies behind one");
  for (const char* name : {"../outside.py", "/tmp/x", "", "real/../real/a.py", "real//a.py"})
    CHECK(folder.replace(name, "old", "new") == "leads outside the project or nowhere");
  CHECK(folder.read("outside.py") == "old");
  CHECK(folder.read("project/real/a.py") == "old");
}

TEST_CASE("only a regular file with one name is replaced") {
  const Folder folder;
  folder.write("other.py", "old");
  fs::create_hard_link(folder.path / "other.py", folder.path / "project/a.py");
  CHECK(folder.replace("a.py", "old", "new") == "has several names (hard links)");
  CHECK(folder.read("other.py") == "old");
  REQUIRE(::mkfifo((folder.path / "project/pipe").c_str(), 0600) == 0);
  CHECK(folder.replace("pipe", "", "new") == "is not a regular file");
  fs::create_directory(folder.path / "project/d");
  CHECK_FALSE(folder.replace("d", "", "new").empty());
  CHECK(folder.replace("missing.py", "", "new") == "does not exist");
}

TEST_CASE("files in memory are replaced too") {
  const auto files = in_memory({{"a.py", "old"}});
  CHECK(files->replace("a.py", "older", "new") == "changed while it was read");
  CHECK(files->replace("b.py", "", "new") == "does not exist");
  CHECK(files->replace("a.py", "old", "new").empty());
  CHECK(files->read("a.py", 100).bytes == "new");
}

TEST_CASE("text goes back into the bytes that it came from, or not at all") {
  Sources sources;
  const std::string text = "a\xC3\xA9\xF0\x9F\x90\x8D\r\n";
  const auto back = [&](Encoding encoding, const std::string& bytes, const std::string& own,
                        const std::string& fresh) {
    return encoded_like(fresh, sources.add("f", own, encoding), bytes);
  };
  CHECK(back(Encoding::utf8, text, text, "b") == "b");
  CHECK(back(Encoding::utf8_bom, "\xEF\xBB\xBF" + text, text, "b") ==
        "\xEF\xBB\xBF"
        "b");
  const std::string wide(
      "\xFF\xFE"
      "a\0\xE9\0\x3D\xD8\x0D\xDC\r\0\n\0",
      14);
  CHECK(back(Encoding::utf16le, wide, text, "b") == std::string("\xFF\xFE"
                                                                "b\0",
                                                                4));
  CHECK(back(Encoding::utf16le, wide.substr(2), text, "b") == std::string("b\0", 2));
  CHECK(back(Encoding::utf16be, std::string("\xFE\xFF\0a", 4), "a", "b") ==
        std::string("\xFE\xFF\0b", 4));
  CHECK(back(Encoding::latin1, "a\xE9", "a\xC3\xA9", "\xC3\xA9") == "\xE9");
  CHECK_FALSE(back(Encoding::latin1, "a", "a", "\xE2\x82\xAC").has_value());
  CHECK_FALSE(back(Encoding::cp1252, "\x80", "\xE2\x82\xAC", "a").has_value());
  CHECK(back(Encoding::cp1252, "a", "a", "b") == "b");
  CHECK_FALSE(back(Encoding::utf8, "other", text, "b").has_value());
}
