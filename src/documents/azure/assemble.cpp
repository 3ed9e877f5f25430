#include <algorithm>
#include <set>

#include "documents/assembly.h"
#include "documents/azure/arm_scope.h"
#include "documents/azure/azure.h"
#include "documents/azure/classify.h"
#include "documents/azure/inventory.h"
#include "documents/azure/live.h"
#include "documents/azure/production.h"
#include "documents/azure/site.h"
#include "documents/azure/template.h"
#include "documents/azure/template_views.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

struct Loaded {
  Document* document = nullptr;
  std::string path;
  std::vector<Piece> pieces;
};

// `azuredeploy.json` is given its values by `azuredeploy.parameters.json`, the portal's
// `template.json` by `parameters.json`; failing that, by the only such file in the directory.
const Loaded* parameters_beside(const std::vector<Loaded>& all, const std::string& path) {
  const std::string directory(directory_of(path));
  std::string stem = lowered(file_name_of(path));
  stem.resize(stem.size() - std::min<std::size_t>(stem.size(), 5));
  const Loaded* alone = nullptr;
  int beside = 0;
  for (const Loaded& loaded : all) {
    const bool parameters =
        std::any_of(loaded.pieces.begin(), loaded.pieces.end(),
                    [](const Piece& piece) { return piece.shape == Shape::parameters; });
    if (!parameters || directory_of(loaded.path) != directory) continue;
    const std::string name = lowered(file_name_of(loaded.path));
    if (name == stem + ".parameters.json" || (stem == "template" && name == "parameters.json"))
      return &loaded;
    alone = &loaded;
    ++beside;
  }
  const auto templates = std::count_if(all.begin(), all.end(), [&](const Loaded& loaded) {
    return directory_of(loaded.path) == directory &&
           std::any_of(loaded.pieces.begin(), loaded.pieces.end(),
                       [](const Piece& piece) { return piece.shape == Shape::arm_template; });
  });
  return beside == 1 && templates == 1 ? alone : nullptr;
}

void add_template(const Builder& builder, const std::vector<Loaded>& all, const Loaded& loaded,
                  const Node& node, Inventory& inventory) {
  Given given;
  if (const Loaded* beside = parameters_beside(all, loaded.path)) {
    for (const Piece& piece : beside->pieces)
      if (piece.shape == Shape::parameters) given.parameters = member(piece.node, "parameters");
    given.by = "`" + beside->path + "`";
  }
  const std::string scope = "template:" + loaded.path + '\n' + std::to_string(node.span.begin);
  expand_template(builder, node, given, scope, inventory, loaded.document->problems);
}

void add_resources(const Builder& builder, const std::vector<Loaded>& all,
                   const std::vector<Loaded>& chosen, Inventory& inventory) {
  for (const Loaded& loaded : chosen) {
    for (const Piece& piece : loaded.pieces) {
      Resource resource;
      if (piece.shape == Shape::arm_template)
        add_template(builder, all, loaded, *piece.node, inventory);
      else if (piece.shape == Shape::parameters)
        inventory.add_view("parameterFiles", parameters_view(builder, *piece.node));
      else if (piece.shape == Shape::resource && read_live(builder, *piece.node, resource))
        inventory.add(std::move(resource));
    }
  }
}

bool names_no_site(Shape shape) {
  return shape == Shape::app_settings || shape == Shape::connection_strings ||
         shape == Shape::access_restriction || shape == Shape::cors || shape == Shape::site_config;
}

// "shop-appsettings.json" → "shop": what is left of the name without the words for what it holds.
// A name without such words is not known to be a site's.
struct Hint {
  std::string site;
  bool sure = false;
};
Hint site_hint(std::string_view path) {
  static const std::set<std::string> kWords = {
      "access", "app",         "appsettings", "application",
      "azure",  "config",      "connection",  "connectionstrings",
      "cors",   "env",         "export",      "json",
      "list",   "restriction", "settings",    "show",
      "site",   "strings",     "webapp",      "web"};
  std::string name = lowered(file_name_of(path));
  name.resize(name.size() - std::min<std::size_t>(name.size(), 5));
  for (char& c : name)
    if (c == '_' || c == '.' || c == ' ') c = '-';
  std::vector<std::string> kept;
  Hint hint;
  for (const std::string_view part : split(name, '-')) {
    const bool word = kWords.count(std::string(part)) != 0;
    hint.sure |= part == "appsettings" || part == "settings" || part == "strings" ||
                 part == "connectionstrings" || part == "restriction" || part == "cors";
    if (!part.empty() && !word) kept.emplace_back(part);
  }
  hint.site = join(kept, "-");
  return hint;
}

