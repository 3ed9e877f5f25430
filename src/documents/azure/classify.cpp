#include "documents/azure/classify.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <string>

#include "documents/azure/arm_scope.h"
#include "documents/azure/identity.h"
#include "secrets/marks.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

bool has(const Node& node, std::initializer_list<std::string_view> names) {
  return std::all_of(names.begin(), names.end(),
                     [&](std::string_view name) { return member(node, name) != nullptr; });
}

bool only(const Node& node, std::initializer_list<std::string_view> names) {
  return std::all_of(node.entries.begin(), node.entries.end(), [&](const Entry& entry) {
    return entry.name.substr(0, 7) == "@odata." ||
           std::any_of(names.begin(), names.end(), [&](std::string_view name) {
             return equal_ignoring_case(name, entry.name);
           });
  });
}

bool is_list(const Node* node) { return node && node->is(Kind::list); }

bool is_template_schema(std::string_view schema) {
  return contains_ignoring_case(schema, "deploymentTemplate.json");
}

// A template without its first lines: what it makes is written for an API version, and has no id.
bool is_template_body(const Node& node) {
  const Node* resources = member(node, "resources");
  if (!is_list(resources) || member(node, "$schema") || member(node, "type")) return false;
  return std::any_of(resources->items.begin(), resources->items.end(), [](const Node* item) {
    return item->is(Kind::mapping) && member(item, "apiVersion") && !member(item, "id") &&
           is_resource_type(member_text(item, "type"));
  });
}

bool all_parameters(const Node& parameters) {
  return parameters.is(Kind::mapping) &&
         std::all_of(parameters.entries.begin(), parameters.entries.end(), [](const Entry& entry) {
           return member(entry.value, "value") || member(entry.value, "reference");
         });
}

bool is_what_if(const Node& node) {
  const Node* changes = member(node, "changes");
  if (!changes) changes = member(member(node, "properties"), "changes");
  if (!is_list(changes)) return false;
  if (changes->items.empty()) return has(node, {"status"});
  return member(changes->items[0], "resourceId") && member(changes->items[0], "changeType");
}

// Cmdlets spell the names of the envelope with a capital letter.
bool is_power_shell(const Node& node) {
  for (const std::string_view name : {"ResourceId", "Id"}) {
    const Entry* entry = find_entry(node, name);
    if (entry && entry->value->is(Kind::string) && parse_id(entry->value->text)) return true;
  }
  return false;
}

// What `az webapp identity show` prints: the identity, and not whose it is.
bool is_identity(const Node& node) {
  return has(node, {"principalId", "tenantId", "type"}) &&
         only(node, {"principalId", "tenantId", "type", "userAssignedIdentities"}) &&
         (contains_ignoring_case(member_text(&node, "type"), "Assigned") ||
          equal_ignoring_case(member_text(&node, "type"), "None"));
}

bool is_sign_in(const Node& node) {
  const Node* inner = member(node, "properties");
  if (!inner) inner = &node;
  return has(*inner, {"platform", "globalValidation"}) ||
         has(*inner, {"unauthenticatedClientAction", "tokenStoreEnabled"});
}

bool is_connection_type(std::string_view type) {
  constexpr std::string_view kTypes[] = {
      "MySql",    "SQLServer", "SQLAzure", "Custom",     "NotificationHub", "ServiceBus",
      "EventHub", "ApiHub",    "DocDb",    "RedisCache", "PostgreSQL",
  };
  return std::any_of(std::begin(kTypes), std::end(kTypes),
                     [&](std::string_view other) { return equal_ignoring_case(type, other); });
}

// Names that only the settings of an app on App Service have, or a Django project's.
bool is_known_setting(std::string_view name) {
  constexpr std::string_view kPrefixes[] = {
      "WEBSITE_", "WEBSITES_",        "SCM_", "APPINSIGHTS_", "APPLICATIONINSIGHTS_",
      "DJANGO_",  "AZURE_POSTGRESQL_"};
  constexpr std::string_view kNames[] = {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS",
                                         "ENABLE_ORYX_BUILD",
                                         "PYTHON_ENABLE_GUNICORN_MULTIWORKERS"};
  return std::any_of(
             std::begin(kPrefixes), std::end(kPrefixes),
             [&](std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; }) ||
         std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// A mapping of connection strings by name, as commands print it that set them.
bool is_connection_mapping(const Node& node) {
  return !node.entries.empty() &&
         std::all_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) {
           return entry.value->is(Kind::mapping) && has(*entry.value, {"value", "type"}) &&
                  only(*entry.value, {"value", "type"}) &&
                  is_connection_type(member_text(entry.value, "type"));
         });
}

