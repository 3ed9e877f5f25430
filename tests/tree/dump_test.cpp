#include "tree/dump.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

TEST_CASE("a dump shows kinds, values, places, candidates and nothing secret") {
  Arena arena;
  Sources sources;
  const FileId file = sources.add("settings.py", "DEBUG = True\nKEY = 'abcdef'\n").id();
  const Builder builder(arena);
  MappingBuilder out;
  out.set("DEBUG", builder.boolean(true, {file, 8, 12}));
  out.set("KEY", builder.with_traits(*builder.string("abcdef", {file, 19, 27}), {Trait::secret}));
  const Candidate candidates[] = {{builder.integer(1), "`X` is set"}, {nullptr, ""}};
  out.set("N", builder.one_of(candidates));
  const std::string text = dump(*out.build(builder, {file, 0, 28}), sources);
  CHECK(text ==
        "mapping @1:1-3:1\n"
        "  DEBUG: boolean True @1:9-1:13\n"
        "  KEY: string *** secret @2:7-2:15\n"
        "  N: unknown conflict (it depends on the path taken)\n"
        "    when `X` is set: integer 1\n"
        "    otherwise: absent\n");
}

TEST_CASE("values are shown as people write them, shortened") {
  Arena arena;
  const Builder builder(arena);
  CHECK(brief(*builder.real(1)) == "1.0");
  CHECK(brief(*builder.sequence(Kind::tuple, std::vector<const Node*>{builder.integer(1)})) ==
        "(1,)");
  const Node* pair = builder.mapping(std::vector<Entry>{{"a", builder.boolean(false), {}, nullptr},
                                                        {"b \"c", builder.null(), {}, nullptr}});
  CHECK(brief(*pair) == "{'a': False, 'b \"c': None}");
  CHECK(brief(*pair, 80, Notation::json) == R"({"a": false, "b \"c": null})");
  CHECK(brief(*builder.string("it's"), 80, Notation::json) == R"("it's")");
  CHECK(brief(*builder.list({}, {}, true)) == "[…]");
  CHECK(brief(*builder.string(std::string(500, 'x')), 10).size() < 20);
  const Node* deep = builder.null();
  for (int i = 0; i < 100'000; ++i) deep = builder.list({deep});
  CHECK(brief(*deep).size() < 200);
  CHECK(dump(*deep, Sources()).size() > 100'000);
}
