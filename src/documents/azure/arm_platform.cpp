// What can be said of values that only the platform knows: ids, the scope of a deployment, and what
// `reference()` shows of a resource that the same template makes.
#include "documents/azure/arm_functions.h"
#include "documents/azure/arm_resources.h"
#include "documents/azure/arm_spread.h"
#include "documents/azure/identity.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kDeepest = 64;

bool answers_with_text(std::string_view name) {
  return name == "uniquestring" || name == "newguid" || name == "guid" || name == "utcnow" ||
         name == "datetimeadd" || name == "datetimefromepoch";
}

constexpr std::string_view kGroupMembers[] = {"id", "name", "location"};
constexpr std::string_view kSubscriptionMembers[] = {"id", "subscriptionId", "tenantId",
                                                     "displayName"};
constexpr std::string_view kDeploymentMembers[] = {"name"};

std::span<const std::string_view> members_of(std::string_view name) {
  if (name == "resourcegroup") return kGroupMembers;
  if (name == "subscription") return kSubscriptionMembers;
  if (name == "deployment") return kDeploymentMembers;
  return {};
}

std::string joined_names(Arguments names) {
  std::string out;
  for (const Node* name : names) {
    if (!out.empty()) out += '/';
    out += name->is(Kind::string) ? name->text : "?";
  }
  return out;
}

}  // namespace

bool is_id_function(std::string_view name) {
  return name == "resourceid" || name == "subscriptionresourceid" || name == "tenantresourceid" ||
         name == "extensionresourceid" || name == "managementgroupresourceid";
}

// "/subscriptions/…/providers/Microsoft.Web/sites/shop", as far as it is known.
const Node* Evaluator::resource_id(const std::string& written,
                                   const std::vector<const Node*>& args) {
  const std::string name = lowered(written);
  std::size_t at = 0;
  while (at < args.size() && !(args[at]->is(Kind::string) && is_resource_type(args[at]->text)))
    ++at;
  if (at == args.size() || at > 2) return answered_by_platform(written);
  const Arguments all(args);
  const std::string_view type = args[at]->text;
  if (symbolic_) return builder_.string(reference_key(type, joined_names(all.subspan(at + 1))));
  const Node* unseen = answered_by_platform(written);
  std::vector<const Node*> parts;
  if (name == "extensionresourceid") {
    parts.push_back(at == 1 ? args[0] : unseen);
  } else if (name != "tenantresourceid") {
    const Node* anything = given(Reason::runtime, unseen->unknown->detail, Kind::string);
    const bool grouped = name == "resourceid";
    if (name == "managementgroupresourceid")
      parts = {builder_.string("/providers/Microsoft.Management/managementGroups/"), anything};
    else if (grouped && at == 2)
      parts = {builder_.string("/subscriptions/"), args[0], builder_.string("/resourceGroups/"),
               args[1]};
    else
      parts = {builder_.string("/subscriptions/"), !grouped && at == 1 ? args[0] : anything};
  }
  parts.push_back(builder_.string("/providers/"));
  const std::vector<std::string_view> types = split(type, '/');
  parts.push_back(builder_.string(types[0]));
  for (std::size_t i = 1; i < types.size(); ++i) {
    parts.push_back(builder_.string("/" + std::string(types[i]) + "/"));
    if (at + i >= args.size()) return unseen;
    parts.push_back(args[at + i]);
  }
  return plain_function("concat", parts);
}

const Node* Evaluator::answered_by_platform(const std::string& written) {
  const std::string name = lowered(written);
  Unknown about;
  const std::string detail = "only the platform can evaluate `" + written + "()`";
  about.reason = Reason::runtime;
  about.detail = detail;
  about.written = kGiven;
  const auto members = members_of(name);
  if (!members.empty() && !symbolic_) {
    std::vector<Entry> entries;
    about.type = Kind::string;
    about.not_empty = true;
    for (const std::string_view member : members) {
      Unknown text = about;
      if (member == "id") text.prefix = "/subscriptions/";
      entries.push_back({member, builder_.unknown(text), {}, nullptr});
    }
    const Node* node = builder_.mapping(entries, {}, true);
    beyond_.emplace(node, builder_.arena().text(detail));
    return node;
  }
  if (is_id_function(name)) {
    about.type = Kind::string;
    about.not_empty = true;
    if (name == "resourceid" || name == "subscriptionresourceid") about.prefix = "/subscriptions/";
  } else if (answers_with_text(name)) {
    about.type = Kind::string;
    about.not_empty = true;
  }
  return builder_.unknown(about);
}

