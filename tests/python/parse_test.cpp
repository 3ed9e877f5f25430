#include "python/parse.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

#include "djaz/source.h"

using namespace djaz;
using namespace djaz::python;

namespace {

struct Parsed {
  Sources sources;
  std::unique_ptr<Module> module;

  explicit Parsed(std::string text) { module = parse(sources.add("settings.py", std::move(text))); }
  const Statement& statement(std::size_t index = 0) const { return *module->body[index]; }
  // The value of the first assignment.
  const Expression& value() const { return *as<Assign>(statement()).value; }
  std::string_view text(const Span& span) const { return sources.text_of(span); }
  std::size_t problems() const { return module->problems.size(); }
};

std::string repeated(const std::string& part, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += part;
  return result;
}

std::string string_value(const std::string& literal) {
  const Parsed parsed("a = " + literal + "\n");
  REQUIRE(parsed.problems() == 0);
  REQUIRE(parsed.value().kind == ExpressionKind::string);
  return std::string(as<Literal>(parsed.value()).text);
}

}  // namespace

TEST_CASE("a long module is the same read in parts, and what is wrong in one is told once") {
  const std::string some =
      "if A:\n    b = (1,\n2)\n\n# c\nelse:\n    b = 2\ntry:\n    pass\nexcept E:\n    pass\n"
      "finally:\n    c = \"\"\"\nd = 1\n\"\"\"\n@e\n@f\ndef g():\n    return 1\nh = \\\n1; i = 2\n";
  const Parsed whole(repeated(some, 600));
  CHECK(whole.problems() == 0);
  REQUIRE(whole.module->body.size() == 600 * 5);
  for (std::size_t i = 0; i < 600; ++i) {
    const Statement& one = whole.statement(i * 5);
    REQUIRE(one.kind == StatementKind::if_chain);
    REQUIRE(one.span.begin == i * some.size());
    REQUIRE(whole.text(one.span).starts_with("if A"));
    REQUIRE(whole.text(one.span).ends_with("b = 2"));
    REQUIRE(whole.statement(i * 5 + 2).kind == StatementKind::function);
    REQUIRE(whole.text(whole.statement(i * 5 + 4).span) == "i = 2");
  }
  const Parsed broken(repeated(some, 300) + "x = = 1\n" + repeated(some, 300));
  REQUIRE(broken.problems() == 1);
  CHECK(broken.module->problems[0].span.begin >= 300 * some.size());
  CHECK(broken.module->problems[0].span.begin < 300 * some.size() + 8);
}

TEST_CASE("an assignment has its target, its value and their places") {
  const Parsed parsed("DEBUG = True\n");
  REQUIRE(parsed.problems() == 0);
  REQUIRE(parsed.module->body.size() == 1);
  const auto& assign = as<Assign>(parsed.statement());
  CHECK(assign.kind == StatementKind::assign);
  CHECK(as<Name>(*assign.targets[0]).id == "DEBUG");
  CHECK(assign.value->kind == ExpressionKind::true_literal);
  CHECK(parsed.text(assign.value->span) == "True");
}

