#include "python/parse.h"

#include <doctest/doctest.h>

#include <string>

#include "djaz/source.h"

using namespace djaz;
using namespace djaz::python;

namespace {

struct Parsed {
  Sources sources;
  std::unique_ptr<Module> module;
  explicit Parsed(std::string text) {
    module = parse(sources.add("settings.py", std::move(text)));
  }
};

}  // namespace

TEST_CASE("an assignment has its target, its value and their places") {
  Parsed parsed("DEBUG = True\n");
  REQUIRE(parsed.module->problems.empty());
  REQUIRE(parsed.module->body.size() == 1);
  const auto& assign = as<Assign>(*parsed.module->body[0]);
  CHECK(assign.kind == StatementKind::assign);
  CHECK(as<Name>(*assign.targets[0]).id == "DEBUG");
  CHECK(assign.value->kind == ExpressionKind::true_literal);
  CHECK(parsed.sources.text_of(assign.value->span) == "True");
}
