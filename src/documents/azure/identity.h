// Which resource something is: its scope, its type and its names, from an id or from a template.
// Azure compares all of them without case; types are shown in one spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djaz::azure {

struct Identity {
  // What stands before the last `/providers/` of an id, or words that keep worlds apart.
  std::string scope;
  std::vector<std::string> types;  // "Microsoft.Web", "sites", "config"
  std::vector<std::string> names;  // one fewer: "shop", "web"

  std::string type() const;  // "Microsoft.Web/sites/config", in the canonical spelling
  std::string key() const;   // equal for equal resources
  bool is_child() const { return types.size() > 2; }
  Identity parent() const;
  // Without a slash at its front where the scope is no id.
  std::string id() const;
};

// An id such as "/subscriptions/…/resourceGroups/…/providers/Microsoft.Web/sites/shop".
std::optional<Identity> parse_id(std::string_view id);

// A secret by its address, "https://shop-kv.vault.azure.net/secrets/db-password", in no scope.
std::optional<Identity> parse_secret_address(std::string_view address);

// "Microsoft.Web/sites" and "shop"; the names of children hold slashes.
std::optional<Identity> make_identity(std::string_view scope, std::string_view type,
                                      std::string_view name);

// What older templates write as a child extends its parent: `…/sites/providers/diagnosticSettings`
// called `shop/Microsoft.Insights/logs` is `Microsoft.Insights/diagnosticSettings` in the site's
// scope. Any other identity stays what it is.
Identity of_extension(Identity identity);

// Whether a text looks like a resource type: "Microsoft.Web/sites".
bool is_resource_type(std::string_view text);

// The type as Azure's documentation spells it, where it is known; as written otherwise.
std::string canonical_type(std::string_view type);

// The resource group that an id or a scope names, or empty.
std::string_view resource_group_of(std::string_view scope);

}  // namespace djaz::azure
