// How a tree of facts travels inside the executable: one string of bytes a file, in pre-order, with
// the size before each collection, so that what is not asked for is stepped over. The generator
// writes it when djaz is built; `embedded()` reads it at the first question.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
// The same for a mapping, without the entries of other names.
const Node* decode_entries(std::string_view bytes, std::span<const std::string_view> names,
                           Arena& arena);
// Of each key of an encoded mapping, in the order asked: the text there, or the texts of the list.
std::vector<std::vector<std::string_view>> encoded_texts(std::string_view bytes,
                                                         std::span<const std::string_view> keys);
// The encoded mappings of the list that stands under a key of an encoded mapping.
std::vector<std::string_view> encoded_tables(std::string_view bytes, std::string_view key);

}  // namespace djaz
