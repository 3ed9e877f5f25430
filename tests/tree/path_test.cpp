#include "tree/path.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

namespace {

Path path_of(std::string_view text) {
  Result<Path> path = parse_path(text);
  REQUIRE(path.ok());
  return path.value();
}

const Node* mapping(const Builder& builder, std::vector<std::pair<std::string, const Node*>> items,
                    bool open = false) {
  MappingBuilder out;
  for (const auto& [name, value] : items) out.set(name, value);
  return out.build(builder, {}, open);
}

}  // namespace

TEST_CASE("paths are read with names, quotes, wildcards, variables and attributes") {
  CHECK(path_of("settings.DATABASES.*.PASSWORD").steps.size() == 4);
  CHECK(path_of("azure.\"Microsoft.Web/sites\"[*].properties").steps[1].name ==
        "Microsoft.Web/sites");
  CHECK(path_of("$worker.version").variable == "worker");
  CHECK(path_of("$worker.@key").attribute == "key");
  CHECK(path_of("@key").attribute == "key");
  CHECK(path_of("azure.**.name").has_wildcard());
  CHECK_FALSE(path_of("a.b").has_wildcard());
}

TEST_CASE("a path that cannot be read says where") {
  for (const char* wrong :
       {"", "a..b", "a[0]", "a.", "$", "a.\"b", "a@nothing", "a@key.b", "a b"}) {
    CAPTURE(wrong);
    REQUIRE_FALSE(parse_path(wrong).ok());
    CHECK(parse_path(wrong).errors()[0].message.find("character") != std::string::npos);
  }
}

TEST_CASE("absence is certain under a closed parent and unknown under an open one") {
  Arena arena;
  const Builder builder(arena);
  const Node* root =
      mapping(builder, {{"closed", mapping(builder, {})}, {"open", mapping(builder, {}, true)}});
  CHECK(resolve(path_of("closed.x"), *root, "", arena)[0].present == Truth::no);
  CHECK(resolve(path_of("open.x"), *root, "", arena)[0].present == Truth::unknown);
  CHECK(resolve(path_of("open.x.y"), *root, "", arena)[0].present == Truth::unknown);
  CHECK(resolve(path_of("closed.x.y"), *root, "", arena)[0].present == Truth::no);
  CHECK(resolve(path_of("closed.x"), *root, "root", arena)[0].path == "root.closed.x");
}

TEST_CASE("wildcards give what is there, in order, and name items by their name") {
  Arena arena;
  const Builder builder(arena);
  const Node* named = mapping(builder, {{"name", builder.string("shop")}});
  const Node* list = builder.list({named, builder.integer(2)});
  const Node* root = mapping(builder, {{"items", list}});
  const std::vector<Place> places = resolve(path_of("items[*]"), *root, "", arena);
  REQUIRE(places.size() == 2);
  CHECK(places[0].path == "items[shop]");
  CHECK(places[1].path == "items[1]");
  CHECK(resolve(path_of("items.*"), *root, "", arena).empty());
  CHECK(resolve(path_of("**"), *root, "", arena).size() == 5);
}

TEST_CASE("a wildcard may ask for the rest of what does not show all it holds") {
  Arena arena;
  const Builder builder(arena);
  const Node* hidden = builder.unknown(Reason::call, "a call");
  Unknown text;
  text.type = Kind::string;
  const Node* either = builder.one_of(std::vector<Candidate>{
      {builder.list({builder.integer(1)}), "`A` is set"}, {hidden, "`A` is unset"}});
  const Node* root = mapping(builder,
                             {{"all", builder.list({builder.integer(1)})},
                              {"hidden", hidden},
                              {"text", builder.unknown(text)},
                              {"either", either}},
                             true);
  ResolveOptions options;
  options.may_hold_more = true;
  const auto places = [&](std::string_view path) {
    return resolve(path_of(path), *root, "", arena, options);
  };
  CHECK(places("all[*]").size() == 1);
  CHECK(places("text[*]").empty());
  CHECK(places("either[*]").size() == 2);
  REQUIRE(places("absent[*].name").size() == 1);
  CHECK(places("absent[*].name")[0].present == Truth::unknown);
  REQUIRE(places("hidden[*]").size() == 1);
  CHECK(places("hidden[*]")[0].path == "hidden[*]");
  CHECK(places("hidden[*]")[0].node->is(Kind::unknown));
  CHECK(places("hidden.*").size() == 1);
  CHECK(resolve(path_of("hidden[*]"), *root, "", arena).empty());
}

TEST_CASE("a name is followed through each candidate") {
  Arena arena;
  const Builder builder(arena);
  const Node* with = mapping(builder, {{"PASSWORD", builder.string("x")}});
  const Node* without = mapping(builder, {});
  const Candidate candidates[] = {{with, "set"}, {without, "unset"}};
  const Node* root = mapping(builder, {{"DB", builder.one_of(candidates)}});
  const std::vector<Place> places = resolve(path_of("DB.PASSWORD"), *root, "", arena);
  REQUIRE(places.size() == 1);
  CHECK(places[0].present == Truth::unknown);
  REQUIRE(places[0].node->is(Kind::unknown));
  CHECK(places[0].node->unknown->candidates[0].value->text == "x");
  CHECK(places[0].node->unknown->candidates[1].value == nullptr);
  CHECK(resolve(path_of("DB.OTHER"), *root, "", arena)[0].present == Truth::no);
  CHECK(resolve(path_of("DB.*"), *root, "", arena).size() == 1);
}

TEST_CASE("an item of some candidates is there under their conditions") {
  Arena arena;
  const Builder builder(arena);
  const Node* star = builder.list({builder.string("*")});
  const Node* none = builder.list({});
  const Candidate candidates[] = {{star, "a"}, {none, "b"}};
  const Node* root = mapping(builder, {{"HOSTS", builder.one_of(candidates)}});
  const std::vector<Place> places = resolve(path_of("HOSTS[*]"), *root, "", arena);
  REQUIRE(places.size() == 1);
  CHECK(places[0].node->unknown->candidates[1].value == nullptr);
}

TEST_CASE("names compare without case where asked to") {
  Arena arena;
  const Builder builder(arena);
  const Node* root = mapping(builder, {{"httpsOnly", builder.boolean(true)}});
  CHECK(resolve(path_of("HTTPSonly"), *root, "", arena)[0].present == Truth::no);
  CHECK(resolve(path_of("HTTPSonly"), *root, "", arena, {.ignore_case = true, .fallback = {}})[0]
            .present == Truth::yes);
}

TEST_CASE("an absent node stands at the key of its nearest written ancestor") {
  Arena arena;
  Sources sources;
  const FileId file = sources.add("a", "{\"parent\": {}}").id();
  const Builder builder(arena);
  MappingBuilder out;
  Node* child = builder.mapping({}, {file, 11, 13});
  child->key_span = {file, 1, 9};
  out.set("parent", child, child->key_span);
  const Node* root = out.build(builder, {file, 0, 14});
  CHECK(resolve(path_of("parent.x.y"), *root, "", arena)[0].span == Span{file, 1, 9});
  CHECK(resolve(path_of("parent"), *root, "", arena)[0].span == Span{file, 11, 13});
}
