// Firewall rules and parameters without their server, containers without their account.
#include <string>

#include "documents/azure/arm_scope.h"
#include "documents/azure/live.h"
#include "documents/azure/nameless.h"
#include "documents/azure/whose.h"

namespace djaz::azure {
namespace {

const std::vector<std::string_view> kServers = {"Microsoft.DBforPostgreSQL/flexibleServers",
                                                "Microsoft.DBforPostgreSQL/servers",
                                                "Microsoft.DBforMySQL/flexibleServers",
                                                "Microsoft.DBforMySQL/servers",
                                                "Microsoft.DBforMariaDB/servers",
                                                "Microsoft.Sql/servers"};
const std::vector<std::string_view> kAccounts = {"Microsoft.Storage/storageAccounts"};

struct ChildKind {
  Shape shape;
  const std::vector<std::string_view>* parents;
  // What the child's type and names have beyond its parent's.
  std::vector<std::string> types;
  std::vector<std::string> names;
  bool flat;
  std::string_view words;
  // Where nobody knows the parent; empty: the piece is not analysed, and that is said.
  std::vector<std::string> otherwise;
  std::string_view left_out;
};
const std::vector<ChildKind>& child_kinds() {
  static const auto* const kKinds = new std::vector<ChildKind>{
      {Shape::firewall_rule,
       &kServers,
       {"firewallRules"},
       {},
       true,
       "the firewall rules",
       {},
       "a firewall rule whose server no document names is not analysed; `--resource` may name it"},
      {Shape::db_parameter,
       &kServers,
       {"configurations"},
       {},
       true,
       "the parameters",
       {},
       "a parameter whose server no document names is not analysed; `--resource` may name it"},
      {Shape::storage_container,
       &kAccounts,
       {"blobServices", "containers"},
       {"default"},
       false,
       "the containers",
       {"Microsoft.Storage", "storageAccounts"},
       ""},
  };
  return *kKinds;
}

class Children {
 public:
  Children(Assembly& assembly, const std::vector<Loaded>& all, Inventory& inventory,
           const ChildKind& kind)
      : builder_(assembly.builder),
        whose_(assembly, all, parents_of(inventory, kind)),
        inventory_(inventory),
        kind_(kind) {}

  void add(const Loaded& loaded) {
    const Node* first = nullptr;
    for (const Piece& piece : loaded.pieces)
      if (piece.shape == kind_.shape && !first) first = piece.node;
    if (!first) return;
    const auto parent = parent_of(loaded, first->span);
    if (!parent) {
      loaded.document->problems.push_back({first->span, std::string(kind_.left_out), false});
      return;
    }
    for (const Piece& piece : loaded.pieces)
      if (piece.shape == kind_.shape) add(*parent, *piece.node);
  }

 private:
  static std::vector<Resource*> parents_of(Inventory& inventory, const ChildKind& kind) {
    std::vector<Resource*> parents;
    for (const std::string_view type : *kind.parents)
      for (Resource* parent : inventory.of_type(type)) parents.push_back(parent);
    return parents;
  }

  // All pieces of a document have the same one.
  std::optional<Identity> parent_of(const Loaded& loaded, const Span& span) {
    if (const Resource* said = whose_.said(inventory_, *kind_.parents, span)) return said->identity;
    if (const Resource* match = whose_.find(loaded, kind_.shape, kind_.words))
      return match->identity;
    if (kind_.otherwise.empty()) return std::nullopt;
    return Identity{std::string(kind_.words) + ':' + loaded.path, kind_.otherwise, {"?"}};
  }

  void add(const Identity& parent, const Node& written) {
    const Node* name = member(written, "name");
    const bool named = name && name->is(Kind::string);
    Resource child;
    child.identity = parent;
    auto append = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(child.identity.types, kind_.types);
    append(child.identity.names, kind_.names);
    child.identity.names.push_back(named ? std::string(name->text)
                                         : std::to_string(written.span.begin));
    child.type = child.identity.type();
    child.span = written.span;
    child.open = true;
    child.fields.push_back({"type", builder_.string(child.type, child.span), {}, nullptr});
    if (name) child.fields.push_back({"name", name, name->key_span, nullptr});
    const Node* properties = member(written, "properties");
    child.properties = live_properties(builder_, kind_.flat || !properties ? written : *properties,
                                       child.type, kind_.flat);
    inventory_.add(std::move(child));
  }

  const Builder& builder_;
  Whose whose_;
  Inventory& inventory_;
  const ChildKind& kind_;
};

}  // namespace

void add_nameless_children(Assembly& assembly, const std::vector<Loaded>& all,
                           Inventory& inventory) {
  for (const ChildKind& kind : child_kinds()) {
    Children children(assembly, all, inventory, kind);
    for (const Loaded& loaded : all)
      if (loaded.has(kind.shape)) children.add(loaded);
  }
}

}  // namespace djaz::azure
