#include "checks/open_ports.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

namespace {

struct Question {
  std::vector<std::string_view> open;
  std::vector<std::int64_t> ports;
  bool every = false;
  std::string_view list = "tcpPorts";
  std::string_view protocol;
};

CheckAnswer ask(const Question& question) {
  Arena arena;
  const Builder builder(arena);
  std::vector<const Node*> ranges;
  for (const std::string_view text : question.open) ranges.push_back(builder.string(text));
  MappingBuilder rule;
  rule.set(question.list, builder.list(ranges));
  std::vector<const Node*> ports;
  for (const std::int64_t port : question.ports) ports.push_back(builder.integer(port));
  MappingBuilder arguments;
  arguments.set("ports", builder.list(ports));
  if (question.every) arguments.set("every", builder.boolean(true));
  if (!question.protocol.empty()) arguments.set("protocol", builder.string(question.protocol));
  Place place;
  place.node = rule.build(builder);
  place.present = Truth::yes;
  return check_open_ports({place, *builder.mapping({}), arguments.build(builder), arena});
}

}  // namespace

TEST_CASE("a port is open when one of the ranges holds it") {
  CHECK(ask({.open = {"22"}, .ports = {22}}).guilty == Truth::yes);
  CHECK(ask({.open = {"20-25"}, .ports = {22}}).guilty == Truth::yes);
  CHECK(ask({.open = {"443", "5432-5433"}, .ports = {5432}}).guilty == Truth::yes);
  CHECK(ask({.open = {"23-25"}, .ports = {22}}).guilty == Truth::no);
  CHECK(ask({.open = {"443"}, .ports = {22, 3389}}).guilty == Truth::no);
  CHECK(ask({.ports = {22}}).guilty == Truth::no);
}

TEST_CASE("the evidence names each open port and what usually listens there") {
  CHECK(ask({.open = {"5000-7000"}, .ports = {5432, 6379, 9999}}).evidence ==
        "port 5432 (PostgreSQL), port 6379 (Redis)");
}

TEST_CASE("of many open ports a few are named") {
  CHECK(ask({.open = {"1-7000"}, .ports = {22, 23, 135, 139, 445, 5432}}).evidence ==
        "port 22 (SSH), port 23 (Telnet), port 135 (RPC), port 139 (NetBIOS) and 2 more");
}

TEST_CASE("where everything is open, so is each port") {
  CHECK(ask({.open = {"0-65535"}, .every = true}).guilty == Truth::yes);
  CHECK(ask({.open = {"1-65535"}, .every = true}).guilty == Truth::yes);
  CHECK(ask({.open = {"1024-65535"}, .every = true}).guilty == Truth::no);
  CHECK(ask({.open = {"0-65535"}, .ports = {22}}).guilty == Truth::yes);
}

TEST_CASE("each protocol has its own ports") {
  CHECK(ask({.open = {"53"}, .ports = {53}, .list = "udpPorts"}).guilty == Truth::no);
  CHECK(ask({.open = {"53"}, .ports = {53}, .list = "udpPorts", .protocol = "udp"}).guilty ==
        Truth::yes);
}

TEST_CASE("ports that are not known give no verdict") {
  Arena arena;
  const Builder builder(arena);
  MappingBuilder rule;
  rule.set("tcpPorts", builder.unknown(Reason::unresolved, "a rule before it is not known"));
  Place place;
  place.node = rule.build(builder);
  place.present = Truth::yes;
  const CheckAnswer answer = check_open_ports({place, *builder.mapping({}), nullptr, arena});
  CHECK(answer.guilty == Truth::unknown);
  CHECK(answer.evidence == "a rule before it is not known");
}
