#include <doctest/doctest.h>

#include <string>

#include "documents/azure_project.h"

namespace djaz {
namespace {

using State = python::Variable::State;

const std::string kSettings = R"json([
  {"name": "DJANGO_SETTINGS_MODULE", "slotSetting": false, "value": "shop.production"},
  {"name": "SECRET_KEY", "slotSetting": true, "value": "@Microsoft.KeyVault(SecretUri=https://v)"
},
  {"name": "HIDDEN", "slotSetting": false, "value": null},
  {"name": "STARS", "slotSetting": false, "value": "******"},
  {"name": "DEBUG", "slotSetting": false, "value": "False"}])json";

std::string live_site(const std::string& name) {
  return R"({"id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Web/sites/)" + name +
         R"(", "name": ")" + name + R"(", "type": "Microsoft.Web/sites"})";
}

TEST_CASE("a list of app settings is the site's whole environment") {
  AzureProject project({{"shop-appsettings.json", kSettings}});
  REQUIRE(project.assembly.deployments.size() == 1);
  const Deployment& deployment = project.assembly.deployments[0];
  CHECK(deployment.site == "shop");
  CHECK(deployment.environment_closed);
  REQUIRE(deployment.environment.size() == 5);
  const python::Variable& debug = deployment.environment.at("DEBUG");
  CHECK(debug.state == State::value);
  CHECK(debug.text == "False");
  CHECK(debug.source == "the app settings of `shop`");
  CHECK(project.text_at(debug.where) == "\"False\"");
  CHECK(deployment.environment.at("SECRET_KEY").state == State::present);
  CHECK(deployment.environment.at("HIDDEN").state == State::present);
  CHECK(deployment.environment.at("STARS").state == State::present);
  REQUIRE(deployment.settings_modules.size() == 1);
  CHECK(deployment.settings_modules[0].module == "shop.production");
  CHECK(deployment.settings_modules[0].authority == 40);
  const Node* hidden = project.at(R"("Microsoft.Web/sites"[*].appSettings.HIDDEN)");
  REQUIRE(hidden);
  CHECK(hidden->unknown->reason == Reason::masked);
  CHECK(project.text_at(hidden->key_span) == "\"HIDDEN\"");
  CHECK(project.at(R"("Microsoft.Web/sites"[*].slotSettings.SECRET_KEY)")->boolean);
}

TEST_CASE("a list without a name belongs to the only site, and that is an assumption") {
  AzureProject project({{"appsettings.json", kSettings}, {"site.json", live_site("shop")}});
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 1);
  const Deployment& deployment = project.assembly.deployments[0];
  CHECK(deployment.site == "shop");
  REQUIRE(deployment.assumptions.size() == 1);
  CHECK(deployment.assumptions[0].find("`shop`") != std::string::npos);
}

TEST_CASE("a list that no site fits stands alone") {
  AzureProject project({{"appsettings.json", kSettings},
                        {"site.json", "[" + live_site("a") + "," + live_site("b") + "]"}});
  CHECK(project.count(R"("Microsoft.Web/sites"[*])") == 3);
  CHECK(project.assembly.deployments[0].site.empty());
  CHECK(project.assembly.deployments[0].environment_closed);
}

TEST_CASE("each site with settings is a deployment of its own") {
  const std::string other = R"([{"name": "DEBUG", "slotSetting": false, "value": "True"}])";
  AzureProject project({{"shop-appsettings.json", kSettings},
                        {"shop-staging-appsettings.json", other},
                        {"sites.json", "[" + live_site("shop") + "]"},
                        {"slots.json", R"([{"id": "/subscriptions/0/resourceGroups/g/providers/)"
                                       R"(Microsoft.Web/sites/shop/slots/staging"}])"}});
  REQUIRE(project.assembly.deployments.size() == 2);
  CHECK(project.assembly.deployments[0].name == "shop");
  CHECK(project.assembly.deployments[0].environment.at("DEBUG").text == "False");
  CHECK(project.assembly.deployments[1].name == "shop/staging");
  CHECK(project.assembly.deployments[1].environment.at("DEBUG").text == "True");
  CHECK(project.assembly.deployments[1].environment.size() == 1);
}

TEST_CASE("a file's name is a site's only where it says what it holds") {
  AzureProject project({{"shop_app_settings.json", kSettings}});
  CHECK(project.assembly.deployments[0].site == "shop");
  AzureProject other({{"export-3.json", kSettings}});
  CHECK(other.assembly.deployments[0].site.empty());
  CHECK(other.assembly.deployments[0].environment.size() == 5);
}

TEST_CASE("pairs of site and project are capped") {
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 70; ++i)
    files.emplace_back("s" + std::to_string(i) + "-appsettings.json", kSettings);
  AzureProject project(files);
  CHECK(project.assembly.deployments.size() == 64);
  CHECK(project.assembly.notes.size() == 1);
}

