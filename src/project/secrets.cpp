#include "project/secrets.h"

#include <map>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "secrets/formats.h"
#include "source/file_system.h"
#include "support/parallel.h"
#include "support/text.h"

namespace djaz {
namespace {

// Of one format in one file.
constexpr std::size_t kMostHits = 200;
// Below this many files, starting threads takes longer than looking.
constexpr std::size_t kWorthThreads = 32;

// Files that show or try something: what they hold is more often made up.
bool is_trial(std::string_view path) {
  for (const std::string_view part : split(path, '/')) {
    for (const std::string_view name :
         {"test", "tests", "testing", "fixture", "fixtures", "example", "examples", "docs", "doc",
          "sample", "samples", "conftest.py"})
      if (equal_ignoring_case(part, name)) return true;
    if (part.starts_with("test_") || part.ends_with("_test.py")) return true;
  }
  for (const std::string_view part : split(file_name_of(path), '.'))
    for (const std::string_view name : {"example", "sample", "template", "dist", "test"})
      if (equal_ignoring_case(part, name)) return true;
  return false;
}

std::string_view to_string(Proof proof) {
  switch (proof) {
    case Proof::holds:
      return "holds";
    case Proof::fails:
      return "fails";
    case Proof::none:
      break;
  }
  return "none";
}

class Branch {
 public:
  Branch(const Builder& builder, const std::string& as_of) : builder_(builder), as_of_(as_of) {}

  // The hits of one document as a mapping by format, or null.
  const Node* of(const std::vector<FormatHit>& found, const Document& document,
                 const SourceFile& file) const {
    std::map<std::string_view, std::vector<const Node*>> by_format;
    for (const FormatHit& hit : found) {
      // What has ended opens nothing any more.
      if (!hit.expires.empty() && !as_of_.empty() && hit.expires < as_of_) continue;
      std::vector<const Node*>& hits = by_format[hit.format->id];
      if (hits.size() < kMostHits) hits.push_back(node_of(hit, document, file));
    }
    if (by_format.empty()) return nullptr;
    const Span start{document.file, 0, 0};
    std::vector<Entry> entries;
    for (const auto& [format, hits] : by_format)
      entries.push_back({format, builder_.list(hits, start), start, nullptr});
    return builder_.mapping(entries, start);
  }

 private:
  const Node* node_of(const FormatHit& hit, const Document& document,
                      const SourceFile& file) const {
    const Span span{document.file, hit.begin, hit.end};
    const Node* value = builder_.borrowed_string(file.text_of(span), span);
    const std::vector<Entry> entries = {
        {"value", builder_.with_traits(*value, {Trait::secret}), {}, nullptr},
        {"title", builder_.string(hit.format->title), {}, nullptr},
        {"opens", builder_.string(hit.format->opens), {}, nullptr},
        {"kind", builder_.string(document.kind->name), {}, nullptr},
        {"proof", builder_.string(to_string(hit.proof)), {}, nullptr},
        {"made_up", builder_.boolean(hit.made_up), {}, nullptr},
        {"often_public", builder_.boolean(hit.format->often_public), {}, nullptr},
        {"trial", builder_.boolean(is_trial(file.path())), {}, nullptr},
        {"kept", builder_.boolean(document.keeps_secrets), {}, nullptr},
    };
    return builder_.mapping(entries, span);
  }

  const Builder& builder_;
  const std::string& as_of_;
};

}  // namespace

const Node* secrets_of(const Builder& builder, const Loader& loader, const std::string& as_of) {
  const Branch branch(builder, as_of);
  const Sources& sources = loader.sources();
  std::vector<const Document*> documents;
  std::unordered_set<std::uint32_t> seen;
  for (const auto& document : loader.documents())
    // One file may be a document of several kinds.
    if (seen.insert(document->file.value).second) documents.push_back(document.get());
  std::vector<std::vector<FormatHit>> found(documents.size());
  in_parallel(documents.size(), kWorthThreads, [&](std::size_t i) {
    found[i] = find_formats(sources.file(documents[i]->file).text());
  });
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const SourceFile& file = sources.file(documents[i]->file);
    const Node* hits = branch.of(found[i], *documents[i], file);
    if (hits != nullptr) entries.push_back({builder.arena().text(file.path()), hits, {}, nullptr});
  }
  return builder.mapping(entries);
}

const Node* secrets_of(const Builder& builder, const Document& document, const SourceFile& file,
                       const std::string& as_of) {
  std::vector<Entry> entries;
  const Node* hits = Branch(builder, as_of).of(find_formats(file.text()), document, file);
  if (hits != nullptr) entries.push_back({builder.arena().text(file.path()), hits, {}, nullptr});
  return builder.mapping(entries);
}

}  // namespace djaz
