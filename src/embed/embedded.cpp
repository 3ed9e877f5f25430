#include "syntax/embedded.h"

#include <algorithm>
#include <cassert>
#include <mutex>

#include "embed/tables.h"

namespace djaz {
namespace {

struct Decoded {
  std::mutex mutex;
  Arena arena;
  std::vector<const Node*> roots = std::vector<const Node*>(kEmbeddedFileCount, nullptr);
};

// Lives as long as the process: nodes that were handed out may be used by other statics.
Decoded& decoded() {
  static Decoded& all = *new Decoded;
  return all;
}

const EmbeddedFile* find_file(std::string_view path) {
  const EmbeddedFile* end = kEmbeddedFiles + kEmbeddedFileCount;
  const EmbeddedFile* file =
      std::lower_bound(kEmbeddedFiles, end, path,
                       [](const EmbeddedFile& a, std::string_view b) { return a.path < b; });
  return file == end || file->path != path ? nullptr : file;
}

}  // namespace

const Node* embedded(std::string_view path) {
  const EmbeddedFile* file = find_file(path);
  if (file == nullptr) return nullptr;
  const std::lock_guard<std::mutex> lock(decoded().mutex);
  const Node*& root = decoded().roots[static_cast<std::size_t>(file - kEmbeddedFiles)];
  if (root == nullptr) root = decode_tree({file->bytes, file->size}, decoded().arena);
  return root;
}

EmbeddedTable embedded_table(std::string_view path) {
  // A mapping of one byte: the number of its entries, none.
  static constexpr std::string_view kEmpty("m\x01\x00", 3);
  const EmbeddedFile* file = find_file(path);
  return EmbeddedTable(file == nullptr ? kEmpty : std::string_view(file->bytes, file->size));
}

std::vector<EmbeddedTable> embedded_tables(std::string_view path, std::string_view key) {
  std::vector<EmbeddedTable> out;
  const EmbeddedFile* file = find_file(path);
  if (file == nullptr) return out;
  for (const std::string_view bytes : encoded_tables({file->bytes, file->size}, key))
    out.emplace_back(bytes);
  return out;
}

// The bytes are of our own making, so they are never refused.
const Node& EmbeddedTable::some(std::span<const std::string_view> keys, Arena& arena) const {
  const Node* node = decode_entries(bytes_, keys, arena);
  assert(node != nullptr);
  return *node;
}

const Node& EmbeddedTable::whole(Arena& arena) const {
  const Node* node = decode_tree(bytes_, arena);
  assert(node != nullptr);
  return *node;
}

std::vector<std::vector<std::string_view>> EmbeddedTable::texts(
    std::span<const std::string_view> keys) const {
  return encoded_texts(bytes_, keys);
}

std::vector<std::string_view> embedded_paths() {
  std::vector<std::string_view> paths;
  for (std::size_t i = 0; i < kEmbeddedFileCount; ++i) paths.emplace_back(kEmbeddedFiles[i].path);
  return paths;
}

}  // namespace djaz
