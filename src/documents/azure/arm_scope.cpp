#include "documents/azure/arm_scope.h"

#include "support/text.h"

namespace djaz::azure {
namespace {

// `{"copy": [{"name": "n", "count": 2, "input": …}], …}`: each loop defines the variable `n`.
void add_variable_loops(const Node& loops, Scope& scope) {
  for (const Node* loop : loops.items) {
    const std::string_view name = member_text(loop, "name");
    if (!name.empty() && member(loop, "input")) scope.variables[lowered(name)].written = loop;
  }
}

std::shared_ptr<const std::map<std::string, const Node*>> functions_of(const Node& spaces) {
  auto functions = std::make_shared<std::map<std::string, const Node*>>();
  for (const Node* space : spaces.items) {
    const std::string prefix = lowered(member_text(space, "namespace")) + '.';
    const Node* members = member(space, "members");
    if (!members || !members->is(Kind::mapping)) continue;
    for (const Entry& entry : members->entries)
      (*functions)[prefix + lowered(entry.name)] = entry.value;
  }
  return functions;
}

}  // namespace

const Node* member(const Node& mapping, std::string_view name) {
  if (!mapping.is(Kind::mapping)) return nullptr;
  const Entry* entry = find_entry_ignoring_case(mapping, name);
  return entry ? entry->value : nullptr;
}

const Node* member(const Node* mapping, std::string_view name) {
  return mapping ? member(*mapping, name) : nullptr;
}

std::string_view member_text(const Node* mapping, std::string_view name) {
  const Node* value = member(mapping, name);
  return value && value->is(Kind::string) ? value->text : std::string_view();
}

void give(Scope& scope, const Given& given) {
  if (!given.parameters || !given.parameters->is(Kind::mapping)) return;
  for (const Entry& entry : given.parameters->entries) {
    const auto found = scope.parameters.find(lowered(entry.name));
    if (found == scope.parameters.end()) continue;
    found->second.given = entry.value;
    found->second.given_scope = given.scope;
    found->second.given_by = given.by;
  }
}

Scope scope_of(const Node& arm_template, const Given& given) {
  Scope scope;
  if (const Node* parameters = member(arm_template, "parameters"))
    for (const Entry& entry : parameters->entries)
      scope.parameters[lowered(entry.name)].definition = entry.value;
  give(scope, given);
  if (const Node* variables = member(arm_template, "variables")) {
    for (const Entry& entry : variables->entries) {
      if (equal_ignoring_case(entry.name, "copy") && entry.value->is(Kind::list))
        add_variable_loops(*entry.value, scope);
      else
        scope.variables[lowered(entry.name)].written = entry.value;
    }
  }
  scope.made = member(arm_template, "resources");
  if (const Node* functions = member(arm_template, "functions"))
    scope.functions = functions_of(*functions);
  return scope;
}

}  // namespace djaz::azure
