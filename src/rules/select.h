// The nodes that a rule selects. Those under `azure` know the resource that holds them.
#pragma once

#include <vector>

#include "rules/judge.h"

namespace djaz {

struct Selected {
  Place place;
  // The Azure resource that holds it, or null.
  const Node* resource = nullptr;
  // What `select` led to, when the rule has an `each`.
  Place item;
};

// In the order of the rule's paths and of the documents; no place twice. With `each`, the places
// under those that `select` leads to.
std::vector<Selected> select_places(const Judge& judge);

}  // namespace djaz
