#include "checks/django_walk.h"

#include <doctest/doctest.h>

#include "settings_checks.h"

using namespace djaz;

namespace {

Truth referrer(const Node* (*value)(SettingsProject&)) {
  SettingsProject project;
  project.settings.set("SECURE_REFERRER_POLICY", value(project));
  return project.ask_one(check_referrer_policy, "settings.SECURE_REFERRER_POLICY").guilty;
}

}  // namespace

TEST_CASE("Python walks over letters, bytes, keys and items, and over nothing else") {
  Arena arena;
  const Builder builder(arena);
  const django::Walk text = django::walk(builder.string("a€b"), arena);
  REQUIRE(text.items.size() == 3);
  CHECK(text.items[1]->text == "€");
  const django::Walk bytes = django::walk(builder.text(Kind::bytes, "a\xff"), arena);
  REQUIRE(bytes.items.size() == 2);
  CHECK(bytes.items[1]->integer == 255);
  MappingBuilder mapping;
  mapping.set("key", builder.null());
  CHECK(django::walk(mapping.build(builder), arena).items.at(0)->text == "key");
  CHECK(django::walk(builder.list({builder.integer(1)}), arena).ends == Truth::yes);
  CHECK(django::walk(builder.integer(1), arena).ends == Truth::no);
  CHECK(django::walk(nullptr, arena).ends == Truth::no);
  CHECK(django::walk(builder.unknown(Reason::call, "a call"), arena).ends == Truth::unknown);
}

TEST_CASE("A text longer than anybody writes is not walked to its end") {
  Arena arena;
  const std::string text(1'000'000, 'a');
  CHECK(django::walk(Builder(arena).string(text), arena).ends == Truth::unknown);
}

TEST_CASE("A referrer policy is None, words between commas, or a collection of words") {
  using P = SettingsProject;
  CHECK(referrer([](P& p) -> const Node* { return p.builder.null(); }) == Truth::yes);
  CHECK(referrer([](P& p) -> const Node* { return p.builder.string(" origin ,same-origin"); }) ==
        Truth::no);
  CHECK(referrer([](P& p) -> const Node* { return p.builder.string(""); }) == Truth::yes);
  CHECK(referrer([](P& p) { return p.texts({"origin"}); }) == Truth::no);
  // Items are taken as they are.
  CHECK(referrer([](P& p) { return p.texts({"origin "}); }) == Truth::yes);
  CHECK(referrer([](P& p) { return p.mapping({{"origin", p.builder.null()}}); }) == Truth::no);
  CHECK(referrer([](P& p) { return p.texts({}); }) == Truth::no);
  // Django raises, and prints no id.
  CHECK(referrer([](P& p) -> const Node* { return p.builder.integer(1); }) == Truth::no);
}
