// What documents say that name no resource: settings of a site, rules of a server, containers of
// an account. Each goes to the resource that it is taken to belong to.
#pragma once

#include <vector>

#include "documents/assembly.h"
#include "documents/azure/inventory.h"
#include "documents/azure/loaded.h"

namespace djaz::azure {

// `all` are the documents to look at. After Inventory::link().
void add_site_parts(Assembly& assembly, const std::vector<Loaded>& all, Inventory& inventory);

// Children of servers and accounts. Before Inventory::link().
void add_nameless_children(Assembly& assembly, const std::vector<Loaded>& all,
                           Inventory& inventory);

// Secrets under their addresses, which name the vault but not where it is. Before link() too.
void add_vault_secrets(const Builder& builder, const std::vector<Loaded>& all,
                       Inventory& inventory);

}  // namespace djaz::azure