TEST_CASE("settings as a map from the REST interface are complete, a template's are not") {
  AzureProject rest(
      {{"x.json", std::string() + R"({"id": "/subscriptions/0/resourceGroups/g/providers/)"
                                  R"(Microsoft.Web/sites/shop/config/appsettings", "name":
    "appsettings", "type": "Microsoft.Web/sites/config", "properties": {"A": "1", "B": null}})"}});
  CHECK(rest.assembly.deployments[0].environment_closed);
  CHECK(rest.assembly.deployments[0].environment.at("A").text == "1");
  CHECK(rest.assembly.deployments[0].environment.at("B").state == State::present);
  AzureProject arm({{"t.json", std::string() + R"({"$schema": "https://x/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0", "resources": [{"type": "Microsoft.Web/sites", "name": "shop",
    "properties": {"siteConfig": {"appSettings": [{"name": "A", "value": "1"},
      {"name": "DB", "value": "[reference('x').host]"}]}}}]})"}});
  CHECK_FALSE(arm.assembly.deployments[0].environment_closed);
  CHECK(arm.assembly.deployments[0].environment.at("A").text == "1");
  CHECK(arm.assembly.deployments[0].environment.at("DB").state == State::present);
}

TEST_CASE("connection strings, access restrictions and CORS find their site") {
  AzureProject project({
      {"shop-connection-strings.json",
       R"([{"name": "db", "slotSetting": false, "type": "PostgreSQL", "value": "Server=x"}])"},
      {"shop-access-restriction.json", R"({"ipSecurityRestrictions": [{"ip_address": "Any"}],
        "scmIpSecurityRestrictions": []})"},
      {"shop-cors.json", R"({"allowedOrigins": ["*"], "supportCredentials": false})"},
      {"site.json", live_site("shop")},
  });
  const std::string site = R"("Microsoft.Web/sites"[*])";
  CHECK(project.count(site) == 1);
  CHECK(brief(*project.at(site + ".connectionStrings.db")) == "'Server=x'");
  CHECK(brief(*project.at(site + ".properties.siteConfig.ipSecurityRestrictions[*].ipAddress")) ==
        "'Any'");
  CHECK(brief(*project.at(site + ".properties.siteConfig.cors.allowedOrigins")) == "['*']");
}

TEST_CASE("a sign-in among a site's own properties is its configuration of that name") {
  const auto enabled = [](const std::string& config, const std::string& beside = "") {
    AzureProject project({{"t.json", template_with("", R"({"type": "Microsoft.Web/sites",
      "name": "shop", "properties": {"siteConfig": )" + config +
                                                           "}}" + beside)}});
    const std::string child = R"("Microsoft.Web/sites"[*].config[*])";
    const Node* name = project.at(child + ".name");
    const Node* node = project.at(child + ".properties.enabled");
    return (name ? brief(*name) : "none") + (node ? ' ' + brief(*node) : "");
  };
  CHECK(enabled(R"({"siteAuthSettings": {"enabled": false}})") == "'authsettings' False");
  CHECK(enabled(R"({"siteAuthEnabled": true})") == "'authsettings' True");
  CHECK(enabled(R"({"siteAuthEnabled": null, "siteAuthSettings": {"enabled": null}})") == "none");
  CHECK(enabled(R"({"siteAuthEnabled": false})", R"(, {"type": "Microsoft.Web/sites/config",
    "name": "shop/authsettingsV2", "properties": {"platform": {"enabled": true}}})") ==
        "'authsettingsV2'");
}

TEST_CASE("plain pairs of name and value are settings only where a name is known") {
  AzureProject known(
      {{"shop.json", std::string() + R"([{"name": "WEBSITES_PORT", "value": "8000"}])"}});
  CHECK(known.assembly.deployments[0].environment.size() == 1);
  AzureProject other({{"shop.json", std::string() + R"([{"name": "color", "value": "red"}])"}});
  CHECK(other.assembly.deployments[0].environment.empty());
  CHECK(other.problems() == std::vector<std::string>{"this is not an Azure document djaz knows"});
}

TEST_CASE("a firewall rule without a server belongs to the only one") {
  const std::string rule = R"([{"name": "all", "startIpAddress": "0.0.0.0",
    "endIpAddress": "255.255.255.255"}])";
  const std::string server = R"({"type": "Microsoft.DBforPostgreSQL/flexibleServers", "name": "db",
    "properties": {}})";
  AzureProject one({{"rules.json", rule}, {"server.json", server}});
  CHECK(one.count(R"("Microsoft.DBforPostgreSQL/flexibleServers"[*].firewallRules[*])") == 1);
  AzureProject none({{"rules.json", rule}});
  CHECK(none.problems() ==
        std::vector<std::string>{"a firewall rule whose server no document names is not "
                                 "analysed; `--resource` may name it"});
}

}  // namespace
}  // namespace djaz
