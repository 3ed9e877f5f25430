// docs/differences.md says where djaz answers otherwise than others; here it is held to it.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include "lint/linter.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

struct Row {
  const char* rule;
  const char* resource;  // its members after the name
  const char* verdicts;  // in order
};

constexpr Row kRows[] = {
    // What is not written.
    {"app-min-tls-low", R"("type": "Microsoft.Web/sites", "properties": {})", "pass"},
    {"pg-ssl-not-enforced", R"("type": "Microsoft.DBforPostgreSQL/servers", "properties": {})",
     "pass"},
    {"mysql-ssl-not-enforced", R"("type": "Microsoft.DBforMySQL/servers", "properties": {})",
     "pass"},
    {"sql-min-tls-low", R"("type": "Microsoft.Sql/servers", "properties": {})", "pass"},
    {"redis-min-tls-low", R"("type": "Microsoft.Cache/redis", "properties": {})", "pass"},
    {"cosmos-min-tls-low", R"("type": "Microsoft.DocumentDB/databaseAccounts", "properties": {})",
     "pass"},
    {"kv-soft-delete-off", R"("type": "Microsoft.KeyVault/vaults", "properties": {})", "pass"},
    {"storage-https-off",
     R"("type": "Microsoft.Storage/storageAccounts", "apiVersion": "2019-04-01",
        "properties": {})",
     "pass"},
    {"storage-https-off",
     R"("type": "Microsoft.Storage/storageAccounts", "apiVersion": "2018-11-01",
        "properties": {})",
     "fail"},
    {"kv-rbac-off",
     R"("type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "properties": {})",
     "fail"},
    {"kv-rbac-off",
     R"("type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "properties": {})",
     "pass"},
    {"appgw-weak-ssl-policy",
     R"("type": "Microsoft.Network/applicationGateways", "apiVersion": "2023-05-01",
        "properties": {"httpListeners": [{"properties": {"protocol": "Https"}}]})",
     "pass"},
    {"appgw-weak-ssl-policy",
     R"("type": "Microsoft.Network/applicationGateways", "apiVersion": "2021-05-01",
        "properties": {"httpListeners": [{"properties": {"protocol": "Https"}}]})",
     "fail"},
    {"storage-trusted-services-bypass-off",
     R"("type": "Microsoft.Storage/storageAccounts",
        "properties": {"networkAcls": {"defaultAction": "Deny"}})",
     "pass"},
    {"pg-param-log-checkpoints-off",
     R"("type": "Microsoft.DBforPostgreSQL/servers", "properties": {})", ""},
    {"pg-param-log-disconnections-off",
     R"("type": "Microsoft.DBforPostgreSQL/servers", "properties": {})", ""},
    {"storage-blob-soft-delete-off",
     R"("type": "Microsoft.Storage/storageAccounts", "properties": {})", ""},
    {"storage-blob-soft-delete-off",
     R"("type": "Microsoft.Storage/storageAccounts", "properties": {}, "resources": [
        {"type": "blobServices", "name": "default", "properties": {}}])",
     "fail"},
    {"app-http2-off", R"("type": "Microsoft.Web/sites", "properties": {})", "fail"},
    {"app-auth-off", R"("type": "Microsoft.Web/sites", "properties": {})", ""},
    // The same protection.
    {"storage-public-network-enabled",
     R"("type": "Microsoft.Storage/storageAccounts", "properties": {
        "publicNetworkAccess": "Enabled", "networkAcls": {"defaultAction": "Deny"}})",
     "pass"},
    {"kv-public-network",
     R"("type": "Microsoft.KeyVault/vaults", "properties": {
        "publicNetworkAccess": "enabled", "networkAcls": {"defaultAction": "Deny"}})",
     "pass"},
    {"kv-network-default-allow",
     R"("type": "Microsoft.KeyVault/vaults", "properties": {"publicNetworkAccess": "disabled"})",
     "pass"},
    {"cosmos-public-access",
     R"("type": "Microsoft.DocumentDB/databaseAccounts",
        "properties": {"ipRules": [{"ipAddressOrRange": "203.0.113.7"}]})",
     "pass"},
    {"storage-lrs-only",
     R"("type": "Microsoft.Storage/storageAccounts", "sku": {"name": "Standard_ZRS"},
        "properties": {})",
     "pass"},
    {"sql-no-entra-admin",
     R"("type": "Microsoft.Sql/servers",
        "properties": {"administrators": {"login": "dba", "sid": "1"}})",
     "pass"},
    {"appgw-http-listener",
     R"("type": "Microsoft.Network/applicationGateways", "properties": {
        "httpListeners": [{"name": "plain", "properties": {"protocol": "Http"}}],
        "requestRoutingRules": [{"name": "on", "properties": {
          "httpListener": {"id": "/g/httpListeners/plain"},
          "redirectConfiguration": {"id": "/g/redirectConfigurations/https"}}}]})",
     "pass"},
    // What the question can be asked of.
    {"cosmos-key-metadata-write",
     R"("type": "Microsoft.DocumentDB/databaseAccounts", "properties": {"disableLocalAuth": true})",
     ""},
    {"sql-auditing-off", R"("type": "Microsoft.Sql/servers/databases", "properties": {})", ""},
    {"acr-public-network",
     R"("type": "Microsoft.ContainerRegistry/registries", "sku": {"name": "Basic"},
        "properties": {"publicNetworkAccess": "Enabled"})",
     ""},
    {"plan-not-zone-redundant",
     R"("type": "Microsoft.Web/serverfarms", "sku": {"name": "B1"}, "properties": {})", ""},
    {"plan-single-instance",
     R"("type": "Microsoft.Web/serverfarms", "sku": {"name": "B1", "capacity": 1},
        "properties": {})",
     ""},
    {"plan-basic-in-production",
     R"("type": "Microsoft.Web/serverfarms", "sku": {"name": "B1"}, "properties": {})", "pass"},
    {"cosmos-local-auth",
     R"("type": "Microsoft.DocumentDB/databaseAccounts", "kind": "MongoDB",
        "properties": {"disableLocalAuth": false})",
     ""},
    {"app-always-on-off",
     R"("type": "Microsoft.Web/sites", "kind": "functionapp", "properties": {})", ""},
    // What a value means.
    {"nsg-ssh-open",
     R"("type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "one", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
         "protocol": "Tcp", "sourceAddressPrefix": "0.0.0.0", "destinationPortRange": "22"}}]})",
     "pass"},
    {"nsg-ssh-open",
     R"("type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "no", "properties": {"priority": 100, "direction": "Inbound", "access": "Deny",
         "protocol": "*", "sourceAddressPrefix": "*", "destinationPortRange": "22"}},
        {"name": "all", "properties": {"priority": 200, "direction": "Inbound", "access": "Allow",
         "protocol": "Tcp", "sourceAddressPrefix": "*", "destinationPortRange": "20-30"}}]})",
     "pass pass"},
    {"nsg-rdp-open",
     R"("type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "one", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
         "protocol": "Udp", "sourceAddressPrefix": "*", "destinationPortRange": "3389"}}]})",
     "pass"},
    {"nsg-any-port-open",
     R"("type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "web", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
         "protocol": "Tcp", "sourceAddressPrefix": "*", "destinationPortRange": "443"}}]})",
     "pass"},
    {"nsg-management-port-open",
     R"("type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "mail", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
         "protocol": "Tcp", "sourceAddressPrefix": "*", "destinationPortRange": "25"}}]})",
     "pass"},
    {"sql-firewall-wide-range",
     R"("type": "Microsoft.Sql/servers/firewallRules",
        "properties": {"startIpAddress": "203.0.113.0", "endIpAddress": "203.0.113.255"})",
     "pass"},
    // A number where Azure asks for text is still a version.
    {"redis-min-tls-low",
     R"("type": "Microsoft.Cache/redis", "properties": {"minimumTlsVersion": 1.1})", "fail"},
    {"sql-min-tls-low",
     R"("type": "Microsoft.Sql/servers", "properties": {"minimalTlsVersion": 1.0})", "fail"},
    {"app-min-tls-low",
     R"("type": "Microsoft.Web/sites", "properties": {"siteConfig": {"minTlsVersion": 1.1}})",
     "fail"},
    {"pg-password-auth-only",
     R"("type": "Microsoft.DBforPostgreSQL/servers", "properties": {"version": "11"})", ""},
    {"app-windows-python",
     R"("type": "Microsoft.Web/sites",
        "properties": {"siteConfig": {"pythonVersion": "3.4"}})",
     "fail"},
};

