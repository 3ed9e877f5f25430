#include <doctest/doctest.h>

#include <string>

#include "documents/azure/arm_scope.h"
#include "documents/azure_project.h"

namespace djaz {
namespace {

TEST_CASE("a loop makes an instance for each index, and one unrolled instance beyond a hundred") {
  auto loop = [](const std::string& count) {
    return template_with("",
                         R"({"type": "Microsoft.Web/sites", "name": "[concat('s', copyIndex(1))]",
      "copy": {"name": "c", "count": )" +
                             count + R"(}, "properties": {"httpsOnly": false}})");
  };
  AzureProject three({{"t.json", loop("3")}});
  CHECK(three.count(R"("Microsoft.Web/sites"[*])") == 3);
  CHECK(brief(*three.at(R"("Microsoft.Web/sites")")->items[2]->entries[1].value) == "'s3'");
  for (const char* count :
       {"1000000000", "-1", "1e30", "\"x\"", "\"[parameters('none')]\"", "1.5"}) {
    CAPTURE(count);
    AzureProject one({{"t.json", loop(count)}});
    CHECK(one.count(R"("Microsoft.Web/sites"[*])") == 1);
    const Node* name = one.at(R"("Microsoft.Web/sites"[*].name)");
    REQUIRE(name);
    CHECK(name->is(Kind::unknown));
    CHECK(name->unknown->prefix == "s");
  }
  AzureProject none({{"t.json", loop("0")}});
  CHECK(none.count(R"("Microsoft.Web/sites"[*])") == 0);
}

TEST_CASE("property and variable loops make lists") {
  AzureProject project(
      {{"t.json", template_with(R"("variables": {"copy": [{"name": "ips", "count": 2,
    "input": "[concat('10.0.0.', copyIndex('ips', 1))]"}]}, )",
                                R"({"type": "Microsoft.Web/sites",
    "name": "shop", "properties": {"httpsOnly": "[variables('ips')[1]]", "copy": [{"name": "rules",
    "count": 2, "input": {"n": "[copyIndex('rules')]"}}]}})")}});
  CHECK(brief(value_of(project)) == "'10.0.0.2'");
  CHECK(brief(*project.at(R"("Microsoft.Web/sites"[*].properties.rules)")) ==
        "[{'n': 0}, {'n': 1}]");
}

TEST_CASE("a condition that is false takes the resource away, an unknown one is said") {
  auto site = [](const std::string& condition) {
    return template_with("", R"({"type": "Microsoft.Web/sites", "name": "shop", "condition": )" +
                                 condition + R"(, "properties": {"httpsOnly": true}})");
  };
  AzureProject no({{"t.json", site("\"[equals('a', 'b')]\"")}});
  CHECK(no.count(R"("Microsoft.Web/sites"[*])") == 0);
  AzureProject maybe({{"t.json", site("\"[parameters('x')]\"")}});
  CHECK(maybe.at(R"("Microsoft.Web/sites"[*].condition)")->is(Kind::unknown));
}

