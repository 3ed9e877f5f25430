#include "report/told_conditions.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

std::vector<std::string> told(std::vector<std::string_view> conditions) {
  std::vector<Candidate> all;
  for (const std::string_view condition : conditions) {
    Candidate one;
    one.condition = condition;
    all.push_back(one);
  }
  return told_conditions(all);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what every candidate asks for is not told") {
  CHECK(told({"`ENV` is 'prod' and `KEY` is set", "`ENV` is not 'prod' and `KEY` is set"}) ==
        Texts{"`ENV` is 'prod'", "`ENV` is not 'prod'"});
}

TEST_CASE("a condition stays whole where nothing else would tell it from the others") {
  CHECK(told({"`A` is set", "`A` is set and `B` is set"}) ==
        Texts{"`A` is set", "`A` is set and `B` is set"});
  CHECK(told({"`A` is set"}) == Texts{"`A` is set"});
  CHECK(told({"`A` is set and `B` is set", ""}) == Texts{"`A` is set and `B` is set", ""});
}

TEST_CASE("alternatives and quoted texts are not taken apart") {
  CHECK(told({"`A` is set and `B` is set or `C` is set", "`B` is set and `D` is set"}) ==
        Texts{"`A` is set and `B` is set or `C` is set", "`B` is set and `D` is set"});
  CHECK(told({"`A` is 'x and y' and `B` is set", "`A` is 'z and y' and `B` is set"}) ==
        Texts{"`A` is 'x and y'", "`A` is 'z and y'"});
}
