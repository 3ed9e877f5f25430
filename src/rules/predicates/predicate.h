// Named predicates, `is = "placeholder"`: what a rule asks of one known value and an expression
// would say badly. Unknown values and candidates are dealt with before a predicate is asked.
#pragma once

#include <span>
#include <string_view>

#include "secrets/placeholder.h"
#include "support/truth.h"
#include "tree/node.h"

namespace djaz {

struct Predicate {
  std::string_view name;
  // The keys that `is = { name = …, … }` may hold.
  std::span<const std::string_view> arguments;
  // `arguments` is the table that names the predicate, or null. The node is never unknown.
  Truth (*holds)(const Node& node, const Node* arguments);
};

std::span<const Predicate> predicates();
const Predicate* find_predicate(std::string_view name);

// The predicates over texts.
// This machine; with `service_names` also a single word, as compose files name their services.
bool is_local_host(std::string_view host, bool service_names);
// scheme://user:password@host with a password.
bool is_url_with_password(std::string_view text);

}  // namespace djaz
