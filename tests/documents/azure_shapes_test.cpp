// Shapes of export that are no plain resources: each becomes the resources that the others give.
#include <doctest/doctest.h>

#include <string>

#include "documents/azure_project.h"

namespace djaz {
namespace {

const std::string kGroup = "/subscriptions/0/resourceGroups/web/providers/";
const std::string kSite = kGroup + "Microsoft.Web/sites/shop";
const std::string kBlog = kGroup + "Microsoft.Web/sites/blog";

std::string site_named(const std::string& name) {
  return R"({"id": ")" + kGroup + "Microsoft.Web/sites/" + name + R"(", "name": ")" + name +
         R"(", "type": "Microsoft.Web/sites", "httpsOnly": true})";
}
const std::string kSettings = R"([{"name": "DEBUG", "slotSetting": false, "value": "1"}])";

// `"type"[name].rest`: the resources of a type are told apart by their names.
const Node* at(AzureProject& project, const std::string& path) {
  std::size_t open = path.find('[');
  while (path.compare(open, 3, "[*]") == 0) open = path.find('[', open + 1);
  const std::size_t close = path.find(']', open);
  const std::string name = "'" + path.substr(open + 1, close - open - 1) + "'";
  const Node* list = project.at(path.substr(0, open));
  REQUIRE(list);
  for (const Node* item : list->items) {
    const Node* label = find_entry(*item, "name")->value;
    if (brief(*label) != name) continue;
    const auto parsed = parse_path(path.substr(close + 2));
    REQUIRE(parsed.ok());
    const auto places = resolve(parsed.value(), *item, "azure", project.arena, {});
    return places.size() == 1 ? places[0].node : nullptr;
  }
  return nullptr;
}

std::string change(const std::string& type, const std::string& name, const std::string& states) {
  return R"({"changeType": ")" + type + R"(", "resourceId": ")" + kGroup + "Microsoft.Web/sites/" +
         name + "\"" + states + "}";
}
std::string state(const std::string& which, const std::string& https_only) {
  return R"(, ")" + which + R"(": {"type": "Microsoft.Web/sites", "properties": {"httpsOnly": )" +
         https_only + "}}";
}

TEST_CASE("children that an export holds within their resource are read") {
  AzureProject project({{"sites.json", R"([{"id": ")" + kSite +
                                           R"(", "name": "shop", "type": "Microsoft.Web/sites",
    "properties": {"httpsOnly": true}, "resources": [{"id": ")" +
                                           kSite + R"(/config/web", "name": "web",
    "type": "Microsoft.Web/sites/config", "properties": {"minTlsVersion": "1.0"}}]}])"}});
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 1);
  CHECK(at(project, R"("Microsoft.Web/sites"[shop].properties.siteConfig.minTlsVersion)")->text ==
        "1.0");
}

TEST_CASE("a template within an artifact, a template spec or a request is a template") {
  const std::string inner = R"({"$schema":
    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0", "parameters": {"only": {"type": "bool", "defaultValue": true}},
    "resources": [{"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop",
    "properties": {"httpsOnly": "[parameters('only')]"}}]})";
  for (const std::string text :
       {R"({"kind": "template", "type": "Microsoft.Blueprint/blueprints/artifacts", "name": "web",
          "properties": {"parameters": {}, "template": )",
        R"({"type": "Microsoft.Resources/templateSpecs/versions", "name": "1.0",
          "properties": {"mainTemplate": )",
        R"({"properties": {"mode": "Incremental", "template": )"}) {
    CAPTURE(text);
    AzureProject project({{"held.json", text + inner + "}}"}});
    CHECK(project.problems().empty());
    CHECK(at(project, R"("Microsoft.Web/sites"[shop].properties.httpsOnly)")->boolean);
  }
}

