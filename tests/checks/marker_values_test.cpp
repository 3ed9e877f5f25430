#include "checks/marker_values.h"

#include <doctest/doctest.h>

#include <string>

using namespace djaz;

TEST_CASE("markers are answered as far as the host is known") {
  CHECK(marker_holds("sys_platform == 'win32'", "") == Truth::no);
  CHECK(marker_holds("platform_machine == 'x86_64'", "3.12") == Truth::unknown);
  CHECK(marker_holds("python_version < '3.10'", "3.9") == Truth::yes);
  CHECK(marker_holds("python_version < '3.10'", "") == Truth::unknown);
  CHECK(marker_holds("os_name == 'nt' or (os_name == 'posix' and '3' < python_version)", "3.9") ==
        Truth::yes);
  CHECK(marker_holds("os_name ==", "3.9") == Truth::unknown);
  CHECK(marker_holds(std::string(100'000, '('), "3.9") == Truth::unknown);
}

TEST_CASE("markers meet when each Python of today that has the one has the other") {
  CHECK(markers_meet("", "", "") == Truth::yes);
  CHECK(markers_meet("python_version < '3.11'", "python_version >= '3.11'", "") == Truth::no);
  CHECK(markers_meet("python_version < '3.12'", "python_version >= '3.11'", "") == Truth::unknown);
  CHECK(markers_meet("python_version < '3.12'", "python_version >= '3.11'", "3.11") == Truth::yes);
  CHECK(markers_meet("python_version >= '3.8'", "sys_platform == 'linux'", "") == Truth::yes);
}

TEST_CASE("where the host is not known, a marker holds that only old patch releases may miss") {
  CHECK(markers_meet("python_full_version >= '3.9.16'", "", "") == Truth::yes);
  CHECK(markers_meet("python_full_version >= '3.9.16'", "", "3.9") == Truth::unknown);
  CHECK(markers_meet("python_full_version >= '3.10.2'", "", "") == Truth::unknown);
  CHECK(markers_meet("platform_machine == 'x86_64'", "", "") == Truth::unknown);
  CHECK(markers_meet("sys_platform == 'win32'", "", "") == Truth::no);
}
