// The nodes that a rule selects. Those under `azure` know the resource that holds them.
#pragma once

#include <map>
#include <string>
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

// Resources that one rule selected and the next selects again: most rules begin with the same few
// lists. For one deployment.
class Selections {
 public:
  using Lists = std::map<std::string, std::vector<Selected>>;

  Arena& arena() { return arena_; }
  Lists& lists() { return lists_; }

 private:
  Arena arena_;
  Lists lists_;
};

// In the order of the rule's paths and of the documents; no place twice. With `each`, the places
// under those that `select` leads to. Either what rules share, or put into `own`.
const std::vector<Selected>& select_places(const Judge& judge, Selections& shared,
                                           std::vector<Selected>& own);

}  // namespace djaz
