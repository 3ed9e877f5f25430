#include "lint/choose.h"

#include <utility>

namespace djaz {
namespace {

constexpr std::size_t kHead = 4096;

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
  for (const Discovered& found : discovery.files) {
    if (found.type == FileType::other) {
      loader.skip(found.path, "", "is not a regular file");
      continue;
    }
    // A link that leads nowhere we may go is not ours to fail on; an unreadable file is.
    if (found.type == FileType::link && !loader.exists(found.path)) {
      loader.skip(found.path, "", "is a link that leads outside the project or nowhere");
      continue;
    }
    std::string problem;
    const DocumentKind* kind = kind_of(loader.file_system(), found.path, problem);
    if (!problem.empty()) {
      loader.fail(found.path, "", problem);
      continue;
    }
    if (kind != nullptr && is_template(found.path)) {
      loader.skip(found.path, kind->name, "is a template: its name is still to be filled in");
      continue;
    }
    if (kind == nullptr || (taken && taken(found.path, *kind))) continue;
    loader.choose(found.path, *kind);
  }
}

}  // namespace djaz
