#include "documents/azure/live.h"

#include <vector>

#include "documents/azure/arm_scope.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// The identity of an element by its id, else by its type and name.
std::optional<Identity> identity_of(const Node& element) {
  if (const auto parsed = parse_id(member_text(&element, "id"))) return parsed;
  const std::string_view type = member_text(&element, "type");
  const std::string_view name = member_text(&element, "name");
  if (!is_resource_type(type)) return std::nullopt;
  std::string scope = "live";
  const std::string_view subscription = member_text(&element, "subscriptionId");
  const std::string_view group = member_text(&element, "resourceGroup");
  if (!subscription.empty() && !group.empty())
    scope = "/subscriptions/" + std::string(subscription) + "/resourceGroups/" + std::string(group);
  // Without a name nothing tells it from its like but the place where it stands.
  if (name.empty()) scope += '\n' + std::to_string(element.span.begin);
  return make_identity(scope, type, name);
}

const Node* no_identity(const Builder& builder, const Node& null) {
  const Entry type{"type", builder.string("None", null.span), {}, nullptr};
  Node* node = builder.mapping(std::span<const Entry>(&type, 1), null.span);
  node->key_span = null.key_span;
  node->origin = builder.defaulted("null stands for no identity", "the resource's specification");
  return node;
}

// A list leaves parts of it out, or shows them with null.
const Node* as_shown(const Builder& builder, const Node& part) {
  std::vector<Entry> shown;
  for (const Entry& entry : part.entries)
    if (!entry.value->is(Kind::null)) shown.push_back(entry);
  Node* node = builder.copy(part);
  node->entries = builder.arena().list(shown);
  node->open = true;
  return node;
}

bool says_no_type(const Node& identity) {
  const Node* type = member(identity, "type");
  return type == nullptr || type->is(Kind::null);
}

void add_envelope(const Builder& builder, const Node& element, Resource& out) {
  const Node* id = member(element, "id");
  const Node* type = member(element, "type");
  const Node* name = member(element, "name");
  const Span span = id ? id->span : element.span;
  Node* shown = builder.string(out.type, type ? type->span : span);
  if (type) shown->key_span = type->key_span;
  out.fields.push_back({"type", shown, shown->key_span, nullptr});
  const std::string& last = out.identity.names.back();
  const bool same = name && name->is(Kind::string) && name->text == last;
  const Node* label = same ? name : builder.string(last, name ? name->span : span);
  if (last.empty() || (name && !name->is(Kind::string) && !id))
    label = builder.unknown(Reason::unresolved, "the resource has no name", span);
  out.fields.push_back({"name", label, name ? name->key_span : Span(), nullptr});
  if (id) out.fields.push_back({"id", id, id->key_span, nullptr});
  for (const std::string_view field : kEnvelope) {
    const Entry* entry = find_entry_ignoring_case(element, field);
    if (!entry) continue;
    const Node* value = entry->value;
    if (value->is(Kind::null)) {
      // Who has no tags is shown with null.
      if (field == "tags")
        value = builder.mapping({}, value->span);
      else if (field == "identity" && out.is_site())
        value = no_identity(builder, *value);
      else
        continue;
    }
    const bool in_parts = field == "sku" || (field == "identity" && says_no_type(*value));
    if (in_parts && value->is(Kind::mapping)) value = as_shown(builder, *value);
    out.fields.push_back({field, value, entry->key_span, nullptr});
  }
  const std::string_view group = resource_group_of(out.identity.scope);
  if (!group.empty() && !out.field("resourceGroup"))
    out.fields.push_back({"resourceGroup", builder.string(group, span), {}, nullptr});
}

}  // namespace

bool read_live(const Builder& builder, const Node& element, Resource& out) {
  if (!element.is(Kind::mapping)) return false;
  const auto identity = identity_of(element);
  if (!identity) return false;
  out.identity = *identity;
  out.type = identity->type();
  out.span = element.span;
  out.open = true;
  add_envelope(builder, element, out);
  const Node* properties = member(element, "properties");
  const bool flat = !properties;
  // Settings are values, not properties: a null or a mask among them says something else.
  const bool settings = ends_with_ignoring_case(out.type, "/config") && !flat &&
                        (equal_ignoring_case(identity->names.back(), "appsettings") ||
                         equal_ignoring_case(identity->names.back(), "connectionstrings"));
  if (settings) {
    out.properties = properties;
    return true;
  }
  out.properties = live_properties(builder, flat ? element : *properties, out.type, flat);
  if (flat) {
    Node* node = builder.copy(*out.properties);
    node->key_span = {};
    out.properties = node;
  }
  return true;
}

}  // namespace djaz::azure
