#include "rules/world.h"
#include "rules/written.h"

using namespace djaz;

namespace {

const std::string kBody = "select = 'settings.DEBUG'\nforbid = { truthy = true }\n";

std::string mistakes(const std::string& fix, const std::string& more = "") {
  return Loaded(rule_text(kBody + more + "fix = " + fix)).words();
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Span find(const SourceFile& file, std::string_view text) {
  const auto begin = static_cast<std::uint32_t>(file.text().find(text));
  return {file.id(), begin, begin + static_cast<std::uint32_t>(text.size())};
}

bool assigned(const std::string& text, std::string_view value, std::string_view name,
              bool* indented = nullptr, const std::string& path = "s.py") {
  Sources sources;
  const SourceFile& file = sources.add(path, text);
  bool inner = false;
  const bool answer = is_assigned(file, find(file, value), name, syntax_of(file), inner);
  if (indented != nullptr) *indented = inner;
  return answer;
}

std::string without_word(const std::string& text, std::string_view word) {
  Sources sources;
  const SourceFile& file = sources.add("startup.sh", text);
  const auto span = whole_word(file, find(file, word));
  if (!span) return "-";
  std::string out = text;
  return out.erase(span->begin, span->end - span->begin);
}

}  // namespace

TEST_CASE("a fix that loads can be written") {
  CHECK(mistakes("{ description = 'd', replace = '$node', with = false }").empty());
  CHECK(mistakes("{ description = 'd', replace = '$node', with = 'a-b.c', safe = true }").empty());
  CHECK(mistakes("{ description = 'd', replace = '@key', with = 'NAME' }").empty());
  CHECK(mistakes("{ description = 'd', delete = '$node' }").empty());
}

TEST_CASE("a mistake in a fix is told when the rule is loaded") {
  CHECK(says(mistakes("{ replace = '$node', with = 1 }"), "no `description`"));
  CHECK(says(mistakes("{ description = 'd' }"), "one of `replace` and `delete`"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node', delete = '$node', with = 1 }"),
             "one of `replace` and `delete`"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node' }"), "needs `with`"));
  CHECK(says(mistakes("{ description = 'd', delete = '$node', with = 1 }"), "takes no `with`"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node', with = \"a'b\" }"), "written"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node', with = 'a b' }"), "written"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node', with = [1] }"), "written"));
  CHECK(says(mistakes("{ description = 'd', replace = '@key', with = '1A' }"), "a name"));
  CHECK(says(mistakes("{ description = 'd', replace = '@line', with = 1 }"), "@key"));
  CHECK(says(mistakes("{ description = 'd', delete = '@key' }"), "@key"));
  CHECK(says(mistakes("{ description = 'd', replace = '$project.settings.A', with = 1 }"),
             "selected node"));
  CHECK(says(mistakes("{ description = 'd', replace = 'A[*]', with = 1 }"), "wildcard"));
  CHECK(says(mistakes("{ description = 'd', replace = '$node', wiht = 1 }"), "unknown key `wiht`"));
  CHECK(says(mistakes("{ description = 'd', delete = '$node' }", "sensitive = true\n"), "secret"));
  CHECK(says(mistakes("true"), "must be a table"));
}

TEST_CASE("a setting is replaced only where it is all that its statement assigns") {
  CHECK(assigned("A = False\n", "False", "A"));
  CHECK(assigned("A: bool=False # why\r\n", "False", "A"));
  CHECK(assigned("A: typing.Any = False", "False", "A"));
  CHECK_FALSE(assigned("B = A = False\n", "False", "A"));
  CHECK_FALSE(assigned("A = B = False\n", "False", "A"));
  CHECK_FALSE(assigned("A = (False)\n", "False", "A"));
  CHECK_FALSE(assigned("A = False or b\n", "False", "A"));
  CHECK_FALSE(assigned("A = False, 1\n", "False", "A"));
  CHECK_FALSE(assigned("A = False; B = A\n", "False", "A"));
  CHECK_FALSE(assigned("A = False \\\n  or b\n", "False", "A"));
  CHECK_FALSE(assigned("AB = False\n", "False", "A"));
  CHECK_FALSE(assigned("A |= False\n", "False", "A"));
  CHECK_FALSE(assigned("A: f(b=1) = False\n", "False", "A"));
  CHECK_FALSE(assigned("c = dict(A=False)\n", "False", "A"));
  bool indented = false;
  CHECK(assigned("if x:\n    A = False\n", "False", "A", &indented));
  CHECK(indented);
}

TEST_CASE("a value of JSON is replaced only under its own key") {
  CHECK(assigned("{\"a\": false}", "false", "a", nullptr, "x.json"));
  CHECK(assigned("{\"A\"\n :\t false}", "false", "a", nullptr, "x.json"));
  CHECK_FALSE(assigned("{\"defaultValue\": false}", "false", "a", nullptr, "x.json"));
  CHECK_FALSE(assigned("{\"ba\": false}", "false", "a", nullptr, "x.json"));
  CHECK_FALSE(assigned("[false]", "false", "a", nullptr, "x.json"));
  CHECK_FALSE(assigned(": false", "false", "a", nullptr, "x.json"));
}

TEST_CASE("only a literal that says what the value is can be replaced") {
  Sources sources;
  Arena arena;
  const Builder build(arena);
  const SourceFile& python = sources.add("s.py", "True 1_0 'a' b'a' \"a\" '''a'''");
  const auto at = [&](std::string_view text) { return find(python, text); };
  CHECK(is_literal(*build.boolean(true, at("True")), python, Syntax::python));
  CHECK_FALSE(is_literal(*build.boolean(false, at("True")), python, Syntax::python));
  CHECK_FALSE(is_literal(*build.integer(10, at("1_0")), python, Syntax::python));
  CHECK(is_literal(*build.string("a", at("'a'")), python, Syntax::python));
  CHECK_FALSE(is_literal(*build.string("a", at("'a'")), python, Syntax::json));
  CHECK_FALSE(is_literal(*build.string("a", at("b'a'")), python, Syntax::python));
  CHECK_FALSE(is_literal(*build.string("a", at("'''a'''")), python, Syntax::python));
  CHECK(literal(*build.string("x"), Syntax::python, "'a'") == "'x'");
  CHECK(literal(*build.string("x"), Syntax::json, "false") == "\"x\"");
  CHECK(literal(*build.boolean(true), Syntax::json, "") == "true");
  CHECK(literal(*build.boolean(true), Syntax::python, "") == "True");
  CHECK_FALSE(literal(*build.boolean(true), Syntax::words, "").has_value());
}

TEST_CASE("a word leaves a command with the blanks before it") {
  CHECK(without_word("run --x app\n", "--x") == "run app\n");
  CHECK(without_word("run app \t--x", "--x") == "run app");
  CHECK(without_word("run \\\n  --x \\\n  app\n", "--x") == "run \\\n  app\n");
  CHECK(without_word("run \\\r\n  --x \\\r\n  app\r\n", "--x") == "run \\\r\n  app\r\n");
  CHECK(without_word("run \\\n  --x app\n", "--x") == "run \\\n  app\n");
  // The line before would go on into nothing, or the word is the command.
  CHECK(without_word("run \\\n  --x\n", "--x") == "-");
  CHECK(without_word("--x run\n", "--x") == "-");
  CHECK(without_word("run a--x app\n", "--x") == "-");
  CHECK(without_word("run --x=1 app\n", "--x") == "-");
  CHECK(without_word("run --x; app\n", "--x") == "-");
}
