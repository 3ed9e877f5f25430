// The properties of an export under the names that templates give them, with what null stands for.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "documents/azure/arm_scope.h"
#include "documents/azure/live.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kDeepest = 100;

// Names that tools change on the way out. An empty type stands for all.
struct Alias {
  std::string_view type;
  std::string_view written;
  std::string_view name;
};
constexpr Alias kAliases[] = {
    {"Microsoft.Storage/storageAccounts", "enableHttpsTrafficOnly", "supportsHttpsTrafficOnly"},
    {"Microsoft.Storage/storageAccounts", "networkRuleSet", "networkAcls"},
    {"Microsoft.Storage/storageAccounts", "enableNfsV3", "isNfsV3Enabled"},
    {"Microsoft.Cache/redis/firewallRules", "startIp", "startIP"},
    {"Microsoft.Cache/redis/firewallRules", "endIp", "endIP"},
    {"Microsoft.Web/sites", "appServicePlanId", "serverFarmId"},
    {"Microsoft.Web/sites/slots", "appServicePlanId", "serverFarmId"},
    {"", "storageMb", "storageMB"},
    {"", "storageSizeGb", "storageSizeGB"},
};

// Where null is a value: what it stands for. Without a type: in all but a site's configuration.
// Nothing is a group of which none is set, so that Azure's defaults hold for what is in it.
enum class NullMeans : std::uint8_t { yes, no, text, nothing };
struct NullValue {
  std::string_view type;
  std::string_view name;
  NullMeans means;
  std::string_view text;
};
constexpr NullValue kNullValues[] = {
    {"Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", NullMeans::yes, ""},
    {"Microsoft.Storage/storageAccounts", "minimumTlsVersion", NullMeans::text, "TLS1_0"},
    {"Microsoft.Storage/storageAccounts", "isSftpEnabled", NullMeans::no, ""},
    {"Microsoft.KeyVault/vaults", "enablePurgeProtection", NullMeans::no, ""},
    {"Microsoft.KeyVault/vaults", "networkAcls", NullMeans::nothing, ""},
    {"Microsoft.Storage/storageAccounts/blobServices/containers", "publicAccess", NullMeans::text,
     "None"},
    {"Microsoft.DBforPostgreSQL/servers", "publicNetworkAccess", NullMeans::text, "Enabled"},
    {"Microsoft.DBforMySQL/servers", "publicNetworkAccess", NullMeans::text, "Enabled"},
    {"Microsoft.Storage/storageAccounts", "publicNetworkAccess", NullMeans::text, "Enabled"},
    {"Microsoft.KeyVault/vaults", "publicNetworkAccess", NullMeans::text, "Enabled"},
    {"", "publicNetworkAccess", NullMeans::text, "Enabled"},
    {"Microsoft.Web/sites/config", "healthCheckPath", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "cors", NullMeans::nothing, ""},
    {"Microsoft.Storage/storageAccounts", "sasPolicy", NullMeans::nothing, ""},
    {"Microsoft.Cdn/profiles/endpoints", "deliveryPolicy", NullMeans::nothing, ""},
    {"Microsoft.Cache/redis", "subnetId", NullMeans::text, ""},
    // The sign-in settings of a site are listed in full, secrets and all.
    {"Microsoft.Web/sites/config", "clientSecret", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "facebookAppSecret", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "gitHubClientSecret", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "googleClientSecret", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "microsoftAccountClientSecret", NullMeans::text, ""},
    {"Microsoft.Web/sites/config", "twitterConsumerSecret", NullMeans::text, ""},
};

// The sizes that names of a table have, a bit each: most names are dismissed by theirs.
constexpr std::uint64_t bit_of_size(std::string_view name) {
  return name.size() < 64 ? std::uint64_t{1} << name.size() : 0;
}

constexpr std::uint64_t kAliasSizes = [] {
  std::uint64_t out = 0;
  for (const Alias& alias : kAliases) out |= bit_of_size(alias.written);
  return out;
}();

constexpr std::uint64_t kNullSizes = [] {
  std::uint64_t out = 0;
  for (const NullValue& value : kNullValues) out |= bit_of_size(value.name);
  return out;
}();

bool is_envelope(std::string_view name) {
  return std::any_of(std::begin(kEnvelope), std::end(kEnvelope),
                     [&](std::string_view other) { return equal_ignoring_case(name, other); });
}

std::string camel_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '_' && i + 1 < name.size() && i > 0)
      out += upper(name[++i]);
    else
      out += name[i];
  }
  return out;
}

std::string dashed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += '-';
    out += lower(c);
  }
  return out;
}

class Live {
 public:
  Live(const Builder& builder, std::string_view type, bool flat)
      : builder_(builder), type_(type), flat_(flat) {}

  // `around` is the name of the property in which the mapping stands.
  const Node* mapping(const Node& written, std::string_view around, int depth) {
    const std::size_t first = entries_.size();
    bool changed = false;
    for (const Entry& entry : written.entries) {
      if (depth == 0 && skipped(entry.name)) {
        changed = true;
        continue;
      }
      Entry copy = entry;
      copy.name = name_of(entry.name, around);
      copy.value = depth == 0 && entry.value->is(Kind::null)
                       ? null_value(entry)
                       : value(*entry.value, copy.name, depth);
      changed = changed || copy.value != entry.value || copy.name.data() != entry.name.data();
      entries_.push_back(copy);
    }
    Node* node = builder_.copy(written);
    if (changed)
      node->entries = builder_.arena().list(std::span<const Entry>(entries_).subspan(first));
    node->open = true;
    entries_.resize(first);
    return node;
  }

