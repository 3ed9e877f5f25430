#include "documents/azure/site.h"

#include <algorithm>
#include <set>
#include <span>

#include "documents/azure/arm_scope.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

bool is_masked(const Node& value) {
  if (value.is(Kind::null)) return true;
  return value.is(Kind::string) && value.text.size() >= 3 &&
         value.text.find_first_not_of('*') == std::string_view::npos;
}

// The value of a setting under its name; exports blank values out.
const Node* setting_value(const Builder& builder, const Node& value, const Span& name, bool live) {
  if (!live || !is_masked(value)) return builder.with_key(value, name);
  Unknown about;
  about.reason = Reason::masked;
  about.detail = "the export does not show the value";
  about.type = Kind::string;
  Node* node = builder.unknown(about, value.span);
  node->key_span = name;
  return node;
}

void start(Settings& settings, const Node& collection) {
  if (!settings.written) {
    settings.span = collection.span;
    settings.key_span = collection.key_span;
  }
  settings.written = true;
  settings.open |= collection.open;
}

// Those in the site's own properties come first, so that a child resource's say wins.
void take_from_site_config(const Builder& builder, Resource& site) {
  const Node* config = member(site.properties, "siteConfig");
  if (!config || !config->is(Kind::mapping)) return;
  struct Part {
    std::string_view name;
    Settings* settings;
  };
  std::vector<std::string_view> taken;
  for (const Part part : {Part{"appSettings", &site.app_settings},
                          Part{"connectionStrings", &site.connection_strings}}) {
    const Node* list = member(*config, part.name);
    if (!list) continue;
    if (list->is(Kind::list)) {
      add_settings_list(builder, *part.settings, *list, site.open);
    } else if (list->is(Kind::unknown) && list->unknown->reason != Reason::not_exported) {
      start(*part.settings, *list);
      part.settings->open = true;
    }
    taken.push_back(part.name);
  }
  if (!taken.empty()) config = without_entries(builder, *config, taken);
  site.properties =
      with_entry(builder, *site.properties, {"siteConfig", config, config->key_span, nullptr});
}

// What a template calls settings of a slot. Without slots nobody asks.
void take_slot_names(const Builder& builder, Resource& site, const Node* names) {
  const bool slots =
      std::any_of(site.children.begin(), site.children.end(), [](const Resource* child) {
        return equal_ignoring_case(child->identity.types.back(), "slots");
      });
  if (!slots || site.open || (names && !names->is(Kind::list))) return;
  std::set<std::string_view> sticky;
  for (const Node* name : names ? names->items : std::span<const Node* const>()) {
    if (!name->is(Kind::string)) return;
    sticky.insert(name->text);
  }
  for (const Entry& entry : site.app_settings.entries)
    site.app_settings.sticky.push_back(
        {entry.name, builder.boolean(sticky.count(entry.name) != 0, entry.value->span),
         entry.key_span, nullptr});
}

}  // namespace

void add_settings_list(const Builder& builder, Settings& settings, const Node& list, bool live) {
  start(settings, list);
  for (const Node* item : list.items) {
    const Node* name = member(item, "name");
    const Node* value = member(item, "value");
    if (!value) value = member(item, "connectionString");
    if (!name || !name->is(Kind::string) || !value) {
      settings.open = true;
      continue;
    }
    settings.set(
        {name->text, setting_value(builder, *value, name->span, live), name->span, nullptr});
    const Node* sticky = member(item, "slotSetting");
    if (sticky && sticky->is(Kind::boolean))
      settings.sticky.push_back({name->text, sticky, name->span, nullptr});
  }
}

void add_settings_mapping(const Builder& builder, Settings& settings, const Node& mapping,
                          bool live) {
  start(settings, mapping);
  for (const Entry& entry : mapping.entries) {
    // A connection string is `{value, type}`.
    const Node* inner = member(entry.value, "value");
    settings.set({entry.name,
                  setting_value(builder, inner ? *inner : *entry.value, entry.key_span, live),
                  entry.key_span, nullptr});
  }
  if (!mapping.is(Kind::mapping)) settings.open = true;
}