std::string comparable(std::string_view site) {
  std::string out = lowered(site);
  for (char& c : out)
    if (c == '/' || c == '_' || c == '.') c = '-';
  return out;
}

// The site that a document without a name speaks of. By the file's name, or because there is only
// one; otherwise a site of its own that nothing else is known of.
Resource& site_for(Inventory& inventory, const Loaded& loaded, const Piece& piece, bool only_one,
                   Assembly& assembly) {
  const Hint hint = site_hint(loaded.path);
  std::set<std::string> names;
  Resource* match = nullptr;
  Resource* any = nullptr;
  for (Resource* site : inventory.sites()) {
    const std::string name = comparable(site->site_name());
    // What runs is described better by an export than by a template.
    if (name == hint.site && (!match || site->open)) match = site;
    if (site->identity.is_child()) continue;
    names.insert(name);
    if (!any || site->open) any = site;
  }
  if (match) return *match;
  if (names.size() == 1 && only_one) {
    for (Deployment& deployment : assembly.deployments)
      deployment.assumptions.push_back("the settings in `" + loaded.path +
                                       "` are taken to be those of the site `" + any->site_name() +
                                       "`");
    return *any;
  }
  Identity identity;
  const std::string site = hint.sure ? hint.site : std::string();
  identity.scope = site.empty() ? "settings:" + loaded.path : "settings";
  identity.types = {"Microsoft.Web", "sites"};
  identity.names = {site};
  return inventory.find_or_stub(identity, piece.node->span);
}

void add_nameless(const Builder& builder, const std::vector<Loaded>& all, Inventory& inventory,
                  Assembly& assembly) {
  for (const Loaded& loaded : all) {
    for (const Piece& piece : loaded.pieces) {
      if (!names_no_site(piece.shape)) continue;
      const auto same = std::count_if(all.begin(), all.end(), [&](const Loaded& other) {
        return std::any_of(other.pieces.begin(), other.pieces.end(),
                           [&](const Piece& p) { return p.shape == piece.shape; });
      });
      Resource& site = site_for(inventory, loaded, piece, same == 1, assembly);
      if (piece.shape == Shape::app_settings) {
        add_settings_list(builder, site.app_settings, *piece.node, true);
        site.app_settings.full = true;
      } else if (piece.shape == Shape::connection_strings) {
        add_settings_list(builder, site.connection_strings, *piece.node, true);
      } else {
        const Node* config =
            live_properties(builder, *piece.node, "Microsoft.Web/sites/config", true);
        if (piece.shape == Shape::cors) {
          const Entry entry{"cors", config, {}, nullptr};
          config = builder.mapping(std::span<const Entry>(&entry, 1), piece.node->span, true);
        }
        add_site_config(builder, site, *config);
      }
    }
  }
}

// A rule without its server belongs to the only database server there is; otherwise it is said that
// it was not used.
void add_firewall_rules(const Builder& builder, const std::vector<Loaded>& all,
                        Inventory& inventory) {
  std::vector<Resource*> servers;
  for (const std::string_view type :
       {"Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforPostgreSQL/servers",
        "Microsoft.DBforMySQL/flexibleServers", "Microsoft.DBforMySQL/servers",
        "Microsoft.Sql/servers"})
    for (Resource* server : inventory.of_type(type)) servers.push_back(server);
  for (const Loaded& loaded : all) {
    for (const Piece& piece : loaded.pieces) {
      if (piece.shape != Shape::firewall_rule) continue;
      if (servers.size() != 1) {
        loaded.document->problems.push_back(
            {piece.node->span, "a firewall rule whose server no document names is not analysed",
             false});
        continue;
      }
      Resource rule;
      rule.identity = servers[0]->identity;
      rule.identity.types.emplace_back("firewallRules");
      const Node* name = member(piece.node, "name");
      rule.identity.names.emplace_back(name && name->is(Kind::string)
                                           ? std::string(name->text)
                                           : std::to_string(piece.node->span.begin));
      rule.type = rule.identity.type();
      rule.span = piece.node->span;
      rule.open = true;
      rule.fields.push_back({"type", builder.string(rule.type, rule.span), {}, nullptr});
      if (name) rule.fields.push_back({"name", name, name->key_span, nullptr});
      rule.properties = live_properties(builder, *piece.node, rule.type, true);
      Resource& added = inventory.add(std::move(rule));
      auto& children = servers[0]->children;
      if (std::find(children.begin(), children.end(), &added) == children.end())
        children.push_back(&added);
    }
  }
}