// A copy in which every mapping may hold more: Azure shows what it made of the resource.
const Node* Evaluator::completed(const Node& node, std::string_view detail, int depth) {
  if (depth > kDeepest || exhausted(1)) return &node;
  if (node.is(Kind::list)) {
    std::vector<const Node*> items;
    for (const Node* item : node.items) items.push_back(completed(*item, detail, depth + 1));
    Node* copy = builder_.copy(node);
    copy->items = builder_.arena().list(items);
    return copy;
  }
  if (!node.is(Kind::mapping)) return &node;
  std::vector<Entry> entries(node.entries.begin(), node.entries.end());
  for (Entry& entry : entries) entry.value = completed(*entry.value, detail, depth + 1);
  Node* copy = builder_.copy(node);
  copy->entries = builder_.arena().list(entries);
  copy->open = true;
  beyond_.emplace(copy, detail);
  return copy;
}

const Node* Evaluator::referenced(const Expression& expression, const Term& term) {
  if (symbolic_ || term.args.empty()) return answered_by_platform(term.text);
  if (!scope_->resources) {
    if (!scope_->made) return answered_by_platform(term.text);
    scope_->resources = std::make_shared<TemplateResources>();
    std::vector<Loop> loops = std::exchange(scope_->loops, {});
    scope_->resources->read(*scope_->made, *scope_, *this);
    scope_->loops = std::move(loops);
  }
  symbolic_ = true;
  const Node* key = this->term(expression, term.args[0]);
  symbolic_ = false;
  TemplateResource* found =
      key->is(Kind::string) ? scope_->resources->find(lowered(key->text)) : nullptr;
  if (!found || found->running) return answered_by_platform(term.text);
  bool full = false;
  if (term.args.size() > 2) {
    const Node* how = this->term(expression, term.args[2]);
    full = how->is(Kind::string) && equal_ignoring_case(how->text, "full");
  }
  const std::string_view detail =
      builder_.arena().text("only the platform can evaluate `" + term.text + "()`");
  found->running = true;
  std::vector<Loop> loops = std::exchange(found->scope->loops, found->loops);
  const Node* shown =
      found->deployment ? outputs_of(*found, detail) : shown_of(*found, full, detail);
  found->scope->loops = std::move(loops);
  found->running = false;
  return shown;
}

const Node* Evaluator::shown_of(TemplateResource& resource, bool full, std::string_view detail) {
  const Node* written = full ? resource.written : member(resource.written, "properties");
  if (!written) return completed(*builder_.mapping({}), detail, 0);
  return completed(*evaluate(*written, *resource.scope), detail, 0);
}

// A nested deployment shows its outputs, in which the names of its own template hold.
const Node* Evaluator::outputs_of(TemplateResource& resource, std::string_view detail) {
  const Node* properties = member(resource.written, "properties");
  const Node* inner = member(properties, "template");
  const Node* outputs = member(inner, "outputs");
  if (!outputs || !outputs->is(Kind::mapping)) return completed(*builder_.mapping({}), detail, 0);
  Scope* scope = resource.scope;
  const Node* options = member(properties, "expressionEvaluationOptions");
  if (equal_ignoring_case(member_text(options, "scope"), "inner")) {
    if (!resource.inside) {
      Given given;
      given.parameters = member(properties, "parameters");
      given.scope = resource.scope;
      given.by = "the deployment around";
      resource.inside = std::make_shared<Scope>(scope_of(*inner, given));
      for (auto& [name, parameter] : resource.inside->parameters)
        settle(parameter, *resource.scope);
    }
    scope = resource.inside.get();
  }
  const Entry entry{"outputs", evaluate(*outputs, *scope), {}, nullptr};
  return completed(*builder_.mapping(std::span<const Entry>(&entry, 1)), detail, 0);
}

// Gives a parameter of a nested deployment the value that it has where the deployment stands.
void Evaluator::settle(Parameter& parameter, Scope& outer) {
  const Node* written = member(parameter.given, "value");
  if (!written) return;
  const Node* value = evaluate(*written, outer);
  if (value->is(Kind::null)) return;
  const bool secure =
      starts_with_ignoring_case(member_text(parameter.definition, "type"), "secure");
  if (secure) value = builder_.with_traits(*value, {Trait::secret});
  parameter.slots[0] = {Slot::State::done, value};
  const bool known = !value->is(Kind::unknown);
  parameter.slots[1] = {Slot::State::done,
                        known ? value : builder_.string(symbol(*written, outer))};
}

}  // namespace djaz::azure
