// What belongs to an App Service site though it is exported apart: `config/web` into its
// `siteConfig`, application settings and connection strings into mappings by name.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "documents/azure/inventory.h"

namespace djaz::azure {

// Takes the children that are settings into the site, and the settings out of its properties.
void gather_site(const Builder& builder, Resource& site);

// Puts properties as `config/web` has them under the site's `siteConfig`; they win.
void add_site_config(const Builder& builder, Resource& site, const Node& config);

// The sign-in that a site's own properties hold, as the child `config/authsettings` has it.
std::optional<Resource> sign_in_of(const Builder& builder, const Resource& site);

// A list of `{name, value}`, as `az … list` and `siteConfig.appSettings` have them.
void add_settings_list(const Builder& builder, Settings& settings, const Node& list, bool live);
// A mapping from name to value, as `config/appsettings` has them.
void add_settings_mapping(const Builder& builder, Settings& settings, const Node& mapping,
                          bool live);

// The entries `appSettings`, `slotSettings` and `connectionStrings` of the site's node.
void add_site_views(const Builder& builder, const Resource& site, std::vector<Entry>& entries);

}  // namespace djaz::azure
