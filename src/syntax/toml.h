// TOML text to located nodes: rule files, defaults, tables of facts and the configuration.
// toml++ stays in toml.cpp; its nesting is bounded before it sees the text.
#pragma once

#include <cstddef>

#include "djaz/result.h"
#include "djaz/source.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct TomlLimits {
  std::size_t bytes = 2'000'000;
  // Of tables and arrays inside each other, dotted keys included.
  std::size_t depth = 128;
};

// The root mapping. Keys stand in document order with their spans; a date or time becomes the
// string as written; a table that a header makes has the header as its span.
Result<const Node*> parse_toml(const SourceFile& file, Arena& arena, const TomlLimits& limits = {});

}  // namespace djaz