// A list in which every element is a setting.
Shape settings_shape(const Node& list) {
  bool sticky = false;
  bool known = false;
  bool typed = true;
  bool mounts = true;
  if (list.items.empty()) return Shape::none;
  for (const Node* item : list.items) {
    if (!item->is(Kind::mapping) || !has(*item, {"name"}) ||
        !only(*item, {"name", "value", "slotSetting", "type"}))
      return Shape::none;
    const Node* type = member(item, "type");
    if (type && (!type->is(Kind::string) || !is_connection_type(type->text))) return Shape::none;
    typed &= type != nullptr;
    mounts &= member(member(item, "value"), "shareName") != nullptr;
    sticky |= member(item, "slotSetting") != nullptr;
    known |= is_known_setting(member_text(item, "name"));
  }
  if (mounts) return Shape::storage_mounts;
  if (typed) return sticky ? Shape::connection_strings : Shape::none;
  return sticky || known ? Shape::app_settings : Shape::none;
}

Shape object_shape(const Node& node) {
  const std::string_view schema = member_text(&node, "$schema");
  if (contains_ignoring_case(schema, "deploymentParameters.json")) return Shape::parameters;
  if (is_template_schema(schema)) return Shape::arm_template;
  if (has(node, {"contentVersion", "resources"}) && schema.empty()) return Shape::arm_template;
  if (is_template_body(node)) return Shape::arm_template;
  if (has(node, {"contentVersion", "parameters"}) && schema.empty() &&
      all_parameters(*member(node, "parameters")))
    return Shape::parameters;
  if (has(node, {"terraform_version"}) &&
      (has(node, {"planned_values"}) || has(node, {"values"}) || has(node, {"resource_changes"}) ||
       has(node, {"lineage"})))
    return Shape::terraform;
  if (is_what_if(node)) return Shape::what_if;
  if (is_power_shell(node)) return Shape::power_shell;
  if (is_resource_type(member_text(&node, "type")) || parse_id(member_text(&node, "id")))
    return Shape::resource;
  if (member(node, "attributes") && parse_secret_address(member_text(&node, "id")))
    return Shape::vault_secret;
  if (has(node, {"ipSecurityRestrictions", "scmIpSecurityRestrictions"}) &&
      !has(node, {"ftpsState"}))
    return Shape::access_restriction;
  if (has(node, {"ftpsState", "scmType"})) return Shape::site_config;
  if (has(node, {"allowedOrigins", "supportCredentials"})) return Shape::cors;
  if (has(node, {"applicationLogs", "httpLogs"})) return Shape::logs;
  if (is_sign_in(node)) return Shape::sign_in;
  if (is_identity(node)) return Shape::identity;
  if (is_connection_mapping(node)) return Shape::connection_strings;
  if (has(node, {"startIpAddress", "endIpAddress"})) return Shape::firewall_rule;
  if (has(node, {"name", "value", "allowedValues", "dataType"})) return Shape::db_parameter;
  const Node* properties = member(node, "properties");
  if (has(node, {"name"}) && member(properties, "publicAccess") && member(properties, "leaseState"))
    return Shape::storage_container;
  return Shape::none;
}

// A list around the elements: `{value: […]}`, `{data: […], total_records: 3}`, `{resources: […]}`.
const Node* wrapped_list(const Node& node) {
  const Node* data = member(node, "data");
  if (is_list(data) &&
      (has(node, {"total_records"}) || has(node, {"skip_token"}) || has(node, {"count"})))
    return data;
  const Node* value = member(node, "value");
  if (is_list(value) && only(node, {"value", "nextLink", "id", "count"})) return value;
  const Node* resources = member(node, "resources");
  if (is_list(resources) && only(node, {"resources"}) && !is_template_body(node)) return resources;
  return nullptr;
}

