#include <doctest/doctest.h>

#include "source/file_system.h"

namespace djaz {

TEST_CASE("a relative path is resolved against a directory") {
  std::string out;
  CHECK(resolve_relative("a/b", "../c", out));
  CHECK(out == "a/c");
  CHECK(resolve_relative("", "./x//y/", out));
  CHECK(out == "x/y");
  CHECK(resolve_relative("a", "", out));
  CHECK(out == "a");
  CHECK(resolve_relative("a", "..", out));
  CHECK(out == "");
}

TEST_CASE("a path that leaves the root is refused, even when it comes back") {
  std::string out = "before";
  CHECK_FALSE(resolve_relative("a", "../../a/b", out));
  CHECK(out == "");
  CHECK_FALSE(resolve_relative("", "..", out));
  CHECK_FALSE(resolve_relative("a", "/etc/passwd", out));
  CHECK_FALSE(resolve_relative("a", std::string_view("b\0c", 3), out));
}

TEST_CASE("a path is taken apart and put together") {
  CHECK(directory_of("a/b/c.py") == "a/b");
  CHECK(directory_of("c.py") == "");
  CHECK(file_name_of("a/b/c.py") == "c.py");
  CHECK(file_name_of("c.py") == "c.py");
  CHECK(join_path("", "c.py") == "c.py");
  CHECK(join_path("a", "c.py") == "a/c.py");
}

}  // namespace djaz
