#include "checks/ipv4_range.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

namespace {

CheckAnswer ask(std::string_view first, std::string_view last, std::int64_t more_than = -1) {
  Arena arena;
  const Builder builder(arena);
  MappingBuilder range;
  range.set("startIpAddress", builder.string(first));
  range.set("endIpAddress", builder.string(last));
  MappingBuilder arguments;
  if (more_than >= 0) arguments.set("more_than", builder.integer(more_than));
  Place place;
  place.node = range.build(builder);
  place.present = Truth::yes;
  return check_wide_ipv4_range({place, *builder.mapping({}), arguments.build(builder), arena});
}

}  // namespace

TEST_CASE("addresses are four plain numbers") {
  CHECK(parse_ipv4("0.0.0.0") == 0U);
  CHECK(parse_ipv4("255.255.255.255") == 0xFFFFFFFFU);
  CHECK(parse_ipv4("10.1.2.3") == 0x0A010203U);
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "a.b.c.d", "1.2.3.",
                           " 1.2.3.4", "1.2.3.4000", "::1"})
    CHECK(!parse_ipv4(text));
}

TEST_CASE("the whole Internet and every range above the limit is wide") {
  CHECK(ask("0.0.0.0", "255.255.255.255").guilty == Truth::yes);
  CHECK(ask("1.0.0.0", "2.0.0.0").guilty == Truth::yes);
  CHECK(ask("1.0.0.0", "1.255.255.255").guilty == Truth::no);
  CHECK(ask("20.1.2.3", "20.1.2.3").guilty == Truth::no);
  CHECK(ask("20.0.0.0", "20.1.255.255", 65'536).guilty == Truth::yes);
  CHECK(ask("20.0.0.0", "20.0.255.255", 65'536).guilty == Truth::no);
}

TEST_CASE("private addresses do not count") {
  CHECK(ask("10.0.0.0", "10.255.255.255", 0).guilty == Truth::no);
  CHECK(ask("172.16.0.0", "172.31.255.255", 0).guilty == Truth::no);
  CHECK(ask("192.168.0.0", "192.169.0.0", 0).evidence == "1 public address");
  CHECK(ask("0.0.0.0", "255.255.255.255").evidence == "4,260,233,216 public addresses");
}

TEST_CASE("Azure's own mark and a reversed range are no range") {
  CHECK(ask("0.0.0.0", "0.0.0.0", 0).guilty == Truth::no);
  CHECK(ask("9.0.0.0", "1.0.0.0", 0).guilty == Truth::no);
}

TEST_CASE("an end that is not known leaves the answer open") {
  Arena arena;
  const Builder builder(arena);
  MappingBuilder range;
  range.set("startIpAddress", builder.string("0.0.0.0"));
  Place place;
  place.present = Truth::yes;
  const Node& root = *builder.mapping({});
  place.node = range.build(builder);
  CHECK(check_wide_ipv4_range({place, root, nullptr, arena}).guilty == Truth::no);
  place.node = range.build(builder, {}, true);
  CHECK(check_wide_ipv4_range({place, root, nullptr, arena}).guilty == Truth::unknown);
  range.set("endIpAddress", builder.unknown(Reason::runtime, "a parameter"));
  place.node = range.build(builder);
  CHECK(check_wide_ipv4_range({place, root, nullptr, arena}).guilty == Truth::unknown);
  place.node = nullptr;
  place.present = Truth::unknown;
  CHECK(check_wide_ipv4_range({place, root, nullptr, arena}).guilty == Truth::unknown);
}
