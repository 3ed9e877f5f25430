#include "documents/azure/inventory.h"

#include <algorithm>
#include <optional>

#include "documents/azure/arm_scope.h"
#include "documents/azure/security_group.h"
#include "documents/azure/site.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kDeepest = 64;

bool not_exported(const Node& node) {
  return node.is(Kind::unknown) && node.unknown->reason == Reason::not_exported;
}

void set_field(std::vector<Entry>& fields, const Entry& entry) {
  for (Entry& field : fields) {
    if (!equal_ignoring_case(field.name, entry.name)) continue;
    if (not_exported(*field.value)) field = entry;
    return;
  }
  fields.push_back(entry);
}

}  // namespace

const Node* merged(const Builder& builder, const Node& first, const Node& second, int depth) {
  if (not_exported(first)) return &second;
  if (!first.is(Kind::mapping) || !second.is(Kind::mapping) || depth > kDeepest) return &first;
  std::vector<Entry> entries(first.entries.begin(), first.entries.end());
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < entries.size(); ++i) places.emplace(lowered(entries[i].name), i);
  for (const Entry& entry : second.entries) {
    const auto [place, added] = places.try_emplace(lowered(entry.name), entries.size());
    if (added)
      entries.push_back(entry);
    else
      entries[place->second].value =
          merged(builder, *entries[place->second].value, *entry.value, depth + 1);
  }
  Node* node = builder.copy(first);
  node->entries = builder.arena().list(entries);
  node->open = first.open && second.open;
  return node;
}

const Node* with_entry(const Builder& builder, const Node& mapping, const Entry& entry) {
  std::vector<Entry> entries(mapping.entries.begin(), mapping.entries.end());
  bool found = false;
  for (Entry& old : entries) {
    if (!equal_ignoring_case(old.name, entry.name)) continue;
    old = entry;
    found = true;
  }
  if (!found) entries.push_back(entry);
  Node* node = builder.copy(mapping);
  node->entries = builder.arena().list(entries);
  return node;
}

const Node* without_entries(const Builder& builder, const Node& mapping,
                            std::span<const std::string_view> names) {
  std::vector<Entry> entries;
  entries.reserve(mapping.entries.size());
  for (const Entry& entry : mapping.entries)
    if (std::none_of(names.begin(), names.end(),
                     [&](std::string_view name) { return equal_ignoring_case(entry.name, name); }))
      entries.push_back(entry);
  Node* node = builder.copy(mapping);
  node->entries = builder.arena().list(entries);
  return node;
}

void Settings::set(const Entry& entry) {
  const auto [place, added] = places_.try_emplace(std::string(entry.name), entries.size());
  if (added)
    entries.push_back(entry);
  else
    entries[place->second] = entry;
}

bool Resource::is_site() const {
  return type == "Microsoft.Web/sites" || type == "Microsoft.Web/sites/slots";
}

std::string Resource::site_name() const { return join(identity.names, "/"); }

const Node* Resource::field(std::string_view name) const {
  for (const Entry& entry : fields)
    if (equal_ignoring_case(entry.name, name)) return entry.value;
  return nullptr;
}

Resource& Inventory::add(Resource resource) {
  const auto [place, added] = by_key_.try_emplace(resource.identity.key(), nullptr);
  if (added) {
    resources_.push_back(std::move(resource));
    place->second = &resources_.back();
    return *place->second;
  }
  Resource& known = *place->second;
  if (known.stub) {
    known.span = resource.span;
    known.open = resource.open;
    known.fields = resource.fields;
  }
  known.stub &= resource.stub;
  for (const Entry& entry : resource.fields) set_field(known.fields, entry);
  if (!known.properties)
    known.properties = resource.properties;
  else if (resource.properties)
    known.properties = merged(builder_, *known.properties, *resource.properties);
  return known;
}

void Inventory::absorb(Inventory other) {
  for (Resource& resource : other.resources_) add(std::move(resource));
  for (auto& [name, list] : other.views_) {
    auto& own = views_[name];
    own.insert(own.end(), list.begin(), list.end());
  }
}

