#include <doctest/doctest.h>

#include <string>

#include "documents/azure_project.h"

namespace djaz {
namespace {

const std::string kGroup = "/subscriptions/0/resourceGroups/web/providers/";

TEST_CASE("flat output of the CLI is nested back") {
  AzureProject project(
      {{"webapp.json", std::string() +
                           R"({"httpsOnly": false, "identity": null, "kind": "app,linux",
    "id": ")" + kGroup + R"(microsoft.web/Sites/shop", "name": "shop", "resourceGroup": "web",
    "siteConfig": {"ftpsState": null, "minTlsVersion": "1.0", "appSettings": null},
    "type": "Microsoft.Web/sites", "appServicePlanId": "p"})"}});
  const std::string site = R"("Microsoft.Web/sites"[*])";
  CHECK(project.at(site)->open);
  CHECK_FALSE(project.at(site + ".properties.httpsOnly")->boolean);
  CHECK(project.at(site + ".httpsOnly") == nullptr);
  CHECK(brief(*project.at(site + ".identity.type")) == "'None'");
  CHECK(brief(*project.at(site + ".properties.siteConfig.minTlsVersion")) == "'1.0'");
  CHECK(brief(*project.at(site + ".properties.serverFarmId")) == "'p'");
  const Node* ftps = project.at(site + ".properties.siteConfig.ftpsState");
  REQUIRE(ftps->is(Kind::unknown));
  CHECK(ftps->unknown->reason == Reason::not_exported);
  CHECK(project.text_at(ftps->span) == "null");
  CHECK(project.at(site + ".appSettings") == nullptr);
}

TEST_CASE("a size may have more to it than an export shows") {
  AzureProject project({{"plan.json", R"({"id": ")" + kGroup +
                                          R"(Microsoft.Web/serverfarms/p", "name": "p",
    "sku": {"name": "P1v3", "capacity": null}})"}});
  const Node* sku = project.at(R"("Microsoft.Web/serverfarms"[*].sku)");
  REQUIRE(sku);
  CHECK(sku->open);
  CHECK(sku->entries.size() == 1);
}

TEST_CASE("a null that is a value gets that value") {
  AzureProject project(
      {{"storage.json",
        R"([{"id": ")" + kGroup +
            R"(Microsoft.Storage/storageAccounts/s", "name": "s", "enableHttpsTrafficOnly": true,
    "allowSharedKeyAccess": null, "minimumTlsVersion": null, "publicNetworkAccess": null,
    "networkRuleSet": {"defaultAction": "Allow"}, "keyPolicy": null}])"}});
  const std::string account = R"("Microsoft.Storage/storageAccounts"[*].properties)";
  CHECK(project.at(account + ".supportsHttpsTrafficOnly")->boolean);
  CHECK(project.at(account + ".allowSharedKeyAccess")->boolean);
  CHECK(brief(*project.at(account + ".minimumTlsVersion")) == "'TLS1_0'");
  CHECK(project.at(account + ".minimumTlsVersion")->origin->how == Origin::How::defaulted);
  CHECK(brief(*project.at(account + ".publicNetworkAccess")) == "'Enabled'");
  CHECK(brief(*project.at(account + ".networkAcls.defaultAction")) == "'Allow'");
  CHECK(project.at(account + ".keyPolicy")->unknown->reason == Reason::not_exported);
}

TEST_CASE("a null that stands for nothing set is that, and only where Azure says so") {
  AzureProject project({{"account.json", R"({"id": ")" + kGroup +
                                             R"(Microsoft.Storage/storageAccounts/s",
    "name": "s", "sasPolicy": null, "keyPolicy": null})"},
                        {"cache.json", R"({"id": ")" + kGroup + R"(Microsoft.Cache/redis/c",
    "name": "c", "subnetId": null})"},
                        {"endpoint.json", R"({"id": ")" + kGroup +
                                              R"(Microsoft.Cdn/profiles/p/endpoints/e",
    "name": "e", "deliveryPolicy": null})"}});
  const std::string account = R"("Microsoft.Storage/storageAccounts"[*].properties)";
  const Node* policy = project.at(account + ".sasPolicy");
  REQUIRE(policy);
  CHECK(policy->is(Kind::mapping));
  CHECK_FALSE(policy->open);
  CHECK(project.at(account + ".keyPolicy")->is(Kind::unknown));
  CHECK(brief(*project.at(R"("Microsoft.Cache/redis"[*].properties.subnetId)")) == "''");
  const Node* delivery =
      project.at(R"("Microsoft.Cdn/profiles"[*].endpoints[*].properties.deliveryPolicy)");
  REQUIRE(delivery);
  CHECK(delivery->entries.empty());
}

