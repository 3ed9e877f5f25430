// What modules do besides giving names values, and what they import.
#include <doctest/doctest.h>

#include "documents/settings/statements.h"
#include "python/parse.h"
#include "tree/builder.h"

using namespace djaz;

namespace {

struct Read {
  Sources sources;
  Arena arena;
  Builder builder{arena};
  std::unique_ptr<python::Module> module;
  Statements statements;

  explicit Read(const std::string& text)
      : module(python::parse(sources.add("shop/settings.py", text))) {
    collect_statements(*module, builder, statements);
  }

  static std::string part(const Node& node, std::string_view name) {
    const Entry* entry = find_entry(node, name);
    return entry == nullptr ? "-" : std::string(entry->value->text);
  }
};

}  // namespace

TEST_CASE("an attribute that is replaced is told with the dotted name it gets") {
  const Read read("ssl.a.b = other.c\nssl.d = f()\nX = 1\nssl.e[0] = x\nf().g = x\n");
  REQUIRE(read.statements.assigned.size() == 2);
  CHECK(Read::part(*read.statements.assigned[0], "target") == "ssl.a.b");
  CHECK(Read::part(*read.statements.assigned[0], "value") == "other.c");
  CHECK(Read::part(*read.statements.assigned[1], "target") == "ssl.d");
  CHECK(Read::part(*read.statements.assigned[1], "value") == "-");
}

TEST_CASE("a call is told with the keywords that are given True") {
  const Read read("load('.env', on=True, off=False, more=f(), **rest)\nX = load(on=True)\n1\n");
  REQUIRE(read.statements.called.size() == 1);
  const Node& call = *read.statements.called.front();
  CHECK(Read::part(call, "name") == "load");
  const Node& switches = *find_entry(call, "switches")->value;
  REQUIRE(switches.items.size() == 1);
  CHECK(Read::part(*switches.items[0], "name") == "on");
  CHECK(read.sources.file(switches.items[0]->span.file)
            .text()
            .substr(switches.items[0]->span.begin, switches.items[0]->span.size()) == "on=True");
}

TEST_CASE("what stands under a condition may not run, and is not told") {
  const Read read("if X:\n    load(on=True)\n    ssl.a = b\ndef f():\n    load(on=True)\n");
  CHECK(read.statements.called.empty());
  CHECK(read.statements.assigned.empty());
}

TEST_CASE("more statements than are taken leave the lists open") {
  std::string text;
  for (int i = 0; i < 1'001; ++i) text += "f()\n";
  const Read read(text);
  CHECK(read.statements.called.size() == 1'000);
  CHECK(read.statements.open);
  CHECK_FALSE(Read("f()\n").statements.open);
}

TEST_CASE("imports are told by their dotted names") {
  const Read read("import os, a.b as c\nfrom d.e import f as g, h\nfrom . import i\nX = 1\n");
  CHECK(imports_of(*read.module) == std::vector<std::string>{"os", "a.b", "d.e.f", "d.e.h", ".i"});
}
