// Expressions of ARM templates, seen through the property that holds them.
#include <doctest/doctest.h>

#include <string>

#include "documents/azure_project.h"

namespace djaz {
namespace {

struct Expected {
  const char* expression;
  const char* value;  // as brief() prints it, "?" for unknown
};

TEST_CASE("plain functions give the value that Azure would give") {
  const Expected cases[] = {
      {"[concat('a', 'b', 1, true())]", "'ab1True'"},
      {"[format('{0}-{1}{{x}}', 'a', 2)]", "'a-2{x}'"},
      {"[toLower('ABC')]", "'abc'"},
      {"[uriComponentToString('a%20b%C3%A9%')]", "'a b\xC3\xA9%'"},
      {"[uriComponentToString('%ff')]", "?"},
      {"[base64ToJson(base64('{\\\"a\\\": 7}')).a]", "7"},
      {"[dataUri('Hello')]", "'data:text/plain;charset=utf8;base64,SGVsbG8='"},
      {"[dataUriToString('data:;base64,SGVsbG8=')]", "'Hello'"},
      {"[dataUriToString('data:,Hello%2C%20World')]", "'Hello, World'"},
      {"[dataUriToString('no uri')]", "?"},
      {"[shallowMerge(createArray(createObject('a', 1, 'b', 2), createObject('B', 3))).b]", "3"},
      {"[length(shallowMerge(createArray()))]", "0"},
      {"[ToUpper( 'abc' )]", "'ABC'"},
      {"[equals('a', 'A')]", "False"},
      {"[equals(1, true())]", "False"},
      {"[equals(createArray(1, 2), createArray(1, 2))]", "True"},
      {"[not(equals('a', 'b'))]", "True"},
      {"[and(true(), false())]", "False"},
      {"[or(false(), true())]", "True"},
      {"[if(true(), 'y', 'n')]", "'y'"},
      {"[empty('')]", "True"},
      {"[empty(createObject())]", "True"},
      {"[contains('abc', 'bc')]", "True"},
      {"[contains(createArray('a'), 'A')]", "False"},
      {"[contains(createObject('Key', 1), 'key')]", "True"},
      {"[string(12)]", "'12'"},
      {"[int('42')]", "42"},
      {"[bool('true')]", "True"},
      {"[length('héé')]", "3"},
      {"[length(createArray(1, 2, 3))]", "3"},
      {"[first('abc')]", "'a'"},
      {"[last(createArray(1, 2))]", "2"},
      {"[coalesce(null(), 'x')]", "'x'"},
      {"[union(createObject('a', 1), createObject('a', 2)).a]", "2"},
      {"[length(union(createArray(1, 2), createArray(2, 3)))]", "3"},
      {"[replace('a-b-c', '-', '')]", "'abc'"},
      {"[split('a,b', ',')[1]]", "'b'"},
      {"[substring('abcdef', 2, 3)]", "'cde'"},
      {"[startsWith('Abc', 'ab')]", "True"},
      {"[endsWith('abc', 'BC')]", "True"},
      {"[add(1, mul(2, sub(5, 2)))]", "7"},
      {"[div(7, 2)]", "3"},
      {"[mod(7, 2)]", "1"},
      {"[less(1, 2)]", "True"},
      {"[greaterOrEquals('b', 'a')]", "True"},
      {"[min(3, 1, 2)]", "1"},
      {"[max(createArray(3, 1, 2))]", "3"},
      {"[trim('  a ')]", "'a'"},
      {"[uri('https://x.org/a/', 'b')]", "'https://x.org/a/b'"},
      {"[base64('one, two')]", "'b25lLCB0d28='"},
      {"[base64ToString(base64('h'))]", "'h'"},
      {"[padLeft('7', 3, '0')]", "'007'"},
      {"[join(createArray('a', 'b'), '+')]", "'a+b'"},
      {"[json('{\\\"a\\\": [true]}').a[0]]", "True"},
      {"[range(3, 2)[1]]", "4"},
      {"[uriComponent('a b')]", "'a%20b'"},
      {"[concat('it''s')]", "'it\\'s'"},
      {"[tryGet(createObject('a', 1), 'a')]", "1"},
      {"[intersection(createArray(1, 2), createArray(2))[0]]", "2"},
      {"[[not an expression]", "'[not an expression]'"},
      {"[1.*, 2.0.0)", "'[1.*, 2.0.0)'"},
  };
  for (const Expected& expected : cases) {
    CAPTURE(expected.expression);
    AzureProject project({{"t.json", site_with("", expected.expression)}});
    const std::string shown = brief(value_of(project));
    if (std::string(expected.value) == "'it\\'s'")
      CHECK(value_of(project).text == "it's");
    else
      CHECK(shown == expected.value);
  }
}

TEST_CASE("what only the platform knows or nobody can compute is unknown, with its reason") {
  struct Unknowable {
    const char* expression;
    Reason reason;
  };
  const Unknowable cases[] = {
      {"[reference('x').y]", Reason::runtime},
      {"[listKeys('x', '2020').keys[0].value]", Reason::runtime},
      {"[uniqueString('a')]", Reason::runtime},
      {"[resourceGroup().location]", Reason::runtime},
      {"[subscription().tenantId]", Reason::runtime},
      {"[utcNow()]", Reason::runtime},
      {"[parameters('missing')]", Reason::unresolved},
      {"[variables('missing')]", Reason::unresolved},
      {"[map(createArray(1), lambda('x', 1))]", Reason::unsupported},
      {"[createObject('a', 1).b]", Reason::unresolved},
      {"[createArray(1)[5]]", Reason::unresolved},
      {"[substring('abc', 5, 99)]", Reason::unsupported},
      {"[add(9223372036854775807, 1)]", Reason::unsupported},
      {"[div(1, 0)]", Reason::unsupported},
      {"[div(-9223372036854775807, 0)]", Reason::unsupported},
      {"[range(0, 2147483647)]", Reason::budget},
      {"[padLeft('a', 2147483647)]", Reason::budget},
      {"[concat(]", Reason::unsupported},
      {"[]", Reason::unsupported},
      {"[a.b.]", Reason::unsupported},
      {"['open]", Reason::unsupported},
      {"[99999999999999999999]", Reason::unsupported},
      {"[json('{')]", Reason::unsupported},
      {"[copyIndex()]", Reason::runtime},
  };
  for (const Unknowable& expected : cases) {
    CAPTURE(expected.expression);
    AzureProject project({{"t.json", site_with("", expected.expression)}});
    const Node& node = value_of(project);
    REQUIRE(node.is(Kind::unknown));
    CHECK(node.unknown->reason == expected.reason);
    CHECK_FALSE(node.unknown->detail.empty());
  }
}

TEST_CASE("text around an unknown part is kept") {
  AzureProject project(
      {{"t.json", site_with("", "[toLower(concat('Shop-', uniqueString('a'), '.Example'))]")}});
  const Node& node = value_of(project);
  REQUIRE(node.is(Kind::unknown));
  CHECK(node.unknown->prefix == "shop-");
  CHECK(node.unknown->suffix == ".example");
  CHECK(node.unknown->type == Kind::string);
  CHECK(node.unknown->not_empty);
}

TEST_CASE("the last part of an id is known where its last name is") {
  AzureProject project(
      {{"a.json", site_with("", "[resourceId('Microsoft.Web/sites/slots', 'shop', 'blue')]")}});
  const Node& id = value_of(project);
  REQUIRE(id.is(Kind::unknown));
  CHECK(id.unknown->suffix == "/blue");
  CHECK(id.unknown->prefix == "/subscriptions/");
}

TEST_CASE("a computed value stands at its expression and leads to what it was computed from") {
  AzureProject project({{"t.json", site_with(R"("parameters": {"only": {"type": "bool",
    "defaultValue": false}}, "variables": {"https": "[parameters('ONLY')]"}, )",
                                             "[variables('https')]")}});
  const Node& node = value_of(project);
  CHECK(node.is(Kind::boolean));
  CHECK_FALSE(node.boolean);
  CHECK(project.text_at(node.span) == "\"[variables('https')]\"");
  CHECK(project.text_at(node.key_span) == "\"httpsOnly\"");
  REQUIRE(node.origin);
  CHECK(node.origin->how == Origin::How::computed);
  REQUIRE(node.origin->inputs.size() == 1);
  CHECK(node.origin->inputs[0].symbol == "variables('https')");
  const Node& variable = *node.origin->inputs[0].node;
  REQUIRE(variable.origin);
  REQUIRE(variable.origin->inputs.size() == 1);
  CHECK(variable.origin->inputs[0].symbol == "parameters('ONLY')");
  CHECK(project.text_at(variable.origin->inputs[0].node->span) == "false");
}

