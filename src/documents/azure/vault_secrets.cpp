// What `az keyvault secret list` prints: the attributes of secrets under the address of the vault.
#include "documents/azure/arm_scope.h"
#include "documents/azure/nameless.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// The vault itself where a document has it, so that both become one resource.
void place_in_vault(Inventory& inventory, Identity& secret) {
  for (const Resource* vault : inventory.of_type("Microsoft.KeyVault/vaults"))
    if (equal_ignoring_case(vault->identity.names.back(), secret.names.front())) {
      secret.scope = vault->identity.scope;
      return;
    }
}

// The vault always says whether a secret expires: `expires` by the CLI, `exp` by REST, which leaves
// it out where there is none.
const Node* attributes_of(const Builder& builder, const Node& written) {
  std::vector<Entry> entries;
  for (const Entry& entry : written.entries) {
    if (entry.value->is(Kind::null)) continue;
    entries.push_back(entry);
    if (equal_ignoring_case(entry.name, "expires")) entries.back().name = "exp";
  }
  Node* node = builder.copy(written);
  node->entries = builder.arena().list(entries);
  return node;
}

void add_secret(const Builder& builder, const Node& written, Inventory& inventory) {
  const Node* attributes = member(written, "attributes");
  auto identity = parse_secret_address(member_text(&written, "id"));
  if (!identity || !attributes || !attributes->is(Kind::mapping)) return;
  place_in_vault(inventory, *identity);
  Resource secret;
  secret.identity = *identity;
  secret.type = identity->type();
  secret.span = written.span;
  secret.open = true;
  const Span span = member(written, "id")->span;
  secret.fields.push_back({"type", builder.string(secret.type, span), {}, nullptr});
  secret.fields.push_back({"name", builder.string(identity->names.back(), span), {}, nullptr});
  const Entry entry{"attributes", attributes_of(builder, *attributes), attributes->key_span,
                    nullptr};
  secret.properties = builder.mapping({&entry, 1}, written.span, true);
  inventory.add(std::move(secret));
}

}  // namespace

void add_vault_secrets(const Builder& builder, const std::vector<Loaded>& all,
                       Inventory& inventory) {
  for (const Loaded& loaded : all)
    for (const Piece& piece : loaded.pieces)
      if (piece.shape == Shape::vault_secret) add_secret(builder, *piece.node, inventory);
}

}  // namespace djaz::azure
