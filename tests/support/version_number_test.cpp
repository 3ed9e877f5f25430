#include "support/version_number.h"

#include <doctest/doctest.h>

using djaz::VersionNumber;

TEST_CASE("versions compare number by number and missing parts are zero") {
  CHECK(*VersionNumber::parse("5.2") == *VersionNumber::parse("5.2.0"));
  CHECK(*VersionNumber::parse("5.10") > *VersionNumber::parse("5.9"));
  CHECK(*VersionNumber::parse("4.2.30") < *VersionNumber::parse("5.0"));
  CHECK(*VersionNumber::parse("1.2rc1") == *VersionNumber::parse("1.2"));
  CHECK(*VersionNumber::parse("99999999999999999999") > *VersionNumber::parse("6"));
  CHECK_FALSE(VersionNumber::parse("x").has_value());
  CHECK_FALSE(VersionNumber::parse("").has_value());
}