TEST_CASE("what-if is judged by what will be, and only by what the template has a say in") {
  const std::string changes =
      change("Modify", "changed", state("before", "true") + state("after", "false")) + ',' +
      change("NoChange", "kept", state("before", "true")) + ',' +
      change("Delete", "gone", state("before", "false")) + ',' +
      change("Ignore", "other", state("before", "false") + state("after", "false"));
  for (const std::string& text : {R"({"status": "Succeeded", "changes": [)" + changes + "]}",
                                  R"({"properties": {"changes": [)" + changes + "]}}"}) {
    AzureProject project({{"foreseen.json", text}});
    CHECK(project.problems().empty());
    CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 2);
    CHECK_FALSE(at(project, R"("Microsoft.Web/sites"[changed].properties.httpsOnly)")->boolean);
    CHECK(at(project, R"("Microsoft.Web/sites"[kept].properties.httpsOnly)")->boolean);
  }
}

TEST_CASE("what what-if could not evaluate or show is unknown") {
  AzureProject project(
      {{"foreseen.json",
        R"({"changes": [)" + change("Create", "shop", state("after", R"("[reference('x').y]")")) +
            ',' + change("Deploy", "dark", "") + ',' + change("Deploy", "darker", "") + "]}"}});
  const Node* value = project.at(kHttps);
  REQUIRE(value->is(Kind::unknown));
  CHECK(value->unknown->reason == Reason::runtime);
  // Said once, however many there are.
  CHECK(project.problems().size() == 1);
}

TEST_CASE("a foreseen deployment that changes nothing is an Azure document") {
  AzureProject project(
      {{"foreseen.json", std::string(R"({"status": "Succeeded", "changes": []})")}});
  CHECK(project.problems().empty());
}

TEST_CASE("PowerShell's names are those of REST, and its children are resources of their own") {
  AzureProject project({{"site.json", R"([{"ResourceId": ")" + kSite +
                                          R"(", "Name": "x/shop", "ResourceName": "shop",
    "ResourceType": "Microsoft.Web/sites", "ResourceGroupName": "web", "Type": null,
    "Identity": {"type": "SystemAssigned"}, "Properties": {"httpsOnly": false}, "resources": [
      {"Id": ")" + kSite + R"(/config/web", "Name": "shop", "Type": "Microsoft.Web/sites/config",
       "Properties": {"ftpsState": "Disabled"}}]}])"}});
  const std::string site = R"("Microsoft.Web/sites"[*])";
  CHECK(project.problems().empty());
  CHECK(project.count(site) == 1);
  CHECK(brief(*project.at(site + ".name")) == "'shop'");
  CHECK(brief(*project.at(site + ".resourceGroup")) == "'web'");
  CHECK(brief(*project.at(site + ".identity.type")) == "'SystemAssigned'");
  CHECK_FALSE(project.at(site + ".properties.httpsOnly")->boolean);
  CHECK(brief(*project.at(site + ".properties.siteConfig.ftpsState")) == "'Disabled'");
  CHECK(project.at(site + ".properties.resources") == nullptr);
}

TEST_CASE("what ConvertTo-Json cut off is not exported, and names that look alike are values") {
  for (const char* cut :
       {"System.Object[]", "System.Collections.Hashtable", "@{ftpsState=Disabled; x=1}",
        "Microsoft.Azure.Management.WebSites.Models.SiteConfig"}) {
    AzureProject project(
        {{"site.json", R"({"Id": ")" + kSite + R"(", "HttpsOnly": true, "SiteConfig": ")" +
                           std::string(cut) + "\"}"}});
    const Node* config = project.at(R"("Microsoft.Web/sites"[*].properties.siteConfig)");
    REQUIRE(config->is(Kind::unknown));
    CHECK(config->unknown->reason == Reason::not_exported);
  }
  AzureProject project({{"vault.json", R"({"Id": ")" + kGroup +
                                           R"~(Microsoft.KeyVault/vaults/v", "Properties": {
    "a": "Microsoft.Storage", "b": "@Microsoft.KeyVault(x)", "c": "System.Object [] is a type",
    "d": "Microsoft.Azure.X"}})~"}});
  for (const char* name : {"a", "b", "c", "d"})
    CHECK(project.at(R"("Microsoft.KeyVault/vaults"[*].properties.)" + std::string(name))
              ->is(Kind::string));
}