TEST_CASE("a long run of operators is one node, and is not recursed into") {
  const Parsed sum("a = b" + repeated(" + b", 100'000) + "\n");
  REQUIRE(sum.problems() == 0);
  CHECK(as<Binary>(sum.value()).operands.size() == 100'001);
  const Parsed any("a = b" + repeated(" or b", 100'000) + "\n");
  REQUIRE(any.problems() == 0);
  CHECK(as<Boolean>(any.value()).operands.size() == 100'001);
  const Parsed chain("if a: b\n" + repeated("elif a: b\n", 50'000));
  REQUIRE(chain.problems() == 0);
  CHECK(as<If>(chain.statement()).clauses.size() == 50'001);
}

TEST_CASE("what is nested too deeply is unsupported, not an overflow") {
  for (const char* part : {"not ", "-", "lambda: ", "b ** ", "b if c else "}) {
    const Parsed parsed("a = " + repeated(part, 50'000) + "b\n");
    REQUIRE(parsed.problems() == 0);
    CHECK(parsed.module->body.size() == 1);
  }
  const Parsed parsed("a = b" + repeated(".c()", 50'000) + "\n");
  CHECK(parsed.problems() == 0);
  CHECK(parsed.value().kind == ExpressionKind::call);
}

TEST_CASE("bitwise and binds tighter than exclusive or") {
  const Parsed parsed("a = b ^ c & d\n");
  const auto& binary = as<Binary>(parsed.value());
  REQUIRE(binary.operators.size() == 1);
  CHECK(binary.operators[0] == Operator::bit_xor);
  CHECK(parsed.text(binary.operands[1]->span) == "c & d");
}

TEST_CASE("strings are decoded as CPython does") {
  CHECK(string_value(R"('\x41\u00e9\n\q\101')") == "A\xc3\xa9\n\\qA");
  CHECK(string_value("'a' \"b\" r'\\c'") == "ab\\c");
  CHECK(string_value("r'\\''") == "\\'");
  CHECK(string_value("'''a\r\nb'''") == "a\nb");
  CHECK(string_value("''") == "");
  CHECK(Parsed("a = '\\x4'\n").problems() == 1);
  CHECK(Parsed("a = 'b' b'c'\n").problems() == 1);
  CHECK(Parsed("a = '\\N{DASH}'\n").value().kind == ExpressionKind::unsupported);
  CHECK(Parsed("a = '\\ud800'\n").value().kind == ExpressionKind::unsupported);
}

TEST_CASE("adjacent strings have a span each") {
  const Parsed parsed("a = ('b'\n     'c')\n");
  const auto& literal = as<Literal>(parsed.value());
  REQUIRE(literal.pieces.size() == 2);
  CHECK(parsed.text(literal.pieces[1]) == "'c'");
}

TEST_CASE("an f-string has its parts, conversions and specifications") {
  const Parsed parsed("a = f'b{{{c!r:>{d}}' 'e'\n");
  REQUIRE(parsed.problems() == 0);
  const auto& parts = as<Formatted>(parsed.value()).parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].text == "b{");
  CHECK(parts[1].conversion == 'r');
  REQUIRE(parts[1].specification.size() == 2);
  CHECK(parts[1].specification[0].text == ">");
  CHECK(parts[2].text == "e");
  CHECK(Parsed("a = f'{b=}'\n").value().kind == ExpressionKind::unsupported);
}

TEST_CASE("a string that tree-sitter would read too far ends where CPython ends it") {
  const Parsed parsed("a = b'\\u'; DEBUG = True #'\n");
  REQUIRE(parsed.problems() == 0);
  REQUIRE(parsed.module->body.size() == 2);
  CHECK(as<Literal>(parsed.value()).text == "\\u");
}

TEST_CASE("names are normalised, and only that") {
  const Parsed parsed("\xef\xbc\xa4\xef\xbc\xa5\xef\xbc\xa2\xef\xbc\xb5\xef\xbc\xa7 = 1\n");
  CHECK(as<Name>(*as<Assign>(parsed.statement()).targets[0]).id == "DEBUG");
}

TEST_CASE("a lone carriage return does not hide a statement in a comment") {
  const Parsed parsed("# x\rDEBUG=True\n");
  REQUIRE(parsed.module->body.size() == 1);
  CHECK(as<Name>(*as<Assign>(parsed.statement()).targets[0]).id == "DEBUG");
}

TEST_CASE("numbers lose their underscores, and bad ones are problems") {
  CHECK(as<Literal>(Parsed("a = 0x_ff_ff\n").value()).text == "0xffff");
  CHECK(Parsed("a = 1_000.5j\n").value().kind == ExpressionKind::imaginary);
  for (const char* bad : {"0777", "10L", "1_", "1__0"}) {
    CHECK(Parsed(std::string("a = ") + bad + "\n").problems() >= 1);
  }
}

TEST_CASE("Python 2 is a problem") {
  for (const char* bad : {"print \"x\"", "exec \"x\"", "a = `b`", "a <> b", "raise A, b"}) {
    CHECK(Parsed(std::string(bad) + "\n").problems() >= 1);
  }
  CHECK(Parsed("print('x')\n").problems() == 0);
}

TEST_CASE("several exceptions may stand without parentheses") {
  const Parsed parsed("try:\n  a\nexcept B, C:\n  d\n");
  REQUIRE(parsed.problems() == 0);
  const auto& clause = as<Try>(parsed.statement()).handlers[0];
  CHECK(as<Sequence>(*clause.type).elements.size() == 2);
  CHECK(clause.name.empty());
}

TEST_CASE("a syntax error leaves the statements around it") {
  const Parsed parsed("A = 1\nB = = 2\nC = 3\n");
  REQUIRE(parsed.problems() >= 1);
  CHECK(parsed.sources.start_of(parsed.module->problems[0].span).line == 2);
  const auto& last = as<Assign>(*parsed.module->body.back());
  CHECK(as<Name>(*last.targets[0]).id == "C");
  CHECK(parsed.module->body.front()->kind == StatementKind::assign);
}

TEST_CASE("template placeholders and merge conflicts are problems") {
  CHECK(Parsed("{% if a %}\nDEBUG = True\n{% endif %}\n").problems() >= 1);
  CHECK(Parsed("<<<<<<< HEAD\nA = 1\n=======\nA = 2\n>>>>>>> b\n").problems() >= 1);
}

TEST_CASE("problems never quote the text, and there are few of them") {
  const Parsed parsed(repeated("SECRET = = 'hunter2'\n", 100));
  CHECK(parsed.problems() <= 5);
  for (const SyntaxProblem& problem : parsed.module->problems) {
    CHECK(problem.message.find("hunter2") == std::string::npos);
    CHECK(problem.span.size() <= 40);
  }
}

TEST_CASE("what cannot be scanned is not parsed") {
  const Parsed parsed("a = 1\n" + repeated("(", 201) + "\n");
  CHECK(parsed.problems() >= 1);
  CHECK(parsed.module->body.empty());
}

TEST_CASE("an annotation without a value has none, and a walrus in one is not lost") {
  const Parsed parsed("a: int\ndef f(b: (c := 1)): pass\n");
  REQUIRE(parsed.problems() == 0);
  CHECK(as<Assign>(parsed.statement(0)).value == nullptr);
  CHECK(parsed.statement(1).kind == StatementKind::unsupported);
  CHECK(parsed.statement(2).kind == StatementKind::function);
}

TEST_CASE("parameters have their roles") {
  const Parsed parsed("def f(a, /, b, *c, d=1, **e): yield\n");
  const auto& function = as<Function>(parsed.statement());
  REQUIRE(function.parameters.size() == 5);
  using Role = Parameter::Role;
  const Role roles[] = {Role::positional_only, Role::ordinary, Role::rest, Role::keyword_only,
                        Role::keyword_rest};
  for (std::size_t i = 0; i < 5; ++i) CHECK(function.parameters[i].role == roles[i]);
  CHECK(function.is_generator);
}

TEST_CASE("a pattern's captures are known") {
  const Parsed parsed(
      "match a:\n  case [b, *c] | D(e=f) as g if (h := 1): pass\n  case I.j: pass\n");
  REQUIRE(parsed.problems() == 0);
  const auto& cases = as<Match>(parsed.statement()).cases;
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].captures.size() == 5);
  CHECK(cases[1].captures.empty());
}
