#include "documents/azure/identity.h"

#include <map>

#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::size_t kMostSegments = 17;

// The types that rules read, and those beside them, in the spelling of the reference.
constexpr std::string_view kTypes[] = {
    "Microsoft.App/containerApps",
    "Microsoft.App/managedEnvironments",
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Authorization/roleDefinitions",
    "Microsoft.Cache/redis",
    "Microsoft.Cache/redis/firewallRules",
    "Microsoft.Cdn/profiles",
    "Microsoft.Cdn/profiles/afdEndpoints",
    "Microsoft.Cdn/profiles/afdEndpoints/routes",
    "Microsoft.Cdn/profiles/customDomains",
    "Microsoft.Cdn/profiles/endpoints",
    "Microsoft.Cdn/profiles/endpoints/customDomains",
    "Microsoft.ContainerInstance/containerGroups",
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.DBforMariaDB/servers",
    "Microsoft.DBforMariaDB/servers/firewallRules",
    "Microsoft.DBforMySQL/flexibleServers",
    "Microsoft.DBforMySQL/flexibleServers/configurations",
    "Microsoft.DBforMySQL/flexibleServers/databases",
    "Microsoft.DBforMySQL/flexibleServers/firewallRules",
    "Microsoft.DBforMySQL/servers",
    "Microsoft.DBforMySQL/servers/configurations",
    "Microsoft.DBforMySQL/servers/databases",
    "Microsoft.DBforMySQL/servers/firewallRules",
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "Microsoft.DBforPostgreSQL/flexibleServers/administrators",
    "Microsoft.DBforPostgreSQL/flexibleServers/advancedThreatProtectionSettings",
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations",
    "Microsoft.DBforPostgreSQL/flexibleServers/databases",
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
    "Microsoft.DBforPostgreSQL/servers",
    "Microsoft.DBforPostgreSQL/servers/configurations",
    "Microsoft.DBforPostgreSQL/servers/databases",
    "Microsoft.DBforPostgreSQL/servers/firewallRules",
    "Microsoft.DBforPostgreSQL/servers/securityAlertPolicies",
    "Microsoft.DBforPostgreSQL/servers/virtualNetworkRules",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.Insights/components",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.KeyVault/vaults",
    "Microsoft.KeyVault/vaults/accessPolicies",
    "Microsoft.KeyVault/vaults/keys",
    "Microsoft.KeyVault/vaults/secrets",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
    "Microsoft.Network/applicationGateways",
    "Microsoft.Network/frontDoors",
    "Microsoft.Network/networkSecurityGroups",
    "Microsoft.Network/networkSecurityGroups/securityRules",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Network/publicIPAddresses",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.Network/virtualNetworks/subnets",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Resources/deployments",
    "Microsoft.Security/pricings",
    "Microsoft.Sql/servers",
    "Microsoft.Sql/servers/administrators",
    "Microsoft.Sql/servers/auditingSettings",
    "Microsoft.Sql/servers/databases",
    "Microsoft.Sql/servers/databases/auditingSettings",
    "Microsoft.Sql/servers/extendedAuditingSettings",
    "Microsoft.Sql/servers/firewallRules",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Storage/storageAccounts/fileServices",
    "Microsoft.Storage/storageAccounts/managementPolicies",
    "Microsoft.Storage/storageAccounts/queueServices",
    "Microsoft.Storage/storageAccounts/tableServices",
    "Microsoft.Web/certificates",
    "Microsoft.Web/connections",
    "Microsoft.Web/serverfarms",
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/hostNameBindings",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies",
    "Microsoft.Web/sites/slots/config",
    "Microsoft.Web/sites/sourcecontrols",
    "Microsoft.Web/sites/virtualNetworkConnections",
};

const std::map<std::string, std::string_view>& spellings() {
  static const auto* const kSpellings = [] {
    auto* map = new std::map<std::string, std::string_view>;
    for (const std::string_view type : kTypes) {
      map->emplace(lowered(type), type);
      const std::string_view provider = type.substr(0, type.find('/'));
      map->emplace(lowered(provider), provider);
    }
    return map;
  }();
  return *kSpellings;
}

std::string joined(const std::vector<std::string>& parts) { return join(parts, "/"); }

}  // namespace

std::string canonical_type(std::string_view type) {
  // The longest part of it that is known; the rest as it is written.
  std::string low = lowered(type);
  while (true) {
    const auto found = spellings().find(low);
    if (found != spellings().end())
      return std::string(found->second) + std::string(type.substr(low.size()));
    const std::size_t slash = low.rfind('/');
    if (slash == std::string::npos) return std::string(type);
    low.resize(slash);
  }
}

