// From a rule's recipe and the node it found fault with to an edit of the file. There is one only
// where the value is written, once, as a plain literal, at the place that the edit would change:
// what was computed, came through a name or is part of a larger expression is left to people.
#pragma once

#include <optional>

#include "djaz/finding.h"
#include "rules/judge.h"

namespace djaz {

// `subject` is the selected node itself, never one of its candidates.
std::optional<Fix> mend(const Recipe& recipe, const Place& subject, Judge& judge);

}  // namespace djaz