TEST_CASE("a gateway has its size and its listeners where a template has them") {
  AzureProject project({{"gateway.json", R"({"id": ")" + kGroup +
                                             R"(Microsoft.Network/applicationGateways/g",
    "name": "g", "sku": {"tier": "WAF_v2"},
    "httpListeners": [{"etag": "1", "name": "plain", "protocol": "Http"}]})"}});
  const std::string gateway = R"("Microsoft.Network/applicationGateways"[*].properties)";
  CHECK(brief(*project.at(gateway + ".sku.tier")) == "'WAF_v2'");
  CHECK(brief(*project.at(gateway + ".httpListeners[*].properties.protocol")) == "'Http'");
}

TEST_CASE("a vault's list of secrets goes to the vault that its addresses name") {
  const std::string vault = R"({"id": ")" + kGroup +
                            R"(Microsoft.KeyVault/vaults/Shop-kv", "name": "Shop-kv",
    "type": "Microsoft.KeyVault/vaults", "properties": {"enablePurgeProtection": true}})";
  const std::string list = R"([
    {"attributes": {"enabled": true, "expires": "2027-01-31T00:00:00+00:00"},
     "id": "https://shop-kv.vault.azure.net/secrets/mail", "name": "mail"},
    {"attributes": {"enabled": true, "expires": null},
     "id": "https://shop-kv.vault.azure.net/secrets/db", "name": "db"},
    {"attributes": {"enabled": true}, "id": "https://shop-kv.vault.azure.net/keys/db"},
    {"attributes": {"enabled": true}, "id": "https://shop-kv.vault.azure.net/secrets/"}])";
  AzureProject project({{"secrets.json", list}, {"vault.json", vault}});
  CHECK(project.count(R"("Microsoft.KeyVault/vaults"[*])") == 1);
  const std::string secrets = R"("Microsoft.KeyVault/vaults"[*].secrets[*])";
  CHECK(project.count(secrets) == 2);
  CHECK(project.count(secrets + ".properties.attributes.exp") == 2);
  CHECK(project.at(R"("Microsoft.KeyVault/vaults"[*].secrets)")->items.size() == 2);
  const Node* first = project.at(R"("Microsoft.KeyVault/vaults"[*].secrets)")->items[0];
  const Node* attributes =
      find_entry(*find_entry(*first, "properties")->value, "attributes")->value;
  CHECK(brief(*find_entry(*attributes, "exp")->value) == "'2027-01-31T00:00:00+00:00'");
  const Node* second = project.at(R"("Microsoft.KeyVault/vaults"[*].secrets)")->items[1];
  attributes = find_entry(*find_entry(*second, "properties")->value, "attributes")->value;
  CHECK(find_entry(*attributes, "exp") == nullptr);
  CHECK_FALSE(attributes->open);
  AzureProject alone({{"secrets.json", list}});
  CHECK(alone.count(secrets) == 2);
}

TEST_CASE("a child exported alone gets a parent from its id, and joins it where there is one") {
  const std::string server = kGroup + "Microsoft.DBforPostgreSQL/flexibleServers/db";
  const std::string rules =
      R"([{"endIpAddress": "0.0.0.0", "id": ")" + server +
      R"(/firewallRules/azure", "name": "azure", "startIpAddress": "0.0.0.0"}])";
  AzureProject alone({{"rules.json", rules}});
  const std::string path = R"("Microsoft.DBforPostgreSQL/flexibleServers"[*])";
  CHECK(brief(*alone.at(path + ".name")) == "'db'");
  CHECK(alone.at(path)->open);
  CHECK(brief(*alone.at(path + ".firewallRules[*].properties.startIpAddress")) == "'0.0.0.0'");
  AzureProject both(
      {{"rules.json", rules},
       {"server.json",
        R"({"id": ")" + server +
            R"(", "name": "db", "type": "microsoft.dbforpostgresql/flexibleServers", "version": "16"})"}});
  CHECK(both.count(path) == 1);
  CHECK(brief(*both.at(path + ".properties.version")) == "'16'");
  CHECK(both.count(path + ".firewallRules[*]") == 1);
}