TEST_CASE("cmdlets that write flat objects and lists with a count are read") {
  AzureProject project({{"sites.json", R"({"value": [{"Id": ")" + kSite +
                                           R"(", "HttpsOnly": false, "SiteConfig": {"AppSettings": [
    {"Name": "DEBUG", "Value": "1"}]}}], "Count": 1})"}});
  CHECK_FALSE(project.at(kHttps)->boolean);
  CHECK(brief(*project.at(R"("Microsoft.Web/sites"[*].appSettings.DEBUG)")) == "'1'");
}

TEST_CASE("exports of one site that do not name it become parts of it") {
  AzureProject project(
      {{"show.json", site_named("shop")},
       {"cors.json", R"({"allowedOrigins": ["*"], "supportCredentials": true})"},
       {"access.json", R"({"ipSecurityRestrictions": [{"ip_address": "Any"}],
    "scmIpSecurityRestrictions": [], "scmIpSecurityRestrictionsUseMain": true})"},
       {"logs.json", R"({"applicationLogs": {}, "httpLogs": {"fileSystem": {"enabled": true}}})"},
       {"auth.json", R"({"platform": {"enabled": true}, "globalValidation": {}})"},
       {"identity.json", R"({"principalId": "p", "tenantId": "t", "type": "SystemAssigned"})"},
       {"strings.json", R"({"db": {"type": "PostgreSQL", "value": "host=x"}})"}});
  const std::string site = R"("Microsoft.Web/sites"[*])";
  CHECK(project.problems().empty());
  CHECK(project.count(site) == 1);
  const std::string config = site + ".properties.siteConfig.";
  CHECK(project.at(config + "cors.supportCredentials")->boolean);
  CHECK(brief(*project.at(config + "ipSecurityRestrictions[*].ipAddress")) == "'Any'");
  CHECK(at(project, site + ".config[logs].properties.httpLogs.fileSystem.enabled")->boolean);
  CHECK(at(project, site + ".config[authsettingsV2].properties.platform.enabled")->boolean);
  CHECK(brief(*project.at(site + ".identity.type")) == "'SystemAssigned'");
  CHECK(brief(*project.at(site + ".connectionStrings.db")) == "'host=x'");
  // Each of them is a guess, and said to be one.
  CHECK(project.assembly.deployments[0].assumptions.size() == 6);
}

TEST_CASE("an export without a name belongs to what lies in its directory") {
  AzureProject project({{"blog/show.json", site_named("main")},
                        {"shop/show.json", site_named("other")},
                        {"shop/appsettings.json", kSettings}});
  CHECK(at(project, R"("Microsoft.Web/sites"[main].appSettings)") == nullptr);
  CHECK(brief(*at(project, R"("Microsoft.Web/sites"[other].appSettings.DEBUG)")) == "'1'");
}

TEST_CASE("an export without a name may lie in a directory that is called like its site") {
  AzureProject project({{"sites.json", "[" + site_named("shop") + "," + site_named("blog") + "]"},
                        {"blog/appsettings.json", kSettings}});
  CHECK(brief(*at(project, R"("Microsoft.Web/sites"[blog].appSettings.DEBUG)")) == "'1'");
  CHECK(project.assembly.deployments[0].assumptions.empty());
}

TEST_CASE("two lists of settings are never both one site's by guess") {
  AzureProject project(
      {{"one/show.json", site_named("shop")}, {"a/1.json", kSettings}, {"b/2.json", kSettings}});
  CHECK(at(project, R"("Microsoft.Web/sites"[shop].appSettings)") == nullptr);
}

TEST_CASE("--resource names the resource of exports that do not") {
  const std::string sites = "[" + site_named("shop") + "," + site_named("blog") + "]";
  AzureProject project(AzureProject::About{kBlog},
                       {{"sites.json", sites}, {"shop-appsettings.json", kSettings}});
  CHECK(at(project, R"("Microsoft.Web/sites"[shop].appSettings)") == nullptr);
  CHECK(brief(*at(project, R"("Microsoft.Web/sites"[blog].appSettings.DEBUG)")) == "'1'");
  const std::string rules = R"([{"name": "all", "startIpAddress": "0.0.0.0",
    "endIpAddress": "255.255.255.255"}])";
  AzureProject alone(AzureProject::About{kGroup + "microsoft.dbforpostgresql/flexibleservers/db"},
                     {{"list.json", rules}});
  CHECK(alone.problems().empty());
  CHECK(alone.count(R"("Microsoft.DBforPostgreSQL/flexibleServers"[*].firewallRules[*])") == 1);
  // A rule of a server is never a site's.
  AzureProject unfit(AzureProject::About{kSite}, {{"list.json", rules}});
  CHECK(unfit.problems().size() == 1);
}