void add_site_config(const Builder& builder, Resource& site, const Node& config) {
  const Node* old = member(site.properties, "siteConfig");
  const Node* joined = old && old->is(Kind::mapping) ? merged(builder, config, *old) : &config;
  Node* node = builder.copy(*joined);
  if (old && old->key_span.valid()) node->key_span = old->key_span;
  // Of a site that is only known by its configuration, that is not all there is to know.
  node->open |= site.open;
  const Entry entry{"siteConfig", node, node->key_span, nullptr};
  if (site.properties && site.properties->is(Kind::mapping)) {
    site.properties = with_entry(builder, *site.properties, entry);
  } else {
    site.properties = builder.mapping(std::span<const Entry>(&entry, 1), config.span, site.open);
  }
}

void gather_site(const Builder& builder, Resource& site) {
  take_from_site_config(builder, site);
  std::vector<Resource*> kept;
  const Node* slot_names = nullptr;
  for (Resource* child : site.children) {
    const std::string kind = lowered(child->identity.types.back());
    const std::string name = lowered(child->identity.names.back());
    if (kind != "config" || !child->properties) {
      kept.push_back(child);
    } else if (name == "web") {
      add_site_config(builder, site, *child->properties);
      // `config/web` may hold settings of its own.
      take_from_site_config(builder, site);
    } else if (name == "appsettings") {
      add_settings_mapping(builder, site.app_settings, *child->properties, child->open);
      site.app_settings.full |= child->open;
    } else if (name == "connectionstrings") {
      add_settings_mapping(builder, site.connection_strings, *child->properties, child->open);
    } else {
      if (name == "slotconfignames") slot_names = member(child->properties, "appSettingNames");
      kept.push_back(child);
    }
  }
  site.children = std::move(kept);
  take_slot_names(builder, site, slot_names);
}

std::optional<Resource> sign_in_of(const Builder& builder, const Resource& site) {
  const Node* config = member(site.properties, "siteConfig");
  const Node* written = config ? member(*config, "siteAuthSettings") : nullptr;
  if (!written || !written->is(Kind::mapping)) {
    const Node* enabled = config ? member(*config, "siteAuthEnabled") : nullptr;
    if (!enabled) return std::nullopt;
    const Entry entry{"enabled", enabled, enabled->key_span, nullptr};
    written = builder.mapping(std::span<const Entry>(&entry, 1), enabled->span, site.open);
  }
  const Node* enabled = member(*written, "enabled");
  // The export of a site has these names, with nothing in them.
  if (!enabled || enabled->is(Kind::null) ||
      (enabled->is(Kind::unknown) && enabled->unknown->reason == Reason::not_exported))
    return std::nullopt;
  Resource sign_in;
  sign_in.identity = site.identity;
  sign_in.identity.types.emplace_back("config");
  sign_in.identity.names.emplace_back("authsettings");
  sign_in.type = sign_in.identity.type();
  sign_in.span = written->span;
  sign_in.open = site.open;
  sign_in.fields.push_back({"type", builder.string(sign_in.type, written->span), {}, nullptr});
  sign_in.fields.push_back({"name", builder.string("authsettings", written->span), {}, nullptr});
  sign_in.properties = written;
  return sign_in;
}

void add_site_views(const Builder& builder, const Resource& site, std::vector<Entry>& entries) {
  auto add = [&](std::string_view name, const std::vector<Entry>& values, const Settings& from) {
    Node* node = builder.mapping(values, from.span, from.open);
    node->key_span = from.key_span;
    entries.push_back({name, node, from.key_span, nullptr});
  };
  if (site.app_settings.written) add("appSettings", site.app_settings.entries, site.app_settings);
  if (!site.app_settings.sticky.empty()) {
    // The last word on a name counts here too.
    MappingBuilder sticky;
    for (const Entry& entry : site.app_settings.sticky)
      if (sticky.size() < 2000) sticky.set(entry.name, entry.value, entry.key_span);
    entries.push_back({"slotSettings", sticky.build(builder, site.app_settings.span), {}, nullptr});
  }
  if (site.connection_strings.written)
    add("connectionStrings", site.connection_strings.entries, site.connection_strings);
}

}  // namespace djaz::azure