TEST_CASE("the web configuration fills what the list of sites leaves out") {
  const std::string site = kGroup + "Microsoft.Web/sites/shop";
  AzureProject project(
      {{"a.json", std::string() + R"([{"id": ")" + site + R"(", "name": "shop", "httpsOnly": true,
      "siteConfig": {"ftpsState": null, "linuxFxVersion": "PYTHON|3.12"}}])"},
       {"b.json", R"({"id": ")" + site + R"(/config/web", "name": "shop", "type":
      "Microsoft.Web/sites/config", "ftpsState": "AllAllowed", "linuxFxVersion": null,
      "scmType": "None"})"}});
  const std::string config = R"("Microsoft.Web/sites"[*].properties.siteConfig)";
  CHECK(brief(*project.at(config + ".ftpsState")) == "'AllAllowed'");
  CHECK(brief(*project.at(config + ".linuxFxVersion")) == "'PYTHON|3.12'");
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 1);
}

TEST_CASE("slots stand under their site and names lose their parents") {
  AzureProject project(
      {{"slots.json",
        R"([{"id": ")" + kGroup +
            R"(Microsoft.Web/sites/shop/slots/staging", "name": "shop/staging", "type":
    "Microsoft.Web/sites/slots", "httpsOnly": false}])"}});
  CHECK(brief(*project.at(R"("Microsoft.Web/sites"[*].slots[*].name)")) == "'staging'");
  CHECK_FALSE(project.at(R"("Microsoft.Web/sites"[*].slots[*].properties.httpsOnly)")->boolean);
}

TEST_CASE("lists in wrappers, Resource Graph and documents one after the other are read") {
  const std::string one = R"({"type": "microsoft.web/sites", "name": "a", "properties": {}})";
  const std::string two = R"({"type": "microsoft.web/sites", "name": "b", "properties": {}})";
  for (const std::string& text :
       {"{\"value\": [" + one + "," + two + "], \"nextLink\": null}",
        "{\"count\": 2, \"data\": [" + one + "," + two + "], \"total_records\": 2}",
        "[" + one + "," + two + "]", one + "\n" + two,
        "WARNING: this command is in preview\nWARNING: really\n[" + one + "," + two + "]",
        "{\"resources\": [" + one + "," + two + "]}"}) {
    CAPTURE(text);
    AzureProject project({{"x.json", text}});
    CHECK(project.problems().empty());
    CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 2);
  }
}

TEST_CASE("rules inside a network security group are nested back") {
  AzureProject project(
      {{"nsg.json",
        R"({"id": ")" + kGroup +
            R"(Microsoft.Network/networkSecurityGroups/n", "name": "n", "securityRules": [{"access": "Allow",
    "id": ")" +
            kGroup + R"(Microsoft.Network/networkSecurityGroups/n/securityRules/r", "name": "r",
    "destinationPortRange": "22"}]})"}});
  CHECK(brief(*project.at(R"("Microsoft.Network/networkSecurityGroups"[*].properties)"
                          R"(.securityRules[*].properties.destinationPortRange)")) == "'22'");
}

TEST_CASE("what is no Azure document, or not analysed yet, is said") {
  auto remarks = [](const std::string& text) {
    AzureProject project({{"x.json", text}});
    REQUIRE(project.document().problems.size() == 1);
    CHECK_FALSE(project.document().problems[0].fatal);
    return project.problems()[0];
  };
  CHECK(remarks(R"({"httpsOnly": false}{"httpsOnly": true})") ==
        "this is not an Azure document djaz knows");
  CHECK(remarks(R"([{"model": "shop.item", "pk": 1, "fields": {}}])") ==
        "this is not an Azure document djaz knows");
  CHECK(
      remarks(
          R"([{"type": "Microsoft.Web/sites", "name": "a"}, {"type": ["Microsoft.Web/sites"]}])") ==
      "an element that is no Azure resource is not analysed");
}

