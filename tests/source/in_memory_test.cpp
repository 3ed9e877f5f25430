#include <doctest/doctest.h>

#include "source/file_system.h"

namespace djaz {

TEST_CASE("files in memory behave as files on disk do") {
  const auto files = in_memory({{"a.py", "12345"}, {"a/z.py", ""}, {"a/b/c.py", "x"}, {"a-b", ""}});
  std::string problem;
  std::string names;
  for (const auto& entry : files->list("", problem)) {
    names += entry.name + (entry.type == FileType::directory ? "/ " : " ");
  }
  CHECK(names == "a/ a-b a.py ");
  CHECK(problem.empty());
  CHECK(files->list("a", problem).size() == 2);
  CHECK(files->list("nowhere", problem).empty());
  CHECK(problem == "does not exist");
  CHECK(files->list("a.py", problem).empty());
  CHECK(problem == "is not a directory");

  CHECK(files->read("a.py", 5).bytes == "12345");
  CHECK(files->read("a.py", 4).reason == "is larger than 4 bytes");
  CHECK(files->read_head("a.py", 2).bytes == "12");
  CHECK(files->read("nowhere", 5).missing);
  CHECK(files->read("a/b", 5).reason == "is a directory");
  CHECK_FALSE(files->read("a/b", 5).missing);
  CHECK(files->is_file("a/b/c.py"));
  CHECK_FALSE(files->is_file("a/b"));
  CHECK(files->is_directory("a/b"));
  CHECK(files->is_directory(""));
  CHECK_FALSE(files->is_directory("a.py"));
}

}  // namespace djaz