// The template within a blueprint's artifact, a template spec or the body of a deployment.
const Node* held_template(const Node& node) {
  if (is_template_schema(member_text(&node, "$schema"))) return nullptr;
  for (const std::string_view name : {"template", "mainTemplate"}) {
    const Node* inner = member(member(node, "properties"), name);
    if (inner && inner->is(Kind::mapping) &&
        (is_template_schema(member_text(inner, "$schema")) ||
         has(*inner, {"contentVersion", "resources"})))
      return inner;
  }
  return nullptr;
}

void classify_into(const Node& node, int depth, std::vector<Piece>& out) {
  // Documents one after the other are a list of lists.
  constexpr int kDeepest = 3;
  if (depth > kDeepest) return;
  if (node.is(Kind::list)) {
    if (const Shape shape = settings_shape(node); shape != Shape::none) {
      out.push_back({shape, &node});
      return;
    }
    for (const Node* item : node.items) classify_into(*item, depth + 1, out);
    return;
  }
  if (!node.is(Kind::mapping)) return;
  if (const Node* list = wrapped_list(node)) return classify_into(*list, depth + 1, out);
  if (const Node* inner = held_template(node)) {
    out.push_back({Shape::arm_template, inner});
    return;
  }
  // What is nothing by itself is said to be so when it stands among others.
  const Shape shape = object_shape(node);
  if (shape != Shape::none || depth > 0) out.push_back({shape, &node});
  // Some exports hold a resource's children, each with its whole id.
  const Node* children = shape == Shape::resource ? member(node, "resources") : nullptr;
  if (!is_list(children)) return;
  for (const Node* child : children->items)
    if (child->is(Kind::mapping) && parse_id(member_text(child, "id")))
      classify_into(*child, depth + 1, out);
}

}  // namespace

std::vector<Piece> classify(const Node& root) {
  std::vector<Piece> out;
  classify_into(root, 0, out);
  return out;
}

std::string_view not_analysed(Shape shape) {
  switch (shape) {
    case Shape::none:
      return "an element that is no Azure resource is not analysed";
    case Shape::terraform:
      return "Terraform's plan or state is not analysed yet; give djaz what `az` exports of its "
             "resources";
    default:
      return {};
  }
}

namespace {

// What heads of files are looked through for.
constexpr std::string_view kSigns[] = {
    "deploymenttemplate.json",
    "deploymentparameters.json",
    "workflowdefinition.json",
    "createuidefinition",
    "\"policyrule\"",
    "\"isencrypted\"",
    "\"slotsetting\"",
    "\"startipaddress\"",
    "\"ftpsstate\"",
    "\"ipsecurityrestrictions\"",
    "\"sslenforcement\"",
    "/providers/microsoft.",
    "\"userassignedidentities\"",
    "\"unauthenticatedclientaction\"",
    "\"publicaccess\"",
    "\"leasestate\"",
    "/secrets/",
    ".vault.",
    "\"attributes\"",
    "\"allowedorigins\"",
    "\"supportcredentials\"",
    "\"applicationlogs\"",
    "\"httplogs\"",
    "\"globalvalidation\"",
    "\"platform\"",
    "\"allowedvalues\"",
    "\"datatype\"",
    "\"value\"",
    "\"name\"",
    "\"terraform_version\"",
    "azurerm",
    "\"format_version\"",
    "\"lineage\"",
    "\"changes\"",
    "\"potentialchanges\"",
    "\"changetype\"",
    "\"resourceid\"",
    "\"contentversion\"",
    "\"resources\"",
    "\"parameters\"",
    "\"website_",
    "\"scm_do_build",
    "\"django_settings_module\"",
};

// One pass for all of them: a project may hold a thousand files of JSON that are none of ours.
class Signs {
 public:
  explicit Signs(std::string_view text) {
    static const Marks marks = [] {
      Marks made;
      for (std::size_t i = 0; i < std::size(kSigns); ++i) made.add(kSigns[i], i);
      made.add(kMicrosoft, std::size(kSigns));
      return made;
    }();
    marks.find(text, [&](std::size_t sign, std::size_t at) {
      if (sign == std::size(kSigns))
        names_type_ = names_type_ || is_type(text, at + kMicrosoft.size());
      else
        seen_[sign] = true;
    });
  }

  bool has(std::string_view sign) const {
    return seen_[static_cast<std::size_t>(std::find(std::begin(kSigns), std::end(kSigns), sign) -
                                          std::begin(kSigns))];
  }
  bool names_type() const { return names_type_; }

