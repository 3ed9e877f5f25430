#include "lint/choose.h"

#include <utility>
#include <vector>

#include "support/parallel.h"

namespace djaz {
namespace {

constexpr std::size_t kHead = 4096;
// Most files are dismissed by their names.
constexpr std::size_t kWorthThreads = 64;

bool wanted_by_any(std::string_view path) {
  for (const DocumentKind* kind : document_kinds())
    if (kind->suspects(path) != Suspicion::no) return true;
  return false;
}

// A name that cookiecutter and its like fill in: what stands there is not yet anybody's project,
// and mostly not yet Python.
bool is_template(std::string_view path) {
  for (const auto& [opens, closes] :
       {std::pair<std::string_view, std::string_view>{"{{", "}}"}, {"{%", "%}"}}) {
    const std::size_t at = path.find(opens);
    if (at != std::string_view::npos && path.find(closes, at) != std::string_view::npos)
      return true;
  }
  return false;
}

// What becomes of a file that the walk found: nothing, a document, or words on why it is none.
struct Fate {
  const DocumentKind* kind = nullptr;
  std::string reason;
  bool failed = false;
};

Fate fate_of(FileSystem& files, const Discovered& found) {
  Fate fate;
  if (found.type == FileType::other) {
    fate.reason = "is not a regular file";
    return fate;
  }
  // A link that leads nowhere we may go is not ours to fail on; an unreadable file is.
  if (found.type == FileType::link && !files.is_file(found.path)) {
    fate.reason = "is a link that leads outside the project or nowhere";
    return fate;
  }
  fate.kind = kind_of(files, found.path, fate.reason);
  fate.failed = !fate.reason.empty();
  if (fate.kind != nullptr && !fate.failed && is_template(found.path))
    fate.reason = "is a template: its name is still to be filled in";
  return fate;
}

}  // namespace

const DocumentKind* kind_of(FileSystem& files, const std::string& path, std::string& problem) {
  std::string head;
  bool looked = false;
  for (const DocumentKind* kind : document_kinds()) {
    const Suspicion suspicion = kind->suspects(path);
    if (suspicion == Suspicion::yes) return kind;
    if (suspicion == Suspicion::no) continue;
    if (!looked) {
      ReadOutcome outcome = files.read_head(path, kHead);
      if (!outcome.ok) {
        problem = outcome.missing ? "does not exist" : outcome.reason;
        return nullptr;
      }
      head = std::move(outcome.bytes);
      looked = true;
    }
    if (kind->recognises != nullptr && kind->recognises(path, head)) return kind;
  }
  return nullptr;
}

void choose_documents(Loader& loader, const DiscoveryOptions& options, const Take& taken) {
  loader.set_scope(options);
  const Discovery discovery = discover(loader.file_system(), options, wanted_by_any);
  for (const auto& [path, reason] : discovery.problems) loader.fail(path, "", reason);
  for (const std::string& path : discovery.missing) loader.fail(path, "", "does not exist");
  std::vector<Fate> fates(discovery.files.size());
  in_parallel(fates.size(), kWorthThreads,
              [&](std::size_t i) { fates[i] = fate_of(loader.file_system(), discovery.files[i]); });
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const std::string& path = discovery.files[i].path;
    Fate& fate = fates[i];
    if (fate.kind == nullptr || !fate.reason.empty()) continue;
    if (taken && taken(path, *fate.kind))
      fate.kind = nullptr;
    else
      wanted.push_back({path, fate.kind});
  }
  loader.read_ahead(wanted);
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const std::string& path = discovery.files[i].path;
    const Fate& fate = fates[i];
    if (fate.failed)
      loader.fail(path, "", fate.reason);
    else if (!fate.reason.empty())
      loader.skip(path, fate.kind == nullptr ? "" : fate.kind->name, fate.reason);
    else if (fate.kind != nullptr)
      loader.choose(path, *fate.kind);
  }
}

}  // namespace djaz
