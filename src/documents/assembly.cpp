#include "documents/assembly.h"

#include <algorithm>

namespace djaz {

std::vector<Document*> Assembly::of_kind(std::string_view kind) const {
  std::vector<Document*> found;
  for (const auto& document : loader.documents())
    if (document->kind->name == kind) found.push_back(document.get());
  const Sources& sources = loader.sources();
  std::sort(found.begin(), found.end(), [&](const Document* a, const Document* b) {
    return sources.file(a->file).path() < sources.file(b->file).path();
  });
  return found;
}

}  // namespace djaz