// A container without its account belongs to the only one there is, else to one that nothing else
// is known of.
void add_containers(const Builder& builder, const std::vector<Loaded>& all, Inventory& inventory) {
  const std::vector<Resource*> accounts = inventory.of_type("Microsoft.Storage/storageAccounts");
  for (const Loaded& loaded : all) {
    for (const Piece& piece : loaded.pieces) {
      if (piece.shape != Shape::storage_container) continue;
      Resource container;
      if (accounts.size() == 1) {
        container.identity = accounts[0]->identity;
      } else {
        container.identity.scope = "containers:" + loaded.path;
        container.identity.types = {"Microsoft.Storage", "storageAccounts"};
        container.identity.names = {"?"};
      }
      container.identity.types.insert(container.identity.types.end(),
                                      {"blobServices", "containers"});
      const Node* name = member(piece.node, "name");
      container.identity.names.insert(container.identity.names.end(),
                                      {"default", std::string(member_text(piece.node, "name"))});
      container.type = container.identity.type();
      container.span = piece.node->span;
      container.open = true;
      container.fields.push_back(
          {"type", builder.string(container.type, container.span), {}, nullptr});
      container.fields.push_back({"name", name, name->key_span, nullptr});
      container.properties =
          live_properties(builder, *member(piece.node, "properties"), container.type, false);
      inventory.add(std::move(container));
    }
  }
}

std::vector<Loaded> load_all(const Assembly& assembly) {
  std::vector<Loaded> all;
  for (Document* document : assembly.of_kind(kAzure.name)) {
    Loaded loaded;
    loaded.document = document;
    loaded.path = assembly.loader.sources().file(document->file).path();
    loaded.pieces = classify(*document->root);
    all.push_back(std::move(loaded));
  }
  return all;
}

// `all` is what values may come from, `chosen` what is looked at.
void add_all(const std::vector<Loaded>& all, const std::vector<Loaded>& chosen,
             Inventory& inventory, Assembly& assembly) {
  add_resources(assembly.builder, all, chosen, inventory);
  add_containers(assembly.builder, chosen, inventory);
  inventory.link();
  add_nameless(assembly.builder, chosen, inventory, assembly);
  add_firewall_rules(assembly.builder, chosen, inventory);
}

}  // namespace

void assemble(Assembly& assembly) {
  const std::vector<Loaded> all = load_all(assembly);
  Inventory inventory(assembly.builder);
  add_all(all, all, inventory, assembly);
  const Node* branch = inventory.branch();
  for (Deployment& deployment : assembly.deployments) deployment.branches.set("azure", branch);
  introduce_settings(assembly, inventory);
}

const Node* tree(const Document& document, Assembly& assembly) {
  const std::vector<Loaded> all = load_all(assembly);
  // What is found here is only shown: remarks and assumptions belong to the project's assembly.
  Document scratch;
  std::vector<Loaded> chosen;
  for (const Loaded& loaded : all) {
    if (loaded.document != &document) continue;
    chosen.push_back(loaded);
    chosen.back().document = &scratch;
  }
  Assembly apart(assembly.loader, assembly.options, assembly.arena);
  Inventory inventory(assembly.builder);
  add_all(all, chosen, inventory, apart);
  return inventory.branch();
}

}  // namespace djaz::azure
