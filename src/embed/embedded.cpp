#include "syntax/embedded.h"

#include <algorithm>
#include <mutex>

#include "embed/tables.h"

namespace djaz {
namespace {

struct Decoded {
  std::mutex mutex;
  Arena arena;
  std::vector<const Node*> roots = std::vector<const Node*>(kEmbeddedFileCount, nullptr);
};

}  // namespace

const Node* embedded(std::string_view path) {
  const EmbeddedFile* begin = kEmbeddedFiles;
  const EmbeddedFile* end = begin + kEmbeddedFileCount;
  const EmbeddedFile* file = std::lower_bound(
      begin, end, path, [](const EmbeddedFile& a, std::string_view b) { return a.path < b; });
  if (file == end || file->path != path) return nullptr;
  // Lives as long as the process: nodes that were handed out may be used by other statics.
  static Decoded& decoded = *new Decoded;
  const std::lock_guard<std::mutex> lock(decoded.mutex);
  const Node*& root = decoded.roots[static_cast<std::size_t>(file - begin)];
  if (root == nullptr) root = decode_tree({file->bytes, file->size}, decoded.arena);
  return root;
}

std::vector<std::string_view> embedded_paths() {
  std::vector<std::string_view> paths;
  for (std::size_t i = 0; i < kEmbeddedFileCount; ++i) paths.emplace_back(kEmbeddedFiles[i].path);
  return paths;
}

}  // namespace djaz
