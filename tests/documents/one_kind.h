// Documents of one kind, loaded and assembled from memory, as the tests of a kind see them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/assembly.h"
#include "documents/fixtures.h"
#include "source/file_system.h"

namespace djaz {

using Files = std::vector<std::pair<std::string, std::string>>;

struct OneKind {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;
  const DocumentKind& kind;

  OneKind(const DocumentKind& the_kind, const Files& texts)
      : files(in_memory(texts)),
        loader(*files, sources),
        assembly(loader, options, arena),
        kind(the_kind) {
    assembly.deployments.emplace_back();
    for (const auto& [path, text] : texts) loader.choose(path, kind);
    kind.assemble(assembly);
  }

  const Document& document() const { return *loader.documents().front(); }
  // The branch that bears the name of the kind.
  const Node* branch() const { return assembly.deployments.front().branches.get(kind.name); }
  const Node& part(std::string_view name) const { return *find_entry(*branch(), name)->value; }
  // As the goldens have it: the tree, then what is remarked.
  std::string tree() const { return dump(*document().root, sources) + marks(document(), sources); }
};

}  // namespace djaz