TEST_CASE("a parameter without its server belongs to the one beside it") {
  const std::string server = R"({"type": "Microsoft.DBforMySQL/flexibleServers", "name": "db",
    "id": ")" + kGroup + R"(Microsoft.DBforMySQL/flexibleServers/db"})";
  AzureProject project({{"server.json", server},
                        {"parameter.json", R"({"name": "require_secure_transport", "value": "off",
    "allowedValues": "on,off", "dataType": "Boolean"})"}});
  CHECK(brief(*project.at(R"("Microsoft.DBforMySQL/flexibleServers"[*].configurations[*])"
                          ".properties.value")) == "'off'");
}

TEST_CASE("a file in which nothing is printed is no mistake") {
  for (const char* text : {"", "\n", " \r\n\r\n"}) {
    AzureProject project({{"shop-cors.json", std::string(text)}});
    CHECK(project.problems().empty());
    CHECK_FALSE(project.document().failed());
    CHECK(project.azure().entries.empty());
  }
  CHECK(kAzure.recognises("shop-cors.json", "\n"));
  CHECK_FALSE(kAzure.recognises("data/empty.json", ""));
}

TEST_CASE("shapes are told by what they hold, not by what they are called") {
  for (const char* head :
       {R"({"status": "Succeeded", "changes": [], "potentialChanges": null)",
        R"({"format_version": "1.2", "terraform_version": "1.9.0", "planned_values")",
        R"({"applicationLogs": {}, "httpLogs": {)", R"({"platform": {}, "globalValidation": {)",
        R"([{"allowedValues": "on,off", "dataType": "Boolean", "value": "on")",
        R"({"principalId": "p", "type": "SystemAssigned", "userAssignedIdentities": null})"})
    CHECK(kAzure.recognises("x.json", head));
  CHECK_FALSE(kAzure.recognises("x.json", R"({"changes": ["a"], "status": "done"})"));
}

TEST_CASE("names and values make app settings only in a list of them") {
  const std::string one = R"({"name": "DJANGO_SETTINGS_MODULE", "value": "shop.settings"})";
  CHECK(kAzure.recognises("x.json", "[\n  " + one + "]"));
  CHECK(kAzure.recognises("x.json", "WARNING: [preview] {x}\n[" + one + "]"));
  CHECK_FALSE(kAzure.recognises("x.json", R"({"containerDefinitions": [{"environment": [)" + one));
  CHECK_FALSE(kAzure.recognises("x.json", R"([{"model": "a.b", "fields": {"name": "x", "value":
    1, "website_url": ""}}])"));
}

TEST_CASE("a template without its first lines is a template still") {
  AzureProject project({{"part.json", std::string() + R"({
    "parameters": {"safe": {"type": "bool"}}, "resources": [
      {"type": "Microsoft.Web/sites", "apiVersion": "2018-11-01", "name": "shop"}]})"}});
  const Node* site = project.at(R"("Microsoft.Web/sites"[*])");
  REQUIRE(site);
  CHECK_FALSE(site->open);
  // What an export wraps has an id, and says less than all.
  AzureProject live({{"list.json", std::string() + R"({"resources": [
      {"type": "Microsoft.Web/sites", "apiVersion": "2018-11-01", "name": "shop", "properties": {},
       "id": "/subscriptions/0/resourceGroups/r/providers/Microsoft.Web/sites/shop"}]})"}});
  const Node* seen = live.at(R"("Microsoft.Web/sites"[*].properties)");
  REQUIRE(seen);
  CHECK(seen->open);
}

}  // namespace
}  // namespace djaz
