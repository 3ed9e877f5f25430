#include "syntax/embedded.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "djaz/source.h"
#include "embed/tables.h"
#include "syntax/toml.h"
#include "tree/builder.h"

using namespace djaz;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("every embedded file is the file under rules/, value for value") {
  const auto paths = embedded_paths();
  CHECK(!paths.empty());
  for (const std::string_view path : paths) {
    CAPTURE(path);
    const Node* root = embedded(path);
    REQUIRE(root != nullptr);
    CHECK(root == embedded(path));
    Sources sources;
    Arena arena;
    const SourceFile& file =
        sources.add(std::string(path), file_text(std::string(DJAZ_ROOT "/") + std::string(path)));
    const auto parsed = parse_toml(file, arena);
    REQUIRE(parsed.ok());
    CHECK(equal(*root, *parsed.value()));
    CHECK(!root->span.valid());
  }
}

TEST_CASE("a path that is not embedded gives nothing") {
  CHECK(embedded("rules/none.toml") == nullptr);
  CHECK(embedded("") == nullptr);
  CHECK(embedded("zzz") == nullptr);
}

TEST_CASE("a tree survives its table") {
  Sources sources;
  Arena arena;
  const SourceFile& file =
      sources.add("x.toml",
                  "a = -9223372036854775808\nb = 1e300\nc = ''\nd = [[], {}, true, false]\n"
                  "\"k \xc3\xa9\" = \"\\u0000\\n?\"\n");
  const auto parsed = parse_toml(file, arena);
  REQUIRE(parsed.ok());
  const std::string bytes = encode_tree(*parsed.value());
  const Node* decoded = decode_tree(bytes, arena);
  REQUIRE(decoded != nullptr);
  CHECK(equal(*decoded, *parsed.value()));
}

TEST_CASE("a table is read in part, and what is between is stepped over") {
  Sources sources;
  Arena arena;
  const SourceFile& file = sources.add(
      "x.toml",
      "[[other]]\nname = 'o'\n[[rule]]\nname = 'a'\nreal = 1.5\nflag = true\nnumber = -3\n"
      "deep = [[{x = [1]}]]\nlast = ['z']\n[[rule]]\nname = 'b'\n");
  const std::string bytes = encode_tree(*parse_toml(file, arena).value());
  const auto tables = encoded_tables(bytes, "rule");
  REQUIRE(tables.size() == 2);
  const std::string_view keys[] = {"name", "last", "none"};
  const Node* some = decode_entries(tables[0], keys, arena);
  REQUIRE(some != nullptr);
  REQUIRE(some->entries.size() == 2);
  CHECK(find_entry(*some, "name")->value->text == "a");
  CHECK(find_entry(*some, "last")->value->items[0]->text == "z");
  const Node* whole = decode_tree(tables[0], arena);
  REQUIRE(whole != nullptr);
  CHECK(whole->entries.size() == 6);
  CHECK(find_entry(*decode_tree(tables[1], arena), "name")->value->text == "b");
  CHECK(encoded_tables(bytes, "none").empty());
  CHECK(encoded_tables(tables[0], "last").size() == 1);
  for (std::size_t size = 0; size < tables[0].size(); ++size)
    CHECK(decode_entries(tables[0].substr(0, size), keys, arena) == nullptr);
}

TEST_CASE("the tables of a file are those that the whole file has") {
  std::size_t count = 0;
  for (const std::string_view path : embedded_paths()) {
    const Entry* list = find_entry(*embedded(path), "rule");
    const auto tables = embedded_tables(path, "rule");
    REQUIRE(tables.size() == (list == nullptr ? 0 : list->value->items.size()));
    Arena arena;
    for (std::size_t i = 0; i < tables.size(); ++i, ++count)
      CHECK(equal(tables[i].whole(arena), *list->value->items[i]));
  }
  CHECK(count > 100);
  CHECK(embedded_tables("rules/none.toml", "rule").empty());
}

TEST_CASE("bytes that are no table are refused") {
  Sources sources;
  Arena arena;
  const SourceFile& file = sources.add("x.toml", "a = [1, 2.5, 'text']\nb = {c = true}\n");
  const std::string bytes = encode_tree(*parse_toml(file, arena).value());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK(decode_tree(std::string_view(bytes).substr(0, size), arena) == nullptr);
  CHECK(decode_tree(bytes + "n", arena) == nullptr);
  CHECK(decode_tree("l\xff\xff\xff\xff\xff\xff\xff\xff\xff", arena) == nullptr);
  CHECK(decode_tree("s\xff\xff\xff\xff\x7f", arena) == nullptr);
  CHECK(decode_tree(std::string(100'000, 'l'), arena) == nullptr);
}