TEST_CASE("a document of which nothing is analysed has failed") {
  const std::string change = R"({"changeType": "Modify", "resourceId": ")" + kGroup +
                             R"(Microsoft.Web/sites/shop", "after": )";
  const std::string useless[] = {
      R"({"terraform_version": "1.9", "planned_values": {}})",
      R"({"version": 4, "terraform_version": "1.9", "lineage": "x"})",
      R"({"status": "Succeeded", "changes": [)" + change + "null}, " + change + "null}]}",
  };
  for (const std::string& text : useless) {
    CAPTURE(text);
    AzureProject project({{"x.json", text}});
    REQUIRE(project.document().problems.size() == 1);
    CHECK(project.document().failed());
    CHECK(project.problems()[0].find("not analysed") != std::string::npos);
  }
  // What is shown is judged, and the rest is remarked.
  AzureProject partly({{"x.json", R"({"status": "Succeeded", "changes": [)" + change + "null}, " +
                                      change + R"({"properties": {"httpsOnly": true}}}]})"}});
  CHECK_FALSE(partly.document().failed());
  CHECK(partly.problems().size() == 1);
  CHECK(brief(*partly.at(kHttps)) == "True");
  const std::string unchanged = R"({"status": "Succeeded", "changes": []})";
  AzureProject nothing({{"x.json", unchanged}});
  CHECK(nothing.problems().empty());
}

TEST_CASE("a broken document fails and leaves nothing behind") {
  AzureProject project({{"x.json", std::string() + R"({"type": "Microsoft.Web/sites", "name": )"}});
  CHECK(project.document().failed());
  CHECK(project.document().root->open);
  CHECK(project.azure().entries.empty());
  CHECK(project.azure().open);
}

TEST_CASE("wrong types everywhere give unknowns and no resource is lost") {
  AzureProject project(
      {{"x.json",
        std::string() + R"([{"type": "Microsoft.Web/sites", "name": 7, "properties": null},
    {"type": "Microsoft.Web/sites", "properties": {"httpsOnly": "false", "siteConfig": [1]}},
    {"type": "MICROSOFT.WEB/SITES", "name": "x", "properties": {"httpsOnly": false}, "id": 3,
     "tags": [], "identity": 1}])"}});
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 3);
}

TEST_CASE(
    "only names that may be Azure's are looked at, and only contents that are Azure's taken") {
  for (const char* path : {"package.json", "web/package-lock.json", ".vscode/settings.json",
                           ".vscode/launch.json", "tsconfig.app.json", "composer.json", "a.yaml",
                           "local.settings.json", "infra/createUiDefinition.json"}) {
    CAPTURE(path);
    CHECK(kAzure.suspects(path) == Suspicion::no);
  }
  for (const char* path :
       {"azuredeploy.json", "infra/main.json", "export.JSON", "appsettings.json"})
    CHECK(kAzure.suspects(path) == Suspicion::look);
  auto taken = [](const std::string& head) { return kAzure.recognises("x.json", head); };
  CHECK(taken(R"({"$schema": "https://schema.management.azure.com/x/deploymentTemplate.json#")"));
  CHECK(taken(R"([{"name": "A", "slotSetting": false, "value": "b"}])"));
  CHECK(taken(R"({"type": "Microsoft.Web/sites")"));
  CHECK(taken(std::string("\xFF\xFE[\0{\0\"\0f\0t\0p\0s\0S\0t\0a\0t\0e\0\"\0:\0", 28)));
  CHECK_FALSE(taken(R"({"Logging": {"LogLevel": {"Microsoft.AspNetCore": "Warning"}}})"));
  CHECK_FALSE(taken(R"({"azure": {"name": "azure"}, "host": "x.azurewebsites.net"})"));
  CHECK_FALSE(taken(R"({"name": "web", "version": "1.0.0"})"));
  CHECK_FALSE(taken(""));
  CHECK(kAzure.recognises("shop-appsettings.json", R"([{"name": "A", "value": "b"}])"));
}

}  // namespace
}  // namespace djaz
