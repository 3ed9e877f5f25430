#include "support/pep440.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

bool fits(std::string_view specifier) {
  const auto bounds = parse_bounds(specifier);
  REQUIRE(bounds.has_value());
  return fitting_version(*bounds).has_value();
}

bool allows_text(std::string_view specifier, std::string_view version) {
  return allows(*parse_bounds(specifier), *Pep440::parse(version));
}

}  // namespace

// tests/differential/versions.py compares all of it with Python's packaging.
TEST_CASE("versions stand in the order of PEP 440") {
  const std::vector<std::string_view> ordered = {
      "1.0.dev0", "1.0a1.dev1", "1.0a1", "1.0a1.post1",
      "1.0b1",    "1.0rc1",     "1.0",   "1.0+x",
      "1.0+1",    "1.0.post1",  "1.0.1", "1.9",
      "1.10",     "2",          "10",    "99999999999999999999999999999",
      "1!0"};
  for (std::size_t i = 0; i + 1 < ordered.size(); ++i) {
    CAPTURE(ordered[i]);
    CHECK(*Pep440::parse(ordered[i]) < *Pep440::parse(ordered[i + 1]));
  }
  CHECK(*Pep440::parse("v1.0-RC.1") == *Pep440::parse("1.0.0rc1"));
  CHECK(Pep440::parse("v01.0-RC.1")->text() == "1.0rc1");
  for (const std::string_view bad : {"", "latest", "1..0", "1.0-", "1.0+", "1.0a1b1"})
    CHECK(!Pep440::parse(bad).has_value());
}

TEST_CASE("specifiers allow what pip would take") {
  CHECK(allows_text("~=5.2.8", "5.2.9"));
  CHECK(!allows_text("~=5.2.8", "5.3"));
  CHECK(allows_text("==5.2.*", "5.2"));
  CHECK(!allows_text("<6", "6.0rc1"));
  CHECK(!allows_text(">5.2", "5.2.post1"));
  CHECK(allows_text("===5.2,", "5.2"));
}

TEST_CASE("ranges that do not meet have no version") {
  CHECK(fits(">=4.2,<5"));
  CHECK(!fits("==4.2,==5.2"));
  CHECK(!fits(">=5,<5"));
  CHECK(!fits("~=4.2.1,>=4.3"));
  CHECK(fits(">1.0,<1.0.1"));
  CHECK(!fits(">=1.0,<=1.0,!=1.0.*"));
  CHECK(fits(">=1.0,!=1.0"));
  CHECK(!parse_bounds("5.2").has_value());
  CHECK(!parse_bounds(">=").has_value());
}
