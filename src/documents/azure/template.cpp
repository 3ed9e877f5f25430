#include "documents/azure/template.h"

#include <algorithm>
#include <deque>
#include <set>

#include "documents/azure/arm_evaluate.h"
#include "documents/azure/template_views.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kMostNesting = 16;
constexpr std::size_t kMostResources = 20'000;
constexpr int kDeepest = 100;

constexpr std::string_view kFields[] = {
    "location", "kind",      "apiVersion",       "tags",  "sku",           "identity",       "plan",
    "zones",    "managedBy", "extendedLocation", "scope", "resourceGroup", "subscriptionId",
};

// A property whose value is null is one that is not given.
const Node* without_nulls(const Builder& builder, const Node& node, int depth = 0) {
  if (depth > kDeepest) return &node;
  if (node.is(Kind::list)) {
    std::vector<const Node*> items;
    bool changed = false;
    for (const Node* item : node.items) {
      items.push_back(without_nulls(builder, *item, depth + 1));
      changed |= items.back() != item;
    }
    if (!changed) return &node;
    Node* copy = builder.copy(node);
    copy->items = builder.arena().list(items);
    return copy;
  }
  if (!node.is(Kind::mapping)) return &node;
  std::vector<Entry> entries;
  bool changed = false;
  for (const Entry& entry : node.entries) {
    if (entry.value->is(Kind::null)) {
      changed = true;
      continue;
    }
    entries.push_back(entry);
    entries.back().value = without_nulls(builder, *entry.value, depth + 1);
    changed |= entries.back().value != entry.value;
  }
  if (!changed) return &node;
  Node* copy = builder.copy(node);
  copy->entries = builder.arena().list(entries);
  return copy;
}

const Node* opened(const Builder& builder, const Node* node, bool open) {
  if (!node || !open || !node->is(Kind::mapping)) return node;
  Node* copy = builder.copy(*node);
  copy->open = true;
  return copy;
}

class Expander {
 public:
  Expander(const Builder& builder, const std::string& scope, Inventory& inventory,
           std::vector<Problem>& problems, bool open)
      : builder_(builder),
        evaluator_(builder),
        scope_name_(scope),
        inventory_(inventory),
        problems_(problems),
        open_(open) {}

  void run(const Node& arm_template, const std::vector<Given>& given) {
    add_view(arm_template);
    scopes_.push_back(scope_of(arm_template));
    for (const Given& values : given) give(scopes_.back(), values);
    resources(member(arm_template, "resources"), scopes_.back(), nullptr, 0);
    const Node* circle = evaluator_.circle();
    if (circle)
      remark(circle->span, "this refers to itself in a circle: Azure refuses the template");
  }

 private:
  // An array, or in later language versions an object by symbolic name.
  void resources(const Node* written, Scope& scope, const Identity* parent, int depth) {
    if (!written) return;
    if (depth > kMostNesting)
      return remark(written->span, "deployments nested deeper than 16 levels are not analysed");
    for (const Node* item : written->items) resource(*item, scope, parent, depth);
    for (const Entry& entry : written->entries) resource(*entry.value, scope, parent, depth);
    if (written->is(Kind::string))
      remark(written->span, "resources that an expression makes are not analysed");
  }

  void resource(const Node& written, Scope& scope, const Identity* parent, int depth) {
    if (!written.is(Kind::mapping)) return;
    const Node* existing = member(written, "existing");
    if (existing && existing->is(Kind::boolean) && existing->boolean) return;
    const Node* copy = member(written, "copy");
    if (!copy || !copy->is(Kind::mapping)) return instance(written, scope, parent, depth);
    const auto count = evaluator_.instances(*copy, scope);
    for (std::int64_t i = 0; i < count.value_or(1); ++i) {
      Loop loop;
      loop.name = lowered(member_text(copy, "name"));
      loop.of_resource = true;
      if (count) loop.index = i;
      scope.loops.push_back(loop);
      instance(written, scope, parent, depth);
      scope.loops.pop_back();
    }
  }

  void instance(const Node& written, Scope& scope, const Identity* parent, int depth) {
    const Node* condition = member(written, "condition");
    if (condition) condition = evaluator_.evaluate(*condition, scope);
    if (condition && condition->is(Kind::boolean) && !condition->boolean) return;
    if (++count_ > kMostResources) {
      if (count_ == kMostResources + 1)
        remark(written.span,
               "the template makes more than 20000 resources; the rest is not analysed");
      return;
    }
    auto identity = identify(written, scope, parent);
    if (!identity) return;
    const bool uncertain = condition && condition->is(Kind::unknown);
    // Of two that never are there together each is judged.
    if (uncertain && !conditional_.insert(identity->key()).second)
      identity->scope += '\n' + std::to_string(count_);
    Resource made = build(written, scope, *identity);
    if (uncertain) made.fields.push_back({"condition", condition, condition->key_span, nullptr});
    const bool deployment = made.type == "Microsoft.Resources/deployments";
    if (deployment) add_disclosed(written, scope, made);
    inventory_.add(std::move(made));
    if (deployment)
      nested(written, scope, depth);
    else
      resources(member(written, "resources"), scope, &*identity, depth + 1);
  }