 private:
  bool skipped(std::string_view name) const {
    // A gateway has its size among its properties.
    if (type_ == "Microsoft.Network/applicationGateways" && equal_ignoring_case(name, "sku"))
      return false;
    return flat_ && (is_envelope(name) || equal_ignoring_case(name, "id") ||
                     equal_ignoring_case(name, "name") || equal_ignoring_case(name, "type"));
  }

  const Node* value(const Node& written, std::string_view name, int depth) {
    if (depth > kDeepest) return not_exported(written);
    switch (written.kind) {
      case Kind::null:
        return not_exported(written);
      case Kind::mapping:
        return mapping(written, name, depth + 1);
      case Kind::list:
        return list(written, name, depth + 1);
      case Kind::string:
        if (written.text.size() >= 3 && written.text.find_first_not_of('*') == written.text.npos)
          return masked(written);
        return &written;
      default:
        return &written;
    }
  }

  const Node* list(const Node& written, std::string_view name, int depth) {
    std::vector<const Node*> items;
    items.reserve(written.items.size());
    bool changed = false;
    for (const Node* item : written.items) {
      const Node* copy = value(*item, name, depth);
      if (is_flat_part(*item, name)) copy = nested(*copy);
      changed |= copy != item;
      items.push_back(copy);
    }
    if (!changed) return &written;
    Node* node = builder_.copy(written);
    node->items = builder_.arena().list(items);
    return node;
  }

  // Rules, listeners, containers: resources inside a resource, which ARM nests and the CLI does
  // not.
  bool is_flat_part(const Node& item, std::string_view name) const {
    if (!flat_ || !item.is(Kind::mapping) || member(item, "properties") || !member(item, "name"))
      return false;
    if (type_ == "Microsoft.ContainerInstance/containerGroups")
      return name == "containers" || name == "initContainers";
    return starts_with_ignoring_case(type_, "Microsoft.Network/") &&
           (member(item, "id") || member(item, "etag"));
  }

  const Node* nested(const Node& item) const {
    std::vector<Entry> outside;
    std::vector<Entry> inside;
    for (const Entry& entry : item.entries) {
      const bool kept = is_envelope(entry.name) || entry.name == "id" || entry.name == "name" ||
                        entry.name == "type";
      (kept ? outside : inside).push_back(entry);
    }
    outside.push_back({"properties", builder_.mapping(inside, item.span, true), {}, nullptr});
    Node* node = builder_.copy(item);
    node->entries = builder_.arena().list(outside);
    return node;
  }

  std::string_view name_of(std::string_view written, std::string_view around) const {
    if ((bit_of_size(written) & kAliasSizes) == 0) return in_place(written, around);
    for (const Alias& alias : kAliases)
      if (equal_ignoring_case(written, alias.written) &&
          (alias.type.empty() || alias.type == type_))
        return alias.name;
    return in_place(written, around);
  }

  // The name of a property by what it stands in.
  std::string_view in_place(std::string_view written, std::string_view around) const {
    if (flat_ && around == "redisConfiguration" && written != "authnotrequired")
      return builder_.arena().text(dashed(written));
    if (ends_with_ignoring_case(around, "ipSecurityRestrictions") &&
        written.find('_') != std::string_view::npos)
      return builder_.arena().text(camel_case(written));
    return written;
  }

  const Node* null_value(const Entry& entry) const {
    if ((bit_of_size(entry.name) & kNullSizes) == 0) return not_exported(*entry.value);
    for (const NullValue& value : kNullValues) {
      if (!equal_ignoring_case(entry.name, value.name)) continue;
      if (value.type.empty() ? ends_with_ignoring_case(type_, "/config") : value.type != type_)
        continue;
      Node* node = null_means(value, entry.value->span);
      node->key_span = entry.key_span;
      node->origin =
          builder_.defaulted("Azure takes null for this value", "the resource's specification");
      return node;
    }
    return not_exported(*entry.value);
  }

  Node* null_means(const NullValue& value, const Span& span) const {
    switch (value.means) {
      case NullMeans::text:
        return builder_.borrowed_string(value.text, span);
      case NullMeans::nothing:
        return builder_.mapping({}, span);
      default:
        return builder_.boolean(value.means == NullMeans::yes, span);
    }
  }

  const Node* not_exported(const Node& written) const {
    Node* node = builder_.copy(written);
    node->kind = Kind::unknown;
    node->entries = {};
    node->items = {};
    node->unknown = &kNotExported;
    return node;
  }

  const Node* masked(const Node& written) const {
    Node* node = builder_.copy(written);
    node->kind = Kind::unknown;
    node->text = {};
    node->unknown = &kMasked;
    return node;
  }

  static inline const Unknown kNotExported = [] {
    Unknown about;
    about.reason = Reason::not_exported;
    about.detail = "the export leaves the property out";
    return about;
  }();
  static inline const Unknown kMasked = [] {
    Unknown about;
    about.reason = Reason::masked;
    about.detail = "the export does not show the value";
    about.type = Kind::string;
    about.not_empty = true;
    return about;
  }();

  const Builder& builder_;
  std::string_view type_;
  bool flat_;
  // Of the mappings in hand, those of an inner one behind those of the one around it.
  std::vector<Entry> entries_;
};

}  // namespace

const Node* live_properties(const Builder& builder, const Node& written, std::string_view type,
                            bool flat) {
  if (!written.is(Kind::mapping)) {
    Node* node =
        builder.unknown(Reason::not_exported, "the export leaves the properties out", written.span);
    node->key_span = written.key_span;
    return node;
  }
  return Live(builder, type, flat).mapping(written, "", 0);
}

}  // namespace djaz::azure