TEST_CASE("a parameters file beside the template comes before the default") {
  const std::string head = R"("parameters": {"only": {"type": "bool", "defaultValue": false}}, )";
  const std::string given =
      R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/)"
      R"(deploymentParameters.json#", "contentVersion": "1.0.0.0",
          "parameters": {"only": {"value": true}}})";
  AzureProject project({{"infra/main.json", site_with(head, "[parameters('only')]")},
                        {"infra/main.parameters.json", given}});
  CHECK(value_of(project).boolean);
  CHECK(value_of(project).origin->text == "`infra/main.parameters.json` sets the parameter `only`");
  AzureProject elsewhere({{"infra/main.json", site_with(head, "[parameters('only')]")},
                          {"other/main.parameters.json", given}});
  CHECK_FALSE(value_of(elsewhere).boolean);
}

TEST_CASE("a parameter without a value is one of its allowed values, or unknown") {
  AzureProject project({{"t.json", site_with(R"("parameters": {"env": {"type": "string",
    "allowedValues": ["dev", "prod"]}}, )",
                                             "[equals(parameters('env'), 'prod')]")}});
  const Node& node = value_of(project);
  REQUIRE(node.is(Kind::unknown));
  REQUIRE(node.unknown->candidates.size() == 2);
  CHECK_FALSE(node.unknown->candidates[0].value->boolean);
  CHECK(node.unknown->candidates[0].condition == "the parameter `env` is 'dev'");
  CHECK(node.unknown->candidates[1].value->boolean);
  AzureProject free({{"t.json", site_with(R"("parameters": {"env": {"type": "string"}}, )",
                                          "[parameters('env')]")}});
  CHECK(value_of(free).unknown->candidates.empty());
  CHECK(value_of(free).unknown->type == Kind::string);
}