 private:
  static constexpr std::string_view kMicrosoft = "\"microsoft.";

  // "Microsoft.Web/sites", not "Microsoft.AspNetCore".
  static bool is_type(std::string_view text, std::size_t end) {
    while (end < text.size() && (is_alnum(text[end]) || text[end] == '.')) ++end;
    return end < text.size() && text[end] == '/';
  }

  // One more, so that a sign which is not in the list is never seen.
  std::array<bool, std::size(kSigns) + 1> seen_{};
  bool names_type_ = false;
};

// A list whose first item begins as an app setting does. Task definitions of other clouds and dumps
// of databases hold names and values too.
bool begins_as_settings(std::string_view head) {
  // The CLI's warnings may stand before it.
  std::size_t at = 0;
  while (at < head.size() && head[at] != '[' && head[at] != '{')
    at = is_space(head[at]) ? at + 1 : std::min(head.find('\n', at), head.size());
  for (const char expected : {'[', '{', '"'}) {
    while (at < head.size() && is_space(head[at])) ++at;
    if (at >= head.size() || head[at] != expected) return false;
    ++at;
  }
  const std::string_view key = head.substr(at, std::min(head.find('"', at), head.size()) - at);
  return equal_ignoring_case(key, "name") || equal_ignoring_case(key, "value") ||
         equal_ignoring_case(key, "slotSetting");
}

}  // namespace

bool looks_like_azure(std::string_view path, std::string_view head) {
  // Text in UTF-16 or UTF-32 is read as if it were ASCII.
  std::string narrowed;
  if (head.find('\0') != std::string_view::npos) {
    std::remove_copy(head.begin(), head.end(), std::back_inserter(narrowed), '\0');
    head = narrowed;
  }
  const std::string name = lowered(file_name_of(path));
  // Nothing is printed for what is not set; then only the name says that it was asked for.
  if (std::all_of(head.begin(), head.end(), is_space))
    return name.find("cors") != name.npos || name.find("identity") != name.npos;
  const Signs signs(head);
  const auto has_text = [&](std::string_view part) { return signs.has(part); };
  if (has_text("deploymenttemplate.json") || has_text("deploymentparameters.json")) return true;
  for (const std::string_view other :
       {"workflowdefinition.json", "createuidefinition", "\"policyrule\"", "\"isencrypted\""})
    if (has_text(other)) return false;
  for (const std::string_view sign :
       {"\"slotsetting\"", "\"startipaddress\"", "\"ftpsstate\"", "\"ipsecurityrestrictions\"",
        "\"sslenforcement\"", "/providers/microsoft.", "\"userassignedidentities\"",
        "\"unauthenticatedclientaction\""})
    if (has_text(sign)) return true;
  if (has_text("\"publicaccess\"") && has_text("\"leasestate\"")) return true;
  if (has_text("/secrets/") && has_text(".vault.") && has_text("\"attributes\"")) return true;
  if (has_text("\"allowedorigins\"") && has_text("\"supportcredentials\"")) return true;
  if (has_text("\"applicationlogs\"") && has_text("\"httplogs\"")) return true;
  if (has_text("\"globalvalidation\"") && has_text("\"platform\"")) return true;
  if (has_text("\"allowedvalues\"") && has_text("\"datatype\"") && has_text("\"value\""))
    return true;
  if (has_text("\"terraform_version\"") &&
      (has_text("azurerm") || has_text("\"format_version\"") || has_text("\"lineage\"")))
    return true;
  if (has_text("\"changes\"") && has_text("\"potentialchanges\"")) return true;
  if (has_text("\"changetype\"") && has_text("\"resourceid\"")) return true;
  if (has_text("\"contentversion\"") && (has_text("\"resources\"") || has_text("\"parameters\"")))
    return true;
  if (signs.names_type()) return true;
  // A list of {name, value}: by the names in it, or by what the file is called.
  if (!has_text("\"name\"") || !has_text("\"value\"")) return false;
  for (const std::string_view part : {"appsettings", "app-settings", "app_settings"})
    if (name.find(part) != std::string::npos && head.find('[') != std::string_view::npos)
      return true;
  return begins_as_settings(head) && (has_text("\"website_") || has_text("\"scm_do_build") ||
                                      has_text("\"django_settings_module\""));
}

}  // namespace djaz::azure