  std::optional<Identity> identify(const Node& written, Scope& scope, const Identity* parent) {
    const Node* type = member(written, "type");
    const Node* name = member(written, "name");
    if (type) type = evaluator_.evaluate(*type, scope);
    if (!type || !type->is(Kind::string)) {
      remark(written.span, "a resource of unknown type is not analysed");
      return std::nullopt;
    }
    std::string full(type->text);
    // Nothing else tells two without a name apart.
    std::string symbol =
        name ? evaluator_.symbol(*name, scope) : "?" + std::to_string(written.span.begin);
    // Where the name is known, keep the way it is written.
    if (name) {
      const Node* value = evaluator_.evaluate(*name, scope);
      if (value->is(Kind::string) && lowered(value->text) == symbol) symbol = value->text;
    }
    if (parent && !is_resource_type(full)) full = join(parent->types, "/") + '/' + full;
    const bool inside = parent && starts_with_ignoring_case(full, join(parent->types, "/") + '/');
    if (inside && segments(symbol) + 1 < segments(full)) {
      // The parent's name stands first; one between the two may be left out.
      const auto own = segments(full) - static_cast<std::ptrdiff_t>(parent->names.size());
      symbol = join(parent->names, "/") + '/' + with_all_names(symbol, own);
    }
    if (!is_resource_type(full)) {
      remark(type->span, "a resource of unknown type is not analysed");
      return std::nullopt;
    }
    auto identity = make_identity(scope_name_, full, with_all_names(symbol, segments(full)));
    if (identity) identity = of_extension(std::move(*identity));
    return identity;
  }

  static std::ptrdiff_t segments(std::string_view text) {
    return std::count(text.begin(), text.end(), '/');
  }

  // As many names as the type asks for: a name that is not known may be that of a child with its
  // parents', and people write a child's alone. What is missing is a parent that nobody names.
  static std::string with_all_names(std::string symbol, std::ptrdiff_t wanted) {
    for (std::ptrdiff_t i = segments(symbol) + 1; i < wanted; ++i) symbol.insert(0, "?/");
    for (std::ptrdiff_t i = segments(symbol) + 1; i > wanted; --i)
      symbol.erase(0, symbol.find('/') + 1);
    return symbol;
  }

  Resource build(const Node& written, Scope& scope, const Identity& identity) {
    Resource out;
    out.identity = identity;
    out.type = identity.type();
    out.span = written.span;
    out.open = open_;
    const Node* type = member(written, "type");
    Node* shown = builder_.string(out.type, type->span);
    shown->key_span = type->key_span;
    out.fields.push_back({"type", shown, type->key_span, nullptr});
    const Node* name = member(written, "name");
    if (name)
      out.fields.push_back({"name", last_name(*name, scope, identity), name->key_span, nullptr});
    for (const std::string_view field : kFields) {
      const Entry* entry = find_entry_ignoring_case(written, field);
      if (!entry) continue;
      const Node* value = evaluator_.evaluate(*entry->value, scope);
      if (!value->is(Kind::null))
        out.fields.push_back({field, without_nulls(builder_, *value), entry->key_span, nullptr});
    }
    if (const Node* properties = member(written, "properties")) {
      if (out.type == "Microsoft.Resources/deployments")
        properties = deployment_properties(*properties);
      properties = evaluator_.evaluate(*properties, scope);
      if (!properties->is(Kind::null))
        out.properties = opened(builder_, without_nulls(builder_, *properties), open_);
    }
    return out;
  }

  // A child's own name, without its parents'.
  const Node* last_name(const Node& written, Scope& scope, const Identity& identity) {
    const Node* value = evaluator_.evaluate(written, scope);
    const std::string& last = identity.names.back();
    const bool symbolic = last.find_first_of("{?") != std::string::npos;
    if (symbolic || (value->is(Kind::string) && value->text == last)) return value;
    if (!value->is(Kind::string) && !identity.is_child()) return value;
    Node* node = builder_.copy(*value);
    node->kind = Kind::string;
    node->unknown = nullptr;
    node->text = builder_.arena().text(last);
    return node;
  }

  // Its template is followed apart, where its own names hold.
  const Node* deployment_properties(const Node& properties) const {
    if (!properties.is(Kind::mapping)) return &properties;
    constexpr std::string_view kInner[] = {"template", "parameters"};
    return without_entries(builder_, properties, kInner);
  }

