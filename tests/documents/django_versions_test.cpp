#include "documents/django_versions.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

std::string newest(std::string_view specifier) {
  const auto allowed = allowed_series(*parse_bounds(specifier));
  return allowed.empty() ? "" : std::string(allowed.front()->number);
}

}  // namespace

TEST_CASE("the table of Django's series is sorted from the newest to the oldest") {
  const auto& series = django_series();
  REQUIRE(series.size() > 10);
  for (std::size_t i = 0; i + 1 < series.size(); ++i)
    CHECK(*Pep440::parse(series[i].number) > *Pep440::parse(series[i + 1].number));
}

TEST_CASE("the newest series that a specifier lets in is found") {
  CHECK(newest("==4.2.16") == "4.2");
  CHECK(newest(">=3.0,<=3.1") == "3.1");
  CHECK(newest(">=4.2,<5") == "4.2");
  CHECK(newest("~=5.2") == "5.2");
  CHECK(newest("<5.2,!=5.1.*") == "5.0");
  CHECK(newest("==99.1") == "");
  CHECK(newest(">=4.2") == std::string(django_series().front().number));
}

TEST_CASE("a specifier of one series lets in fixes only") {
  CHECK(allows_one_series("~=5.2.8"));
  CHECK(allows_one_series("==5.2.*"));
  CHECK(allows_one_series(">=6.0,<6.1"));
  CHECK(!allows_one_series(">=5.2,<6.1"));
  CHECK(!allows_one_series(""));
}