TEST_CASE("both branches of an unknown test are candidates, and equal ones are one value") {
  AzureProject differ(
      {{"t.json", site_with("", "[if(equals(reference('x').a, 'b'), true(), false())]")}});
  REQUIRE(value_of(differ).unknown->candidates.size() == 2);
  // They stand where the expression stands.
  CHECK(value_of(differ).unknown->candidates[0].value->span == value_of(differ).span);
  AzureProject same(
      {{"t.json", site_with("", "[if(equals(reference('x').a, 'b'), true(), true())]")}});
  CHECK(value_of(same).boolean);
}

TEST_CASE("a secure parameter is secret wherever its value goes") {
  AzureProject project({{"t.json", site_with(R"("parameters": {"pw": {"type": "secureString",
    "defaultValue": "not-a-real-one"}}, )",
                                             "[concat('x', parameters('pw'))]")}});
  CHECK(value_of(project).has(Trait::secret));
  AzureProject unknown({{"t.json", site_with(R"("parameters": {"pw": {"type": "securestring",
    "allowedValues": ["a", "b"]}}, )",
                                             "[parameters('pw')]")}});
  CHECK(value_of(unknown).has(Trait::secret));
  CHECK(value_of(unknown).unknown->candidates.empty());
}

TEST_CASE("names that refer to each other in a circle are unknown") {
  AzureProject project({{"t.json", site_with(R"("variables": {"a": "[variables('b')]",
    "b": "[variables('a')]"}, )",
                                             "[variables('a')]")}});
  CHECK(value_of(project).is(Kind::unknown));
}

TEST_CASE("variables that double stay bounded") {
  std::string head = R"("variables": {"v0": "aaaaaaaaaa", "w0": {"k": 1})";
  for (int i = 1; i <= 60; ++i) {
    const std::string n = std::to_string(i);
    const std::string p = std::to_string(i - 1);
    head += ", \"v" + n + "\": \"[concat(variables('v" + p + "'), variables('v" + p + "'))]\"";
    head += ", \"w" + n + "\": {\"a\": \"[variables('w" + p + "')]\", \"b\": \"[variables('w" + p +
            "')]\"}";
  }
  head += "}, ";
  AzureProject text({{"t.json", site_with(head, "[variables('v30')]")}});
  CHECK(value_of(text).unknown->reason == Reason::budget);
  AzureProject tree({{"t.json", site_with(head, "[variables('w60')]")}});
  CHECK(dump(tree.azure(), tree.sources).size() < 10'000'000);
}

TEST_CASE("a template's own functions are followed") {
  AzureProject project({{"t.json", site_with(R"("functions": [{"namespace": "my", "members": {
    "greet": {"parameters": [{"name": "who", "type": "string"}],
      "output": {"type": "string", "value": "[concat('hi ', parameters('who'))]"}}}}], )",
                                             "[my.greet('you')]")}});
  CHECK(brief(value_of(project)) == "'hi you'");
}

TEST_CASE("deep and endless expressions end as unknown") {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "concat(";
  AzureProject nested({{"t.json", site_with("", "[" + deep + "]")}});
  CHECK(value_of(nested).is(Kind::unknown));
  std::string chain = "[createObject()";
  for (int i = 0; i < 20'000; ++i) chain += ".a";
  AzureProject members({{"t.json", site_with("", chain + "]")}});
  CHECK(value_of(members).is(Kind::unknown));
}

}  // namespace
}  // namespace djaz
