// What a JSON value is, by its own keys and never by a file's name: which of Azure's shapes, or
// none.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tree/node.h"

namespace djaz::azure {

enum class Shape : std::uint8_t {
  none,
  arm_template,
  parameters,
  resource,            // one element with a type or an id
  app_settings,        // list of {name, slotSetting, value}
  connection_strings,  // the same with a type such as PostgreSQL
  storage_mounts,      // list of {name, slotSetting, value: {accountName, shareName, …}}
  access_restriction,  // parts of a site's configuration that name no site
  cors,
  logs,
  sign_in,
  identity,
  site_config,
  firewall_rule,      // of a server that it does not name
  db_parameter,       // likewise
  storage_container,  // as `az storage container list` shows it: without its account
  vault_secret,       // as `az keyvault secret list` shows it: under the address of its vault
  what_if,
  power_shell,  // a resource under the names that its cmdlets give
  terraform,    // recognised, not analysed yet
};

struct Piece {
  Shape shape = Shape::none;
  const Node* node = nullptr;
};

// The pieces of a document in order; a list of resources has one for each. Elements that are
// nothing are left out; an empty result means that the value is no Azure document.
std::vector<Piece> classify(const Node& root);

// Words for a shape that is recognised but not analysed, or empty.
std::string_view not_analysed(Shape shape);

// Whether the first bytes of a file may be the beginning of such a document. Never by the word
// "azure" alone. The name only helps where a list of settings has nothing else to go by.
bool looks_like_azure(std::string_view path, std::string_view head);

}  // namespace djaz::azure
