// The facts inside the executable: every file under rules/, parsed when djaz was built.
// A file is decoded at the first question; its nodes live as long as the process and have no spans.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

// The root mapping of "rules/data/dev_tools.toml", or null when there is no such file.
const Node* embedded(std::string_view path);

// One table of a file, read in part or whole. What a run does not ask for is never decoded.
class EmbeddedTable {
 public:
  explicit EmbeddedTable(std::string_view bytes) : bytes_(bytes) {}

  // Only what stands under these keys. The nodes live in the arena, their texts for ever.
  const Node& some(std::span<const std::string_view> keys, Arena& arena) const;
  const Node& whole(Arena& arena) const;
  // Of each key, in the order asked: the text there, or the texts of the list; empty where there
  // is none.
  std::vector<std::vector<std::string_view>> texts(std::span<const std::string_view> keys) const;

 private:
  std::string_view bytes_;
};

// A whole file, which is one table too; an empty one when there is no such file.
EmbeddedTable embedded_table(std::string_view path);

// The tables that a file holds as `[[key]]`, in the order of the file.
std::vector<EmbeddedTable> embedded_tables(std::string_view path, std::string_view key);

// The paths of all files, sorted.
std::vector<std::string_view> embedded_paths();

}  // namespace djaz
