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
      {"[union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', "
       "2))).a.x]",
       "1"},
      {"[union(createObject('a', createObject('x', 1)), createObject('A', createObject('X', "
       "2))).a.x]",
       "2"},
      {"[intersection(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 3)).b]", "2"},
      {"[first('\xC3\xA9t\xC3\xA9')]", "'\xC3\xA9'"},
      {"[last('\xC3\xA9t\xC3\xA9')]", "'\xC3\xA9'"},
      {"[take('\xC3\xA9t\xC3\xA9', 2)]", "'\xC3\xA9t'"},
      {"[skip('\xC3\xA9t\xC3\xA9', 1)]", "'t\xC3\xA9'"},
      {"[substring('\xC3\xA9t\xC3\xA9', 1, 1)]", "'t'"},
      {"[indexFromEnd(createArray('a', 'b', 'c'), 1)]", "'c'"},
      {"[empty(tryIndexFromEnd(createArray('a'), 2))]", "True"},
      {"[empty(createObject('a', 1).?b)]", "True"},
      {"[empty(createArray(1)[?4])]", "True"},
      {"[format('{0:D3}|{1:X4}|{2:x}|{3:N0}|{4:000}|{5:F1}', 7, 255, 255, 1234567, 5, 3)]",
       "'007|00FF|ff|1,234,567|005|3.0'"},
      {"[format('{0,4}|{1,-4}|{2,3:D2}', 7, 'ab', 1)]", "'   7|ab  | 01'"},
      {"[format('{0:D3}', -7)]", "'-007'"},
      {"[string(float('1.5'))]", "?"},
      {"[float('1.5')]", "1.5"},
      {"[parseCidr('10.144.7.9/20').network]", "'10.144.0.0'"},
      {"[parseCidr('10.144.0.0/20').lastUsable]", "'10.144.15.254'"},
      {"[parseCidr('10.144.0.0/20').netmask]", "'255.255.240.0'"},
      {"[parseCidr('0.0.0.0/0').broadcast]", "'255.255.255.255'"},
      {"[cidrSubnet('10.144.0.0/20', 24, 1)]", "'10.144.1.0/24'"},
      {"[cidrSubnet('10.144.0.0/20', 24, 16)]", "?"},
      {"[cidrHost('10.144.3.0/24', 4)]", "'10.144.3.5'"},
      {"[cidrHost('10.0.0.0/32', 0)]", "?"},
      {"[dateTimeFromEpoch(1683040573)]", "'2023-05-02T15:16:13Z'"},
      {"[dateTimeFromEpoch(0)]", "'1970-01-01T00:00:00Z'"},
      {"[dateTimeFromEpoch(951782400)]", "'2000-02-29T00:00:00Z'"},
      {"[dateTimeToEpoch('2023-05-02T15:16:13Z')]", "1683040573"},
      {"[map(createArray(1, 2), lambda('n', mul(lambdaVariables('n'), 3)))[1]]", "6"},
      {"[map(createArray('a', 'b'), lambda('n', 'i', lambdaVariables('i')))[1]]", "1"},
      {"[length(filter(range(0, 10), lambda('n', less(lambdaVariables('n'), 4))))]", "4"},
      {"[reduce(range(1, 4), 0, lambda('sum', 'n', add(lambdaVariables('sum'), "
       "lambdaVariables('n'))))]",
       "10"},
      {"[first(sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), "
       "lambdaVariables('b')))))]",
       "1"},
      {"[toObject(createArray('a', 'b'), lambda('n', lambdaVariables('n')), lambda('n', "
       "toUpper(lambdaVariables('n')))).b]",
       "'B'"},
      {"[length(groupBy(createArray('ab', 'ac', 'b'), lambda('n', "
       "first(lambdaVariables('n')))).a)]",
       "2"},
      {"[mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1))).a]", "2"},
      {"[map(createArray(1, 2), lambda('n', map(createArray(10), lambda('m', "
       "add(lambdaVariables('n'), lambdaVariables('m'))))))[1][0]]",
       "12"},
      {"[tenantResourceId('Microsoft.Authorization/roleDefinitions', 'r')]",
       "'/providers/Microsoft.Authorization/roleDefinitions/r'"},
      {"[resourceId('s', 'g', 'Microsoft.Web/sites/slots', 'shop', 'test')]",
       "'/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop/slots/test'"},
      {"[extensionResourceId('/subscriptions/s', 'Microsoft.Authorization/locks', 'l')]",
       "'/subscriptions/s/providers/Microsoft.Authorization/locks/l'"},
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
      {"[map(createArray(1), 'x')]", Reason::unsupported},
      {"[map('a', lambda('x', 1))]", Reason::unsupported},
      {"[lambdaVariables('x')]", Reason::unresolved},
      {"[map(createArray(1), lambda('x', lambdaVariables('y')))[0]]", Reason::unresolved},
      {"[filter(createArray(1), lambda('x', reference('y').z))]", Reason::runtime},
      {"[filter(createArray(1), lambda('x', 1))]", Reason::unsupported},
      {"[environment().suffixes.storage]", Reason::runtime},
      {"[deployment().name]", Reason::runtime},
      {"[pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope')]", Reason::runtime},
      {"[dateTimeAdd(utcNow(), 'P1Y')]", Reason::runtime},
      {"[indexFromEnd(createArray(1), 2)]", Reason::unsupported},
      {"[format('{0:C2}', 1)]", Reason::unsupported},
      {"[format('{0,2147483647}', 1)]", Reason::unsupported},
      {"[parseCidr('10.0.0.0/99')]", Reason::unsupported},
      {"[cidrSubnet('10.0.0.0/8', 4, 0)]", Reason::unsupported},
      {"[dateTimeFromEpoch(99999999999999)]", Reason::unsupported},
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