TEST_CASE("children are found nested, at the top, and under names that no file knows") {
  AzureProject nested(
      {{"t.json", template_with(R"("parameters": {"name": {"type": "string"}}, )", R"(
    {"type": "Microsoft.DBforPostgreSQL/flexibleServers", "name": "[parameters('name')]",
     "properties": {}, "resources": [{"type": "firewallRules", "name": "all",
       "properties": {"startIpAddress": "0.0.0.0", "endIpAddress": "255.255.255.255"}}]},
    {"type": "microsoft.dbforpostgresql/flexibleservers/FirewallRules",
     "name": "[format('{0}/{1}', Parameters('NAME'), 'office')]", "properties": {}})")}});
  CHECK(nested.count(R"("Microsoft.DBforPostgreSQL/flexibleServers"[*])") == 1);
  const Node* rules = nested.at(R"("Microsoft.DBforPostgreSQL/flexibleServers"[*].firewallRules)");
  REQUIRE(rules);
  REQUIRE(rules->items.size() == 2);
  CHECK(brief(*find_entry(*rules->items[0], "name")->value) == "'all'");
  CHECK(brief(*find_entry(*rules->items[1], "name")->value) == "'office'");
  CHECK(brief(*find_entry(*rules->items[1], "type")->value) ==
        "'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules'");
}

TEST_CASE("what belongs to a site goes into the site") {
  AzureProject project({{"t.json", template_with("", R"(
    {"type": "Microsoft.Web/sites", "name": "shop", "properties": {"siteConfig": {
       "minTlsVersion": "1.0", "appSettings": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}}},
    {"type": "Microsoft.Web/sites/config", "name": "shop/web", "properties": {"minTlsVersion": "1.2"}},
    {"type": "Microsoft.Web/sites/config", "name": "shop/appsettings", "properties": {"B": "3"}},
    {"type": "Microsoft.Web/sites/config", "name": "shop/slotConfigNames", "properties": {}})")}});
  CHECK(brief(*project.at(R"("Microsoft.Web/sites"[*].properties.siteConfig.minTlsVersion)")) ==
        "'1.2'");
  CHECK(project.at(R"("Microsoft.Web/sites"[*].properties.siteConfig.appSettings)") == nullptr);
  CHECK(brief(*project.at(R"("Microsoft.Web/sites"[*].appSettings)")) == "{'A': '1', 'B': '3'}");
  const Node* a = project.at(R"("Microsoft.Web/sites"[*].appSettings.A)");
  CHECK(project.text_at(a->span) == "\"1\"");
  CHECK(project.text_at(a->key_span) == "\"A\"");
  CHECK(project.count(R"("Microsoft.Web/sites"[*].config[*])") == 1);
}

TEST_CASE("a template's resources are closed, a portal export's are open") {
  const std::string site =
      R"({"type": "Microsoft.Web/sites", "name": "[parameters('sites_shop_name')]",
    "properties": {"enabled": true}})";
  AzureProject written(
      {{"t.json",
        template_with(
            R"("parameters": {"sites_shop_name": {"type": "string", "defaultValue": "shop"}}, )",
            site)}});
  CHECK_FALSE(written.at(R"("Microsoft.Web/sites"[*])")->open);
  CHECK_FALSE(written.at(R"("Microsoft.Web/sites"[*].properties)")->open);
  AzureProject portal(
      {{"t.json", template_with(R"("variables": {}, "parameters": {"sites_shop_name":
    {"type": "String", "defaultValue": "shop"}}, )",
                                site)}});
  CHECK(portal.at(R"("Microsoft.Web/sites"[*])")->open);
  CHECK(portal.at(R"("Microsoft.Web/sites"[*].properties)")->open);
  // The portal makes names out of types and resources; people write other ones.
  AzureProject by_hand({{"t.json", template_with(R"("variables": {}, "parameters": {"sites_shop":
    {"type": "String", "defaultValue": "shop"}}, )",
                                                 site)}});
  CHECK_FALSE(by_hand.at(R"("Microsoft.Web/sites"[*].properties)")->open);
}

TEST_CASE("many templates, expanded at once, come in the order of their documents") {
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 10; i < 40; ++i) {
    const std::string name = "shop" + std::to_string(i);
    files.emplace_back(name + ".json",
                       template_with(R"("parameters": {"x": {"type": "securestring"}}, )",
                                     R"({"type": "Microsoft.Web/sites", "name": ")" + name +
                                         R"(", "properties": {"httpsOnly": "[not(false())]"}})"));
  }
  AzureProject project(std::move(files));
  REQUIRE(project.count(R"("Microsoft.Web/sites"[*])") == 30);
  REQUIRE(project.count("templates[*]") == 30);
  const Node* sites = azure::member(project.azure(), "Microsoft.Web/sites");
  for (std::size_t i = 0; i < 30; ++i) {
    CHECK(brief(*azure::member(*sites->items[i], "name")) ==
          "'shop" + std::to_string(i + 10) + "'");
    CHECK(brief(*azure::member(azure::member(*sites->items[i], "properties"), "httpsOnly")) ==
          "True");
  }
}

TEST_CASE("an export without parameters is known by what only the platform writes") {
  const auto open = [](const std::string& properties) {
    const std::string site = R"({"type": "Microsoft.Web/sites", "name": "shop", "properties": )";
    AzureProject project({{"t.json", template_with(R"("variables": {}, "parameters": {}, )",
                                                   site + properties + "}")}});
    return project.at(R"("Microsoft.Web/sites"[*].properties)")->open;
  };
  CHECK(open(R"({"hostNameSslStates": [], "httpsOnly": true})"));
  CHECK(open(R"({"value": "on", "source": "system-default"})"));
  CHECK_FALSE(open(R"({"httpsOnly": true, "source": "web"})"));
}

TEST_CASE("a null is a property that is not given") {
  AzureProject project({{"t.json", site_with("", "[json('null')]")}});
  CHECK(project.at(kHttps) == nullptr);
  CHECK(project.at(R"("Microsoft.Web/sites"[*].properties)"));
}