std::string Identity::type() const { return canonical_type(joined(types)); }

std::string Identity::key() const {
  return lowered(scope + '\n' + joined(types) + '\n' + joined(names));
}

Identity Identity::parent() const {
  Identity up = *this;
  up.types.pop_back();
  up.names.pop_back();
  return up;
}

std::string Identity::id() const {
  std::string out = scope + "/providers/" + types[0];
  for (std::size_t i = 0; i < names.size(); ++i) out += '/' + types[i + 1] + '/' + names[i];
  return out;
}

std::optional<Identity> parse_id(std::string_view id) {
  constexpr std::string_view kProviders = "/providers/";
  const std::size_t at = lowered(id).rfind(kProviders);
  if (at == std::string::npos) return std::nullopt;
  const auto parts = split(id.substr(at + kProviders.size()), '/');
  if (parts.size() < 3 || parts.size() % 2 == 0 || parts.size() > 2 * kMostSegments)
    return std::nullopt;
  Identity out;
  out.scope = id.substr(0, at);
  out.types.emplace_back(parts[0]);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (parts[i].empty() || parts[i + 1].empty()) return std::nullopt;
    out.types.emplace_back(parts[i]);
    out.names.emplace_back(parts[i + 1]);
  }
  return out;
}

std::optional<Identity> parse_secret_address(std::string_view address) {
  constexpr std::string_view kScheme = "https://";
  if (!starts_with_ignoring_case(address, kScheme)) return std::nullopt;
  const auto parts = split(address.substr(kScheme.size()), '/');
  const std::string_view host = parts[0];
  const std::string_view vault = host.substr(0, host.find('.'));
  // The last part may be a version.
  if (parts.size() < 3 || parts.size() > 4 || !equal_ignoring_case(parts[1], "secrets") ||
      vault.empty() || parts[2].empty() ||
      !starts_with_ignoring_case(host.substr(vault.size()), ".vault."))
    return std::nullopt;
  return Identity{
      "", {"Microsoft.KeyVault", "vaults", "secrets"}, {std::string(vault), std::string(parts[2])}};
}

std::optional<Identity> make_identity(std::string_view scope, std::string_view type,
                                      std::string_view name) {
  Identity out;
  out.scope = scope;
  for (const std::string_view part : split(type, '/')) out.types.emplace_back(part);
  for (const std::string_view part : split(name, '/')) out.names.emplace_back(part);
  if (out.types.size() < 2 || out.types.size() > kMostSegments) return std::nullopt;
  if (out.names.size() + 1 != out.types.size()) {
    // A name that does not fit its type: the whole is one, and the resource stands alone.
    const std::string whole = joined(out.types).substr(out.types[0].size() + 1);
    out.types = {out.types[0], whole};
    out.names = {std::string(name)};
  }
  return out;
}

Identity of_extension(Identity identity) {
  constexpr std::string_view kProvider = "Microsoft.";
  const auto& types = identity.types;
  for (std::size_t i = types.size() < 3 ? 0 : types.size() - 2; i >= 2; --i) {
    const std::string& provider = identity.names[i - 1];
    if (!equal_ignoring_case(types[i], "providers") ||
        !starts_with_ignoring_case(provider, kProvider))
      continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    const Identity extended{identity.scope,
                            {types.begin(), types.begin() + at},
                            {identity.names.begin(), identity.names.begin() + at - 1}};
    Identity out{extended.id(), {provider}, {identity.names.begin() + at, identity.names.end()}};
    out.types.insert(out.types.end(), types.begin() + at + 1, types.end());
    return out;
  }
  return identity;
}

bool is_resource_type(std::string_view text) {
  constexpr std::string_view kMicrosoft = "microsoft.";
  if (text.size() > 300 || !starts_with_ignoring_case(text, kMicrosoft)) return false;
  std::size_t segments = 0;
  std::size_t length = 0;
  for (const char c : text.substr(kMicrosoft.size())) {
    if (c == '/') {
      if (length == 0) return false;
      ++segments;
      length = 0;
    } else if (is_alnum(c) || c == '.' || c == '_' || c == '$' || c == '-') {
      ++length;
    } else {
      return false;
    }
  }
  return segments > 0 && length > 0;
}

std::string_view resource_group_of(std::string_view scope) {
  constexpr std::string_view kGroups = "/resourcegroups/";
  const std::size_t at = lowered(scope).find(kGroups);
  if (at == std::string::npos) return {};
  const std::string_view rest = scope.substr(at + kGroups.size());
  return rest.substr(0, rest.find('/'));
}

}  // namespace djaz::azure
