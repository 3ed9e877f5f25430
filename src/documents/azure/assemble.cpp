#include "documents/assembly.h"
#include "documents/azure/arm_scope.h"
#include "documents/azure/azure.h"
#include "documents/azure/given.h"
#include "documents/azure/inventory.h"
#include "documents/azure/live_pieces.h"
#include "documents/azure/loaded.h"
#include "documents/azure/nameless.h"
#include "documents/azure/production.h"
#include "documents/azure/template.h"
#include "documents/azure/template_views.h"
#include "support/parallel.h"

namespace djaz::azure {
namespace {

void add_template(const Builder& builder, const Directories& all, const GivenByUser& by_user,
                  const Loaded& loaded, const Node& node, Inventory& inventory) {
  std::vector<Given> given;
  const Loaded* beside =
      by_user.has_file(loaded.path) ? nullptr : parameters_beside(all, loaded.path);
  if (beside) {
    Given values;
    values.parameters = values_in(*beside);
    values.by = "`" + beside->path + "`";
    given.push_back(std::move(values));
  }
  for (Given& values : by_user.to(loaded.path)) given.push_back(std::move(values));
  const std::string scope = "template:" + loaded.path + '\n' + std::to_string(node.span.begin);
  expand_template(builder, node, given, scope, inventory, loaded.document->problems);
}

// From so many documents on, their templates are expanded on all cores.
constexpr std::size_t kWorthIt = 8;

// Templates know nothing of each other. Each document's live in its own arena.
std::vector<Inventory> expand_all(const Directories& directories, const GivenByUser& by_user,
                                  const std::vector<Loaded>& chosen) {
  std::vector<Inventory> out;
  out.reserve(chosen.size());
  for (const Loaded& loaded : chosen) out.emplace_back(Builder(loaded.document->arena));
  in_parallel(chosen.size(), kWorthIt, [&](std::size_t part) {
    const Loaded& loaded = chosen[part];
    const Builder builder(loaded.document->arena);
    for (const Piece& piece : loaded.pieces)
      if (piece.shape == Shape::arm_template)
        add_template(builder, directories, by_user, loaded, *piece.node, out[part]);
  });
  return out;
}

void add_resources(Assembly& assembly, const std::vector<Loaded>& all,
                   const std::vector<Loaded>& chosen, Inventory& inventory) {
  const Builder& builder = assembly.builder;
  const GivenByUser by_user(assembly, all);
  const Directories directories = by_directory(all);
  std::vector<Inventory> expanded;
  if (chosen.size() >= kWorthIt) expanded = expand_all(directories, by_user, chosen);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Loaded& loaded = chosen[i];
    if (!expanded.empty()) inventory.absorb(std::move(expanded[i]));
    for (const Piece& piece : loaded.pieces) {
      if (add_live_piece(builder, piece, loaded.document->problems, inventory)) continue;
      switch (piece.shape) {
        case Shape::arm_template:
          if (expanded.empty())
            add_template(builder, directories, by_user, loaded, *piece.node, inventory);
          break;
        case Shape::parameters:
          inventory.add_view("parameterFiles", parameters_view(builder, *piece.node));
          break;
        default:
          break;
      }
    }
  }
}

// `all` is what values may come from, `chosen` what is looked at.
void add_all(const std::vector<Loaded>& all, const std::vector<Loaded>& chosen,
             Inventory& inventory, Assembly& assembly) {
  add_resources(assembly, all, chosen, inventory);
  add_nameless_children(assembly, chosen, inventory);
  add_vault_secrets(assembly.builder, chosen, inventory);
  inventory.link();
  add_site_parts(assembly, chosen, inventory);
}

}  // namespace

void assemble(Assembly& assembly) {
  load_given(assembly);
  const std::vector<Loaded> all = load_all(assembly);
  Inventory inventory(assembly.builder);
  add_all(all, all, inventory, assembly);
  const Node* branch = inventory.branch();
  for (Deployment& deployment : assembly.deployments) deployment.branches.set("azure", branch);
  introduce_settings(assembly, inventory);
}

const Node* tree(const Document& document, Assembly& assembly) {
  load_given(assembly);
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
  for (Error& error : apart.errors) assembly.errors.push_back(std::move(error));
  return inventory.branch();
}

}  // namespace djaz::azure