TEST_CASE("a text is kept as it is written, with a mark for what the deployment gives") {
  struct Case {
    const char* expression;
    const char* written;
  };
  const Case cases[] = {
      {"[parameters('p')]", "{given}"},
      {"[parameters('o').a[0].b]", "{given}"},
      {"[concat('a=', parameters('p'), ';B=', listKeys('x', '1').keys[0].value, ';c')]",
       "a={given};B={given};c"},
      {"[format('{0}/{1}/x', parameters('p'), 'q')]", "{given}/q/x"},
      {"[toUpper(concat('a', parameters('p')))]", "A{given}"},
      {"[uri(deployment().properties.templateLink.uri, 'nested/x.json')]", "{given}nested/x.json"},
      {"[uri('http://plain.example/', parameters('p'))]", "http://plain.example/{given}"},
      {"[reference('x', '1').a]", "{given}"},
      {"[concat('a', substring(replace(parameters('p'), '-', ''), 0, 4))]", "a{given}"},
      // What such a function makes of the texts that are written here is not seen.
      {"[replace('password=x', 'x', parameters('p'))]", ""},
      {"[concat('a', replace('password=x', 'x', parameters('p')))]", ""},
      {"[noSuchFunction('password')]", ""},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.expression);
    AzureProject project(
        {{"t.json",
          site_with(R"("parameters": {"p": {"type": "string"}, "o": {"type": "object"}}, )",
                    expected.expression)}});
    const Node& node = value_of(project);
    REQUIRE(node.is(Kind::unknown));
    CHECK(node.unknown->written == expected.written);
  }
}

TEST_CASE("an id is known as far as its parts are") {
  AzureProject project(
      {{"t.json", site_with("", "[resourceId('Microsoft.Web/serverfarms', 'plan')]")}});
  const Node& node = value_of(project);
  REQUIRE(node.is(Kind::unknown));
  CHECK(node.unknown->prefix == "/subscriptions/");
  CHECK(node.unknown->suffix == "/providers/Microsoft.Web/serverfarms/plan");
  AzureProject group({{"t.json", site_with("", "[resourceGroup().location]")}});
  CHECK(value_of(group).unknown->type == Kind::string);
  CHECK(value_of(group).unknown->not_empty);
}

// A site whose httpsOnly is the expression, beside another resource.
std::string site_beside(const std::string& other, const std::string& expression,
                        const std::string& head = "") {
  return template_with(head, R"({"type": "Microsoft.Web/sites", "name": "shop", "properties": )"
                             R"({"httpsOnly": ")" +
                                 expression + "\"}}, " + other);
}