TEST_CASE("nested deployments see the names of their scope") {
  auto deployment = [](const std::string& options) {
    return template_with(
        R"("parameters": {"only": {"type": "bool", "defaultValue": true}}, )",
        R"({"type": "Microsoft.Resources/deployments", "name": "web", "properties": {)" + options +
            R"("parameters": {"only": {"value": "[not(parameters('only'))]"}},
        "template": {"parameters": {"only": {"type": "bool"}}, "resources": [
          {"type": "Microsoft.Web/sites", "name": "shop", "properties":
            {"httpsOnly": "[parameters('only')]"}}]}}})");
  };
  AzureProject outer({{"t.json", deployment("")}});
  CHECK(value_of(outer).boolean);
  AzureProject inner(
      {{"t.json", deployment(R"("expressionEvaluationOptions": {"scope": "inner"}, )")}});
  CHECK_FALSE(value_of(inner).boolean);
  CHECK(inner.count(R"("Microsoft.Resources/deployments"[*])") == 1);
  CHECK(inner.at(R"("Microsoft.Resources/deployments"[*].properties.template)") == nullptr);
}

TEST_CASE("a linked template is not followed, and that is said") {
  AzureProject project({{"t.json", template_with("", R"({"type": "Microsoft.Resources/deployments",
    "name": "d", "properties": {"templateLink": {"uri": "https://example.org/t.json"}}})")}});
  CHECK(
      project.problems() ==
      std::vector<std::string>{"a linked template is not followed: what it makes is not analysed"});
}

TEST_CASE("resources by symbolic name are read, and existing ones are not judged") {
  AzureProject project({{"t.json", std::string() + R"({"$schema":
    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "languageVersion": "2.0", "contentVersion": "1.0.0.0", "resources": {
      "shop": {"type": "Microsoft.Web/Sites", "name": "shop", "properties": {"httpsOnly": false}},
      "old": {"existing": true, "type": "Microsoft.Web/sites", "name": "old"}}})"}});
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 1);
  CHECK_FALSE(value_of(project).boolean);
}

TEST_CASE("settings joined with an unknown list are open") {
  AzureProject project(
      {{"t.json",
        template_with(
            R"("parameters": {"more": {"type": "array"}}, )",
            R"({"type": "Microsoft.Web/sites", "name": "shop", "properties": {"siteConfig": {"appSettings":
      "[concat(createArray(createObject('name', 'A', 'value', '1')), parameters('more'))]"}}})")}});
  const Node* settings = project.at(R"("Microsoft.Web/sites"[*].appSettings)");
  REQUIRE(settings);
  CHECK(settings->open);
  CHECK(brief(*find_entry(*settings, "A")->value) == "'1'");
}

TEST_CASE("a child under a grandparent belongs to it, whatever its name leaves out") {
  AzureProject project({{"t.json", template_with("", R"(
    {"type": "Microsoft.Sql/servers", "name": "shop", "resources": [
      {"type": "Microsoft.Sql/servers/databases/auditingSettings", "name": "default",
       "properties": {"state": "Enabled"}}]})")}});
  CHECK(project.count(R"("Microsoft.Sql/servers"[*])") == 1);
  const Node* state =
      project.at(R"("Microsoft.Sql/servers"[*].databases[*].auditingSettings[*].properties.state)");
  REQUIRE(state);
  CHECK(state->text == "Enabled");
}

TEST_CASE("what older templates write as a child of a provider extends its parent") {
  const std::string properties = R"("properties": {"workspaceId": "w"}})";
  const std::string site = R"({"type": "Microsoft.Web/sites", "name": "shop")";
  const std::string nested = site + R"(, "resources": [{"type": "providers/diagnosticSettings",
      "name": "Microsoft.Insights/logs", )" +
                             properties + "]}";
  const std::string apart = site +
                            R"(}, {"type": "Microsoft.Web/sites/providers/diagnosticSettings",
      "name": "[concat(parameters('site'), '/microsoft.insights/', 'logs')]", )" +
                            properties;
  for (const std::string& resources : {nested, apart}) {
    AzureProject project(
        {{"t.json", template_with(R"("parameters": {"site": {"type": "string"}}, )", resources)}});
    CHECK(project.count(R"("Microsoft.Web/sites"[*].providers[*])") == 0);
    const Node* setting = project.at(R"("Microsoft.Insights/diagnosticSettings"[*].properties)");
    REQUIRE(setting);
    CHECK(find_entry(*setting, "workspaceId"));
  }
}

}  // namespace
}  // namespace djaz
