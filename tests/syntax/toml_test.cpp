#include "syntax/toml.h"

#include <doctest/doctest.h>

#include <string>

#include "tree/dump.h"

using namespace djaz;

namespace {

struct Parsed {
  Sources sources;
  Arena arena;
  const SourceFile* file = nullptr;
  const Node* root = nullptr;
  std::vector<Error> errors;

  explicit Parsed(std::string text, TomlLimits limits = {}) {
    file = &sources.add("rules/x.toml", std::move(text));
    auto result = parse_toml(*file, arena, limits);
    if (result.ok())
      root = result.value();
    else
      errors = result.errors();
  }

  const Entry& entry(std::string_view name) const {
    const Entry* found = find_entry(*root, name);
    REQUIRE(found != nullptr);
    return *found;
  }
  std::string text(const Span& span) const { return std::string(sources.text_of(span)); }
};

}  // namespace

TEST_CASE("keys and values know the text they stand in") {
  const Parsed parsed(
      "a = 1\n"
      "name = \"\xc3\xa9t\xc3\xa9\"  # comment\n"
      "\"quoted key\" = [true, 'two', {x = 1.5}]\n"
      "text = '''\none\n  two'''\n");
  REQUIRE(parsed.root != nullptr);
  CHECK(parsed.text(parsed.entry("a").key_span) == "a");
  CHECK(parsed.text(parsed.entry("a").value->span) == "1");
  CHECK(parsed.entry("a").value->integer == 1);
  CHECK(parsed.text(parsed.entry("name").value->span) == "\"\xc3\xa9t\xc3\xa9\"");
  CHECK(parsed.entry("name").value->text == "\xc3\xa9t\xc3\xa9");
  CHECK(parsed.text(parsed.entry("quoted key").key_span) == "\"quoted key\"");
  const Node& list = *parsed.entry("quoted key").value;
  REQUIRE(list.items.size() == 3);
  CHECK(list.items[0]->boolean);
  CHECK(parsed.text(list.items[1]->span) == "'two'");
  CHECK(parsed.text(list.items[2]->span) == "{x = 1.5}");
  CHECK(find_entry(*list.items[2], "x")->value->real == 1.5);
  CHECK(parsed.entry("text").value->text == "one\n  two");
  CHECK(parsed.text(parsed.entry("text").value->span) == "'''\none\n  two'''");
  CHECK(parsed.entry("a").value->key_span == parsed.entry("a").key_span);
}

TEST_CASE("keys keep the order in which they are written") {
  const Parsed parsed("zebra = 1\napple = 2\n[table]\nx.y = 3\na = 4\n[mango]\n");
  REQUIRE(parsed.root != nullptr);
  std::string names;
  for (const Entry& entry : parsed.root->entries) names += std::string(entry.name) + ' ';
  CHECK(names == "zebra apple table mango ");
  const Node& table = *parsed.entry("table").value;
  CHECK(table.entries[0].name == "x");
  CHECK(table.entries[1].name == "a");
}

TEST_CASE("an array of tables has each header as the place of its table") {
  const Parsed parsed("[[rule]]\nname = 'a'\n\n[[rule]]\nname = 'b'\n[[rule.bad]]\nx = ''\n");
  REQUIRE(parsed.root != nullptr);
  const Node& rules = *parsed.entry("rule").value;
  REQUIRE(rules.items.size() == 2);
  CHECK(parsed.text(rules.items[0]->span) == "[[rule]]");
  CHECK(parsed.sources.start_of(rules.items[1]->span).line == 4);
  CHECK(find_entry(*rules.items[1], "bad")->value->items.size() == 1);
}

TEST_CASE("dates and times are strings as written") {
  const Parsed parsed("d = 2026-11-20\nt = 07:32:00\nm = 1979-05-27T07:32:00Z\n");
  REQUIRE(parsed.root != nullptr);
  CHECK(parsed.entry("d").value->text == "2026-11-20");
  CHECK(parsed.entry("t").value->text == "07:32:00");
  CHECK(parsed.entry("m").value->text == "1979-05-27T07:32:00Z");
}