TEST_CASE("reference() shows what the template says of a resource that it makes") {
  const std::string store = R"({"type": "Microsoft.Storage/storageAccounts", "apiVersion":
    "2023-01-01", "name": "[concat('store', uniqueString('x'))]", "location": "here",
    "properties": {"https": "[not(false())]", "net": {"rule": "Deny"}}})";
  const std::string id =
      "resourceId('Microsoft.Storage/storageAccounts', concat('store', uniqueString('x')))";
  struct Case {
    std::string expression;
    const char* value;
  };
  const Case cases[] = {
      {"[reference(" + id + ").https]", "True"},
      {"[reference(" + id + ", '2023-01-01').net.rule]", "'Deny'"},
      {"[reference(" + id + ", '2023-01-01', 'Full').location]", "'here'"},
      {"[reference(" + id + ", '2023-01-01', 'Full').properties.https]", "True"},
      {"[reference(variables('id')).https]", "True"},
      {"[reference(" + id + ").primaryEndpoints.blob]", "?"},
      {"[reference(resourceId('Microsoft.Storage/storageAccounts', 'other')).https]", "?"},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.expression);
    AzureProject project({{"t.json", site_beside(store, expected.expression,
                                                 R"("variables": {"id": "[)" + id + "]\"}, ")}});
    CHECK(brief(value_of(project)) == expected.value);
    if (std::string_view(expected.value) == "?")
      CHECK(value_of(project).unknown->reason == Reason::runtime);
  }
}

TEST_CASE("reference() knows symbolic names, children and the outputs of nested deployments") {
  const std::string by_symbol =
      R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/)"
      R"(deploymentTemplate.json#", "languageVersion": "2.0", "contentVersion": "1.0.0.0",
    "resources": {
      "plan": {"type": "Microsoft.Web/serverfarms", "name": "p", "properties": {"reserved": true}},
      "site": {"type": "Microsoft.Web/sites", "name": "shop", "properties": {
        "httpsOnly": "[reference('plan').reserved]"}}}})";
  AzureProject symbolic({{"t.json", by_symbol}});
  CHECK(brief(value_of(symbolic)) == "True");
  AzureProject child({{"t.json", site_beside(R"({"type": "Microsoft.Network/virtualNetworks",
    "name": "net", "properties": {}, "resources": [{"type": "subnets", "name": "web",
    "properties": {"addressPrefix": "10.0.0.0/24"}}]})",
                                             "[reference(resourceId('Microsoft.Network/"
                                             "virtualNetworks/subnets', 'net', "
                                             "'web')).addressPrefix]")}});
  CHECK(brief(value_of(child)) == "'10.0.0.0/24'");
  for (const char* scope : {"inner", "outer"}) {
    AzureProject nested(
        {{"t.json", site_beside(R"({"type": "Microsoft.Resources/deployments", "name": "deep",
    "properties": {"expressionEvaluationOptions": {"scope": ")" +
                                    std::string(scope) + R"("}, "parameters": {"who": {"value":
    "[variables('who')]"}}, "template": {"parameters": {"who": {"type": "string"}},
    "variables": {"who": "inside"}, "resources": [], "outputs": {"said": {"type": "string",
    "value": "[variables('who')]"}}}}})",
                                "[reference('deep').outputs.said.value]",
                                R"("variables": {"who": "outside"}, )")}});
    CHECK(brief(value_of(nested)) ==
          (std::string_view(scope) == "inner" ? "'inside'" : "'outside'"));
  }
}

TEST_CASE("resources that refer to each other in a circle end as unknown") {
  AzureProject project({{"t.json", site_beside(R"({"type": "Microsoft.Web/serverfarms",
    "name": "p", "properties": {"a": "[reference(resourceId('Microsoft.Web/sites',
    'shop')).httpsOnly]"}})",
                                               "[reference(resourceId('Microsoft.Web/"
                                               "serverfarms', 'p')).a]")}});
  CHECK(value_of(project).is(Kind::unknown));
  AzureProject self(
      {{"t.json",
        site_with("", "[reference(resourceId('Microsoft.Web/sites', 'shop')).httpsOnly]")}});
  CHECK(value_of(self).is(Kind::unknown));
}

TEST_CASE("lambdas that multiply stay bounded") {
  std::string deep = "createArray(1)";
  for (int i = 0; i < 6; ++i)
    deep = "map(range(0, 1000), lambda('x" + std::to_string(i) + "', " + deep + "))";
  AzureProject project({{"t.json", site_with("", "[length(" + deep + ")]")}});
  CHECK(value_of(project).kind != Kind::null);
  AzureProject growing({{"t.json", site_with("",
                                             "[reduce(range(0, 1000), createArray(1), "
                                             "lambda('a', 'b', createArray(lambdaVariables("
                                             "'a'), lambdaVariables('a'))))]")}});
  CHECK(value_of(growing).unknown->reason == Reason::budget);
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
