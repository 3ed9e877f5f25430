#include "checks/plain_listeners.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

namespace {

// A gateway with a listener `plain` for HTTP and one for HTTPS, and what its rules are made of.
struct Gateway {
  Arena arena;
  Builder builder{arena};
  std::vector<const Node*> rules;
  std::vector<const Node*> maps;

  const Node* mapping(std::string_view name, const Node* value) {
    MappingBuilder out;
    out.set(name, value);
    return out.build(builder);
  }
  const Node* part(std::string_view name, const Node* properties) {
    MappingBuilder out;
    out.set("name", builder.string(name));
    out.set("properties", properties);
    return out.build(builder);
  }
  const Node* id(std::string_view text) { return mapping("id", builder.string(text)); }
  // As a template has it: only the last part of the text is known.
  const Node* id_ending(std::string_view suffix) {
    Unknown about;
    about.suffix = suffix;
    return mapping("id", builder.unknown(about));
  }
  void rule(const Node* listener, std::string_view target, const Node* of) {
    MappingBuilder out;
    out.set("httpListener", listener);
    out.set(target, of);
    rules.push_back(part("rule", out.build(builder)));
  }

  CheckAnswer ask() {
    const std::vector<const Node*> listeners = {
        part("plain", mapping("protocol", builder.string("Http"))),
        part("sealed", mapping("protocol", builder.string("Https"))),
    };
    MappingBuilder properties;
    properties.set("httpListeners", builder.list(listeners));
    properties.set("requestRoutingRules", builder.list(rules));
    properties.set("urlPathMaps", builder.list(maps));
    return about(properties.build(builder));
  }
  CheckAnswer about(const Node* properties) {
    Place place;
    place.node = part("shop", properties);
    place.present = Truth::yes;
    return check_plain_listeners({place, *builder.mapping({}), nullptr, arena});
  }
};

}  // namespace

TEST_CASE("a listener for HTTP is at fault when its rule reaches a backend") {
  Gateway gateway;
  gateway.rule(gateway.id("/gateways/shop/httpListeners/Plain"), "backendAddressPool",
               gateway.id("/pool"));
  const CheckAnswer answer = gateway.ask();
  CHECK(answer.guilty == Truth::yes);
  CHECK(answer.evidence == "`plain`");
  CHECK(answer.related.size() == 1);
}

TEST_CASE("a redirect, no rule at all, and the rules of other listeners are in order") {
  Gateway redirects;
  redirects.rule(redirects.id_ending("/plain"), "redirectConfiguration", redirects.id("/to-https"));
  redirects.rule(redirects.id_ending("/sealed"), "backendAddressPool", redirects.id("/pool"));
  CHECK(redirects.ask().guilty == Truth::no);
  Gateway idle;
  CHECK(idle.ask().guilty == Truth::no);
}

TEST_CASE("a map of paths is followed to what it does where nothing else matches") {
  for (const bool redirect : {false, true}) {
    Gateway gateway;
    gateway.rule(gateway.id_ending("/plain"), "urlPathMap", gateway.id_ending("/paths"));
    CHECK(gateway.ask().guilty == Truth::unknown);
    gateway.maps.push_back(gateway.part(
        "paths",
        gateway.mapping(redirect ? "defaultRedirectConfiguration" : "defaultBackendAddressPool",
                        gateway.id("/target"))));
    CHECK(gateway.ask().guilty == (redirect ? Truth::no : Truth::yes));
  }
}

TEST_CASE("where nobody knows whose the rules are, they must agree") {
  Gateway gateway;
  gateway.rule(gateway.id_ending(""), "backendAddressPool", gateway.id("/pool"));
  CHECK(gateway.ask().guilty == Truth::yes);
  gateway.rule(gateway.id_ending(""), "redirectConfiguration", gateway.id("/to-https"));
  CHECK(gateway.ask().guilty == Truth::unknown);
}

TEST_CASE("without listeners there is no fault in a template, and no answer in an export") {
  Gateway gateway;
  CHECK(gateway.about(gateway.builder.mapping({})).guilty == Truth::no);
  CHECK(gateway.about(gateway.builder.mapping({}, {}, true)).guilty == Truth::unknown);
}

TEST_CASE("a listener without any rules is meant to be used, where a template says it") {
  Gateway gateway;
  MappingBuilder properties;
  properties.set("httpListeners",
                 gateway.builder.list(std::vector<const Node*>{gateway.part(
                     "plain", gateway.mapping("protocol", gateway.builder.string("Http")))}));
  const Node* written = properties.build(gateway.builder);
  CHECK(gateway.about(written).guilty == Truth::yes);
  Node* open = gateway.builder.copy(*written);
  open->open = true;
  CHECK(gateway.about(open).guilty == Truth::unknown);
}