  static bool is_inner_scope(const Node* properties) {
    return equal_ignoring_case(
        member_text(member(properties, "expressionEvaluationOptions"), "scope"), "inner");
  }

  void add_disclosed(const Node& written, const Scope& scope, Resource& made) const {
    const Node* properties = member(written, "properties");
    const Node* inner = member(properties, "template");
    if (!inner || !made.properties || is_inner_scope(properties)) return;
    if (const Node* secret = outer_secret(builder_, *inner, scope))
      made.properties =
          with_entry(builder_, *made.properties, {"discloses", secret, secret->key_span, nullptr});
  }

  void nested(const Node& written, Scope& scope, int depth) {
    const Node* properties = member(written, "properties");
    const Node* inner = member(properties, "template");
    if (!inner) {
      const Node* link = member(properties, "templateLink");
      remark(link ? link->key_span : written.span,
             "a linked template is not followed: what it makes is not analysed",
             Problem::About::reference);
      return;
    }
    // What it says of its own parameters is written down, whatever they are worth.
    add_view(*inner);
    if (!is_inner_scope(properties))
      return resources(member(inner, "resources"), scope, nullptr, depth + 1);
    Given given;
    given.parameters = member(properties, "parameters");
    given.scope = &scope;
    given.by = "the deployment around";
    scopes_.push_back(scope_of(*inner, given));
    Scope& own = scopes_.back();
    // Values asked for later would see other loops: settle them now.
    if (!scope.loops.empty())
      for (auto& [name, parameter] : own.parameters) evaluator_.settle(parameter, scope);
    resources(member(inner, "resources"), own, nullptr, depth + 1);
    scopes_.pop_back();
  }

  void add_view(const Node& arm_template) {
    if (const Node* view = template_view(builder_, arm_template))
      inventory_.add_view("templates", view);
  }

  void remark(const Span& span, std::string_view words,
              Problem::About about = Problem::About::reading) {
    constexpr std::size_t kMostRemarks = 50;
    if (problems_.size() < kMostRemarks)
      problems_.push_back({span, std::string(words), false, about});
  }

  const Builder& builder_;
  Evaluator evaluator_;
  std::string scope_name_;
  Inventory& inventory_;
  std::vector<Problem>& problems_;
  bool open_;
  std::size_t count_ = 0;
  std::set<std::string> conditional_;
  std::deque<Scope> scopes_;
};

// What only the platform writes: no author of a template does, and most deployments refuse it.
bool is_read_back(const Node& resource) {
  constexpr std::string_view kOfTheService[] = {"provisioningState", "hostNameSslStates",
                                                "vaultUri", "fullyQualifiedDomainName",
                                                "primaryEndpoints"};
  const Node* properties = member(resource, "properties");
  if (!properties || !properties->is(Kind::mapping)) return false;
  if (member_text(properties, "source") == "system-default") return true;
  return std::any_of(std::begin(kOfTheService), std::end(kOfTheService),
                     [&](std::string_view name) { return member(*properties, name) != nullptr; });
}

}  // namespace

bool is_portal_export(const Node& arm_template) {
  const Node* variables = member(arm_template, "variables");
  const Node* parameters = member(arm_template, "parameters");
  if (!variables || !variables->is(Kind::mapping) || !variables->entries.empty()) return false;
  if (member(arm_template, "outputs") || !parameters || !parameters->is(Kind::mapping))
    return false;
  // Asked for none, it makes no parameters.
  if (parameters->entries.empty()) {
    const Node* resources = member(arm_template, "resources");
    return resources && resources->is(Kind::list) &&
           std::any_of(resources->items.begin(), resources->items.end(),
                       [](const Node* resource) { return is_read_back(*resource); });
  }
  // It makes a parameter of every name: `sites_shop_name`, with the type in upper case.
  const auto is_made = [](const Entry& entry) {
    return ends_with_ignoring_case(entry.name, "_name") ||
           ends_with_ignoring_case(entry.name, "_externalid");
  };
  return std::any_of(parameters->entries.begin(), parameters->entries.end(), is_made) &&
         std::all_of(parameters->entries.begin(), parameters->entries.end(),
                     [](const Entry& entry) {
                       const std::string_view type = member_text(entry.value, "type");
                       return type == "String" || type == "SecureString";
                     });
}

void expand_template(const Builder& builder, const Node& arm_template,
                     const std::vector<Given>& given, const std::string& scope,
                     Inventory& inventory, std::vector<Problem>& problems) {
  Expander(builder, scope, inventory, problems, is_portal_export(arm_template))
      .run(arm_template, given);
}

}  // namespace djaz::azure
