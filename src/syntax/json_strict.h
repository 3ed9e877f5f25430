// JSON as programs write it, read in one go: no comments, no keys that are there twice, nothing
// that needs words. Several times as fast as the reader that can say what is wrong, and never of
// another opinion: what it does not like it leaves to that one.
#pragma once

#include <string_view>

#include "djaz/source.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

// The tree that `parse_json` makes of the file's text, or null when that has to be asked.
const Node* parse_strict_json(const SourceFile& file, Arena& arena);
// Whether it would make one of this text; now and then it says no where it would.
bool is_strict_json(std::string_view text);

}  // namespace djaz
