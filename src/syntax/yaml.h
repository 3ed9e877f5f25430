// YAML text to located nodes, by libyaml: mappings, lists and scalars, which are all text, whatever
// they look like. An alias is the node that it names, met again: follow keys, and never walk the
// whole, which may be far larger than its text.
#pragma once

#include <cstddef>

#include "djaz/source.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct YamlLimits {
  std::size_t depth = 64;
  std::size_t nodes = 100'000;
};

// The first document of the file; null when it is none, is empty, or goes beyond the limits. Keys
// that are no text are left out. `<<` brings the entries of what it names, below those beside it.
const Node* parse_yaml(const SourceFile& file, Arena& arena, const YamlLimits& limits = {});

}  // namespace djaz
