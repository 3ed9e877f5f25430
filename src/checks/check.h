// A check is a rule's condition written in C++, for what the rule language does not reach. It
// answers as a condition does: true, false or unknown, with evidence. registry.cpp lists them all.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/finding.h"
#include "support/truth.h"
#include "tree/arena.h"
#include "tree/path.h"

namespace djaz {

struct CheckContext {
  // The selected node; it may be absent.
  const Place& place;
  // The root of the deployment.
  const Node& project;
  // The table that stood in the rule beside `name`, or null.
  const Node* arguments = nullptr;
  Arena& arena;
};

struct CheckAnswer {
  Truth guilty = Truth::unknown;
  // Words for the message's `{@evidence}`; for an unknown, why.
  std::string evidence;
  std::vector<Label> related;
  // How often Django says it of the one node: of a text that it walks over, for each letter. The
  // profile `django` has as many findings.
  std::size_t times = 1;
};

struct Check {
  std::string_view name;
  // The keys that `check = { name = …, … }` may hold.
  std::span<const std::string_view> arguments;
  CheckAnswer (*run)(const CheckContext& context);
  // It looks at the selected node, and of the project only at what all deployments share.
  bool of_node_alone = false;
};

std::span<const Check> checks();
const Check* find_check(std::string_view name);

}  // namespace djaz
