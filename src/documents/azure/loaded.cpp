#include "documents/azure/loaded.h"

#include <algorithm>

#include "documents/assembly.h"
#include "documents/azure/arm_scope.h"
#include "documents/azure/azure.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {

std::vector<Loaded> load_all(const Assembly& assembly) {
  std::vector<Loaded> all;
  for (Document* document : assembly.of_kind(kAzure.name)) {
    Loaded loaded;
    loaded.document = document;
    loaded.path = assembly.loader.sources().file(document->file).path();
    loaded.pieces = classify(*document->root);
    all.push_back(std::move(loaded));
  }
  return all;
}

Directories by_directory(const std::vector<Loaded>& all) {
  Directories out;
  for (const Loaded& loaded : all) out[directory_of(loaded.path)].push_back(&loaded);
  return out;
}

bool declares_all(const Node& arm_template, const Node* given) {
  if (!given || !given->is(Kind::mapping)) return true;
  const Node* declared = member(arm_template, "parameters");
  return std::all_of(given->entries.begin(), given->entries.end(),
                     [&](const Entry& entry) { return member(declared, entry.name) != nullptr; });
}

const Node* values_in(const Loaded& loaded) {
  for (const Piece& piece : loaded.pieces)
    if (piece.shape == Shape::parameters) return member(piece.node, "parameters");
  return nullptr;
}

const Loaded* parameters_beside(const Directories& all, const std::string& path) {
  const auto around = all.find(directory_of(path));
  if (around == all.end()) return nullptr;
  std::string stem = lowered(file_name_of(path));
  stem.resize(stem.size() - std::min<std::size_t>(stem.size(), 5));
  const Loaded* alone = nullptr;
  const Loaded* own = nullptr;
  int beside = 0;
  int templates = 0;
  for (const Loaded* loaded : around->second) {
    templates += loaded->has(Shape::arm_template) ? 1 : 0;
    if (loaded->path == path) own = loaded;
    if (!loaded->has(Shape::parameters)) continue;
    const std::string name = lowered(file_name_of(loaded->path));
    if (name == stem + ".parameters.json" || (stem == "template" && name == "parameters.json"))
      return loaded;
    alone = loaded;
    ++beside;
  }
  if (beside != 1 || templates != 1 || own == nullptr) return nullptr;
  for (const Piece& piece : own->pieces)
    if (piece.shape == Shape::arm_template && !declares_all(*piece.node, values_in(*alone)))
      return nullptr;
  return alone;
}

}  // namespace djaz::azure
