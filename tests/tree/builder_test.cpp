#include "tree/builder.h"

#include <doctest/doctest.h>

#include <vector>

using namespace djaz;

TEST_CASE("equal candidates collapse and conditions are joined") {
  Arena arena;
  const Builder builder(arena);
  const Candidate same[] = {{builder.boolean(true), "a"}, {builder.boolean(true), "b"}};
  CHECK(builder.one_of(same)->is(Kind::boolean));
  const Candidate three[] = {
      {builder.boolean(true), "a"}, {builder.boolean(false), "b"}, {builder.boolean(true), "c"}};
  const Node* node = builder.one_of(three);
  REQUIRE(node->is(Kind::unknown));
  REQUIRE(node->unknown->candidates.size() == 2);
  CHECK(node->unknown->candidates[0].condition == "a or c");
}

TEST_CASE("nested candidates are flattened with both conditions") {
  Arena arena;
  const Builder builder(arena);
  const Candidate inner[] = {{builder.integer(1), "x"}, {builder.integer(2), "y"}};
  const Candidate outer[] = {{builder.one_of(inner), "p"}, {nullptr, "q"}};
  const Node* node = builder.one_of(outer);
  REQUIRE(node->unknown->candidates.size() == 3);
  CHECK(node->unknown->candidates[0].condition == "p and x");
  CHECK(node->unknown->candidates[2].value == nullptr);
}

TEST_CASE("more than 64 different candidates are a plain unknown") {
  Arena arena;
  const Builder builder(arena);
  std::vector<Candidate> many;
  for (int i = 0; i < 65; ++i) many.push_back({builder.integer(i), ""});
  const Node* node = builder.one_of(many);
  CHECK(node->unknown->reason == Reason::budget);
  CHECK(node->unknown->candidates.empty());
}

TEST_CASE("True and 1 are equal values but different candidates") {
  Arena arena;
  const Builder builder(arena);
  CHECK(equal(*builder.boolean(true), *builder.integer(1)));
  const Candidate both[] = {{builder.boolean(true), ""}, {builder.integer(1), ""}};
  CHECK(builder.one_of(both)->is(Kind::unknown));
}

TEST_CASE("equality is deep, iterative and false for what may hold more") {
  Arena arena;
  const Builder builder(arena);
  const Node* a = builder.string("x");
  const Node* b = builder.string("x");
  for (int i = 0; i < 100'000; ++i) {
    a = builder.list({a});
    b = builder.list({b});
  }
  CHECK(equal(*a, *b));
  CHECK_FALSE(equal(*builder.list({}, {}, true), *builder.list({}, {}, true)));
  const Node* unknown = builder.unknown(Reason::call, "");
  CHECK_FALSE(equal(*unknown, *unknown));
}

TEST_CASE("the last entry of a mapping wins and keeps the first place") {
  Arena arena;
  const Builder builder(arena);
  MappingBuilder mapping;
  mapping.set("a", builder.integer(1));
  mapping.set("b", builder.integer(2));
  mapping.set("a", builder.integer(3));
  const Node* node = mapping.build(builder);
  REQUIRE(node->entries.size() == 2);
  CHECK(node->entries[0].name == "a");
  CHECK(node->entries[0].value->integer == 3);
}