Resource& Inventory::find_or_stub(const Identity& identity, const Span& span) {
  const auto found = by_key_.find(identity.key());
  if (found != by_key_.end()) return *found->second;
  Resource stub;
  stub.identity = identity;
  stub.type = identity.type();
  stub.span = span;
  stub.open = true;
  stub.stub = true;
  stub.fields.push_back({"type", builder_.string(stub.type, span), {}, nullptr});
  // A name that only a symbol stands for is no name.
  const std::string& name = identity.names.back();
  const bool symbolic = name.empty() || name.find_first_of("{?") != std::string::npos;
  stub.fields.push_back(
      {"name",
       symbolic ? builder_.unknown(Reason::unresolved, "no document names the resource", span)
                : static_cast<const Node*>(builder_.string(name, span)),
       {},
       nullptr});
  if (!identity.scope.empty() && identity.scope.front() == '/')
    stub.fields.push_back({"id", builder_.string(identity.id(), span), {}, nullptr});
  return add(std::move(stub));
}

void Inventory::link() {
  // Stubs are added while this runs: they are parents, and may have parents themselves.
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    Resource& resource = resources_[i];
    if (!resource.identity.is_child()) continue;
    find_or_stub(resource.identity.parent(), resource.span).children.push_back(&resource);
  }
  // The same for what a site's own properties say of its sign-in.
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    Resource& resource = resources_[i];
    if (!resource.is_site()) continue;
    gather_site(builder_, resource);
    std::optional<Resource> sign_in = sign_in_of(builder_, resource);
    const bool said_apart =
        std::any_of(resource.children.begin(), resource.children.end(), [](const Resource* child) {
          return starts_with_ignoring_case(child->identity.names.back(), "authsettings");
        });
    if (sign_in && !said_apart) resource.children.push_back(&add(std::move(*sign_in)));
  }
}

std::vector<Resource*> Inventory::sites() {
  std::vector<Resource*> out;
  for (Resource& resource : resources_)
    if (resource.is_site()) out.push_back(&resource);
  return out;
}

std::vector<Resource*> Inventory::of_type(std::string_view type) {
  std::vector<Resource*> out;
  for (Resource& resource : resources_)
    if (resource.type == type) out.push_back(&resource);
  return out;
}

const Node* Inventory::node_of(const Resource& resource, int depth) const {
  std::vector<Entry> entries = resource.fields;
  if (resource.properties)
    entries.push_back({"properties", resource.properties, resource.properties->key_span, nullptr});
  if (resource.is_site()) add_site_views(builder_, resource, entries);
  if (resource.type == "Microsoft.Network/networkSecurityGroups")
    if (const Node* inbound = effective_inbound(builder_, resource))
      entries.push_back({"effectiveInbound", inbound, {}, nullptr});
  std::vector<std::string> kinds;
  std::map<std::string, std::vector<const Node*>> lists;
  for (const Resource* child : resource.children) {
    if (depth > kDeepest) break;
    const std::string kind = child->type.substr(child->type.rfind('/') + 1);
    if (lists.find(kind) == lists.end()) kinds.push_back(kind);
    lists[kind].push_back(node_of(*child, depth + 1));
  }
  for (const std::string& kind : kinds) {
    const auto& list = lists[kind];
    entries.push_back({builder_.arena().text(kind),
                       builder_.list(list, list.front()->span, resource.open),
                       {},
                       nullptr});
  }
  Node* node = builder_.mapping(entries, resource.span, resource.open);
  // Whoever exports the settings of a site can export the rest; a template may leave it to another.
  const bool told = !resource.identity.scope.starts_with("template:") &&
                    (resource.app_settings.written || resource.connection_strings.written);
  if (resource.stub && !told) node->traits |= static_cast<std::uint8_t>(Trait::mentioned);
  return node;
}

const Node* Inventory::branch() const {
  std::vector<std::string> types;
  std::map<std::string, std::vector<const Node*>> lists;
  for (const Resource& resource : resources_) {
    if (resource.identity.is_child()) continue;
    if (lists.find(resource.type) == lists.end()) types.push_back(resource.type);
    lists[resource.type].push_back(node_of(resource, 0));
  }
  std::vector<Entry> entries;
  // No document shows everything that there is.
  for (const std::string& type : types)
    entries.push_back(
        {builder_.arena().text(type), builder_.list(lists[type], {}, true), {}, nullptr});
  for (const auto& [name, list] : views_)
    entries.push_back({builder_.arena().text(name), builder_.list(list), {}, nullptr});
  return builder_.mapping(entries, {}, true);
}

void Inventory::add_view(std::string_view name, const Node* view) {
  views_[std::string(name)].push_back(view);
}

}  // namespace djaz::azure
