// The conditions of a value's candidates as they are told. What all of them ask for alike tells none
// of them from another, and is left out: a variable that has to be set for the site to start at all.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tree/node.h"

namespace djaz {

// One text for each candidate, in their order.
std::vector<std::string> told_conditions(std::span<const Candidate> candidates);

}  // namespace djaz