std::string verdicts(const Row& row) {
  const std::string text =
      R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/)"
      R"(deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": [{"name": "shop", )" +
      std::string(row.resource) + "}]}";
  const auto memory = in_memory({{"t.json", text}});
  LintOptions options;
  options.profile = Profile::strict;
  options.config.selection.select = {row.rule};
  const auto run = lint(*memory, built_in_rules(), options);
  std::string out;
  for (const Finding& finding : run->report.findings) {
    if (finding.rule->name != row.rule) continue;
    if (!out.empty()) out += ' ';
    out += to_string(finding.outcome);
  }
  return out;
}

}  // namespace

TEST_CASE("where djaz answers otherwise than others, it answers as the page says") {
  for (const Row& row : kRows) {
    CAPTURE(row.rule);
    CAPTURE(row.resource);
    CHECK(verdicts(row) == row.verdicts);
  }
}

TEST_CASE("the page on differences names rules that there are") {
  std::ifstream file(DJAZ_ROOT "/docs/differences.md");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  static const std::regex kLink(R"(\]\(rules/([a-z0-9-]+)\.md\))");
  int links = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), kLink), end; it != end; ++it, ++links)
    CHECK_MESSAGE(built_in_rules().find((*it)[1].str()) != nullptr, (*it)[1].str());
  CHECK(links > 30);
}
