// How a tree of facts travels inside the executable: one string of bytes a file, in pre-order.
// The generator writes it when djaz is built; `embedded()` reads it at the first question.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct EmbeddedFile {
  const char* path;
  const char* bytes;
  std::size_t size;
};

// Defined by the generated source, sorted by path.
extern const EmbeddedFile kEmbeddedFiles[];
extern const std::size_t kEmbeddedFileCount;

// Null, boolean, integer, real, string, list and mapping, which is all that TOML has.
std::string encode_tree(const Node& root);
// The texts of the nodes are views of the bytes. Null when the bytes are not an encoded tree.
const Node* decode_tree(std::string_view bytes, Arena& arena);

}  // namespace djaz