TEST_CASE("places are right in long lines of many bytes a letter") {
  std::string text = "a = [";
  for (int i = 0; i < 500; ++i) text += "'\xe2\x82\xac\xf0\x9f\x98\x80x',";
  text += "]\nb = 2\n";
  const Parsed parsed(text);
  REQUIRE(parsed.root != nullptr);
  const Node& list = *parsed.entry("a").value;
  REQUIRE(list.items.size() == 500);
  for (const Node* item : list.items)
    CHECK(parsed.text(item->span) == "'\xe2\x82\xac\xf0\x9f\x98\x80x'");
  CHECK(parsed.text(parsed.entry("b").value->span) == "2");
}

TEST_CASE("a mistake has its place and quotes no text") {
  struct Mistake {
    const char* text;
    std::uint32_t line;
  };
  for (const Mistake& mistake :
       {Mistake{"a = 1\nb = \n", 2}, Mistake{"a = 1\na = 2\n", 2}, Mistake{"x = 'open\n", 1},
        Mistake{"[t]\n[t]\n", 2}, Mistake{"a = hunter2hunter2\n", 1}, Mistake{"a = 1 b = 2", 1}}) {
    const Parsed parsed(mistake.text);
    CAPTURE(mistake.text);
    REQUIRE(parsed.root == nullptr);
    REQUIRE(parsed.errors.size() == 1);
    CHECK(parsed.errors[0].span.file == parsed.file->id());
    CHECK(parsed.sources.start_of(parsed.errors[0].span).line == mistake.line);
    CHECK(parsed.errors[0].message.starts_with("invalid TOML"));
    CHECK(parsed.errors[0].message.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("bytes that are not UTF-8 and control characters are mistakes") {
  CHECK(Parsed("a = '\xff'\n").root == nullptr);
  CHECK(Parsed(std::string("a = 1\n\0b = 2\n", 13)).root == nullptr);
  CHECK(Parsed("a = 'x\x1by'\n").root == nullptr);
}

TEST_CASE("what the library takes for impossible is a mistake like any other") {
  const Parsed parsed("[#");
  CHECK(parsed.root == nullptr);
  REQUIRE(parsed.errors.size() == 1);
  CHECK(parsed.errors[0].message == "invalid TOML");
}

TEST_CASE("nesting is bounded before anything is built") {
  const auto nested = [](std::size_t depth) {
    return "a = " + std::string(depth, '[') + std::string(depth, ']') + "\n";
  };
  CHECK(Parsed(nested(100)).root != nullptr);
  for (const std::size_t depth : {129U, 1'000U, 200'000U}) {
    const Parsed parsed(nested(depth));
    REQUIRE(parsed.root == nullptr);
    CHECK(parsed.errors[0].message == "TOML is nested too deeply");
  }
  std::string dotted = "a";
  for (int i = 0; i < 100'000; ++i) dotted += ".a";
  CHECK(Parsed(dotted + " = 1\n").errors.size() == 1);
  CHECK(Parsed('[' + dotted + "]\n").errors.size() == 1);
  std::string mixed;
  for (int i = 0; i < 100; ++i) mixed += "{a.b.c.d.e = ";
  CHECK(Parsed("x = " + mixed).errors[0].message == "TOML is nested too deeply");
  std::string open;
  for (int i = 0; i < 200'000; ++i) open += "x = {";
  CHECK(Parsed(open).root == nullptr);
}

TEST_CASE("dots and brackets in strings and comments are no nesting") {
  const std::string dots(1'000, '.');
  const std::string brackets(1'000, '[');
  CHECK(Parsed("a = '" + dots + "'\n# " + brackets + "\nb = \"\\\"" + brackets + "\"\nc = '''" +
               brackets + "''''\nd = \"\"\"" + dots + "\"\"\"\n")
            .root != nullptr);
  CHECK(Parsed("[a.b]\nx = 1.5\n[a.c]\ny = [1.5, 2.5, 3.5]\n").root != nullptr);
}

TEST_CASE("a file over the limit is refused") {
  const Parsed parsed("a = 'xxxxxxxxxxxxxxxxxxxx'\n", {10, 128});
  REQUIRE(parsed.root == nullptr);
  CHECK(parsed.errors[0].message.find("larger") != std::string::npos);
}

TEST_CASE("an empty file is an empty mapping") {
  const Parsed parsed("");
  REQUIRE(parsed.root != nullptr);
  CHECK(parsed.root->is(Kind::mapping));
  CHECK(parsed.root->entries.empty());
}
