#include "documents/assembly.h"

#include <algorithm>

#include "source/ignore.h"
#include "source/git_index.h"
#include "source/git_repository.h"

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

Truth Assembly::tracked(const std::string& path) {
  const auto known = tracked_.find(path);
  if (known != tracked_.end()) return known->second;
  Truth& answer = tracked_.emplace(path, Truth::unknown).first->second;
  if (!loader.exists(path)) return answer;
  const GitRepository git = open_git_repository(loader.repository());
  if (!git.present || !git.problem.empty()) return answer;
  const std::string place = join_path(loader.repository_prefix(), path);
  bool found = false;
  const GitIndex index = read_git_index(git.index, git.hash_size, [&](const GitEntry& entry) {
    found = found || (entry.path == place && !entry.intent_to_add);
  });
  if (!index.problem.empty()) return answer;
  if (!found) return answer = index.sparse ? Truth::unknown : Truth::no;
  IgnoreRules ignore(loader.repository(), git.directory, git.ignore_case);
  return answer = ignore.ignores(place) == Truth::no ? Truth::yes : Truth::unknown;
}

}  // namespace djaz
