// The evidence of a finding: what to underline, how the value came about, which Azure resource it
// belongs to, and which texts are secrets.
#pragma once

#include <vector>

#include "djaz/finding.h"
#include "rules/judge.h"
#include "rules/message.h"
#include "secrets/redact.h"

namespace djaz {

// The narrowest text that is the place: its value, else the key it should stand under.
Span label_span(const Place& place);

// How the node came about: its origin, then those of its inputs, each with its place. No more than
// eight labels, none twice.
std::vector<Label> origin_chain(const Node& node, const Words& words);

// Marks the text of a value that must never be printed, under each of its candidates and inputs.
void mark_secret(const Node& node, const Sources& sources, Redactor& redactor);

ResourceId resource_of(const Node& resource);

}  // namespace djaz
