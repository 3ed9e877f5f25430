// Settings, access restrictions, CORS, logs, sign-in and identity of a site that they do not name.
#include <algorithm>

#include "documents/azure/arm_scope.h"
#include "documents/azure/live.h"
#include "documents/azure/nameless.h"
#include "documents/azure/site.h"
#include "documents/azure/whose.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

bool is_site_part(Shape shape) {
  return shape == Shape::app_settings || shape == Shape::connection_strings ||
         shape == Shape::access_restriction || shape == Shape::cors ||
         shape == Shape::site_config || shape == Shape::logs || shape == Shape::sign_in ||
         shape == Shape::identity || shape == Shape::storage_mounts;
}

std::string_view words_for(Shape shape) {
  switch (shape) {
    case Shape::access_restriction:
      return "the access restrictions";
    case Shape::cors:
      return "the CORS settings";
    case Shape::logs:
      return "the log settings";
    case Shape::storage_mounts:
      return "the storage mounts";
    case Shape::sign_in:
      return "the sign-in settings";
    case Shape::identity:
      return "the facts about identity";
    default:
      return "the settings";
  }
}

class SiteParts {
 public:
  SiteParts(Assembly& assembly, const std::vector<Loaded>& all, Inventory& inventory)
      : builder_(assembly.builder),
        whose_(assembly, all, inventory.sites()),
        inventory_(inventory) {}

  void add(const Loaded& loaded, const Piece& piece) {
    Resource& site = site_for(loaded, piece);
    switch (piece.shape) {
      case Shape::app_settings:
        add_settings_list(builder_, site.app_settings, *piece.node, true);
        site.app_settings.full = true;
        return;
      case Shape::connection_strings:
        if (piece.node->is(Kind::list))
          return add_settings_list(builder_, site.connection_strings, *piece.node, true);
        return add_settings_mapping(builder_, site.connection_strings, *piece.node, true);
      case Shape::identity:
        return add_identity(site, *piece.node);
      case Shape::logs:
        return add_config(site, *piece.node, "logs");
      case Shape::storage_mounts:
        return add_config(site, *by_name(*piece.node), "azurestorageaccounts");
      case Shape::sign_in:
        return add_config(
            site, *piece.node,
            member(sign_in_of(*piece.node), "platform") ? "authsettingsV2" : "authsettings");
      case Shape::cors:
        return add_site_config(builder_, site, *inside("cors", *config_of(*piece.node)));
      default:
        return add_site_config(builder_, site, *config_of(*piece.node));
    }
  }

 private:
  // A site of its own that nothing else is known of, where it cannot be told.
  Resource& site_for(const Loaded& loaded, const Piece& piece) {
    const Span& span = piece.node->span;
    if (Resource* said =
            whose_.said(inventory_, {"Microsoft.Web/sites", "Microsoft.Web/sites/slots"}, span))
      return *said;
    if (Resource* match = whose_.find(loaded, piece.shape, words_for(piece.shape))) return *match;
    const FileHint hint = file_hint(loaded.path);
    const std::string name = hint.sure ? hint.name : std::string();
    Identity identity;
    identity.scope =
        name.empty() ? "settings:" + std::string(directory_of(loaded.path)) : "settings";
    // Lists of one kind are of as many sites; what else lies beside them is of the same.
    const auto [first, added] = unnamed_.try_emplace({identity.scope, piece.shape}, loaded.path);
    if (name.empty() && !added) identity.scope = "settings:" + loaded.path;
    identity.types = {"Microsoft.Web", "sites"};
    identity.names = {name};
    return inventory_.find_or_stub(identity, span);
  }

  const Node* config_of(const Node& written) const {
    return live_properties(builder_, written, "Microsoft.Web/sites/config", true);
  }

  const Node* inside(std::string_view name, const Node& value) const {
    const Entry entry{name, &value, {}, nullptr};
    return builder_.mapping(std::span<const Entry>(&entry, 1), value.span, true);
  }

  // `[{name, value}]` as `config/azurestorageaccounts` has it.
  const Node* by_name(const Node& list) const {
    MappingBuilder mapping;
    for (const Node* item : list.items) {
      const Node* name = member(item, "name");
      if (name->is(Kind::string)) mapping.set(name->text, member(item, "value"), name->span);
    }
    return mapping.build(builder_, list.span);
  }

  static const Node* sign_in_of(const Node& node) {
    const Node* properties = member(node, "properties");
    return properties ? properties : &node;
  }

  static void add_identity(Resource& site, const Node& node) {
    const Node* known = site.field("identity");
    if (known && !known->is(Kind::unknown)) return;
    site.fields.push_back({"identity", &node, {}, nullptr});
  }

  // `az webapp log show` without its id is still the child `config/logs`.
  void add_config(Resource& site, const Node& node, std::string_view name) {
    Resource config;
    config.identity = site.identity;
    config.identity.types.emplace_back("config");
    config.identity.names.emplace_back(name);
    config.type = config.identity.type();
    config.span = node.span;
    config.open = true;
    config.fields.push_back({"type", builder_.string(config.type, node.span), {}, nullptr});
    config.fields.push_back({"name", builder_.string(name, node.span), {}, nullptr});
    config.properties =
        live_properties(builder_, *sign_in_of(node), config.type, !member(node, "properties"));
    Resource& added = inventory_.add(std::move(config));
    if (std::find(site.children.begin(), site.children.end(), &added) == site.children.end())
      site.children.push_back(&added);
  }

  const Builder& builder_;
  Whose whose_;
  Inventory& inventory_;
  std::map<std::pair<std::string, Shape>, std::string> unnamed_;
};

}  // namespace

void add_site_parts(Assembly& assembly, const std::vector<Loaded>& all, Inventory& inventory) {
  SiteParts parts(assembly, all, inventory);
  for (const Loaded& loaded : all)
    for (const Piece& piece : loaded.pieces)
      if (is_site_part(piece.shape)) parts.add(loaded, piece);
}

}  // namespace djaz::azure
