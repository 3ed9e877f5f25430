// What the names in an ARM template mean: parameters with their defaults and what a parameters file
// gives, variables, functions, and the copy loops around the place. Values are evaluated once, at
// the first question; names compare without case.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tree/node.h"

namespace djaz::azure {

struct Scope;
class TemplateResources;

// The memory of one evaluation: concrete values and symbolic ones are kept apart.
struct Slot {
  enum class State : std::uint8_t { fresh, running, done };
  State state = State::fresh;
  const Node* value = nullptr;
};

struct Parameter {
  const Node* definition = nullptr;
  // What a parameters file or the deployment around gives: `{"value": …}` or `{"reference": …}`.
  const Node* given = nullptr;
  // Where `given` is an expression of an outer template.
  Scope* given_scope = nullptr;
  std::string given_by;  // words: "`azuredeploy.parameters.json`"
  Slot slots[2];
};

struct Variable {
  const Node* written = nullptr;
  Slot slots[2];
};

struct Loop {
  std::string name;
  // Unknown when the loop was not unrolled.
  std::optional<std::int64_t> index;
  bool of_resource = false;
};

struct Scope {
  std::map<std::string, Parameter> parameters;
  std::map<std::string, Variable> variables;
  // By "namespace.name"; shared, since every call of one makes a scope.
  std::shared_ptr<const std::map<std::string, const Node*>> functions;
  std::vector<Loop> loops;
  int calls = 0;  // user functions around
  // The variables of the lambdas around.
  std::vector<std::pair<std::string, const Node*>> bindings;
  // The template's resources as written, and as `reference()` finds them once it asked.
  const Node* made = nullptr;
  std::shared_ptr<TemplateResources> resources;
};

// Where parameters get their values from, beside their defaults.
struct Given {
  const Node* parameters = nullptr;  // mapping of name to `{"value": …}`
  Scope* scope = nullptr;
  std::string by;
};

// The scope of a template's own expressions.
Scope scope_of(const Node& arm_template, const Given& given = {});
// Puts values in the place of those that parameters had.
void give(Scope& scope, const Given& given);

// The entry of a mapping without regard to case, or null; also null for what is no mapping.
const Node* member(const Node* mapping, std::string_view name);
const Node* member(const Node& mapping, std::string_view name);
// Its text when it is a string, else empty.
std::string_view member_text(const Node* mapping, std::string_view name);

}  // namespace djaz::azure
