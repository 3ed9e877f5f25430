#include "fuzz.h"

#include <stdexcept>
#include <unordered_set>

#include "documents/assembly.h"
#include "documents/loader.h"
#include "source/file_system.h"
#include "support/text.h"
#include "tree/dump.h"

namespace djaz::fuzz {
namespace {

bool splits_character(std::string_view text, std::uint32_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Nodes may be shared: each is visited once.
class Walk {
 public:
  explicit Walk(const Sources& sources) : sources_(sources) {}

  void run(const Node& root) {
    enter(&root);
    while (!pending_.empty()) {
      const Node& node = *pending_.back();
      pending_.pop_back();
      visit(node);
    }
  }

 private:
  void enter(const Node* node) {
    if (node != nullptr && seen_.insert(node).second) pending_.push_back(node);
  }

  void visit(const Node& node) {
    expect_span(node.span, sources_);
    expect_span(node.key_span, sources_);
    for (const Node* item : node.items) {
      expect(item != nullptr, "an item is a node");
      enter(item);
    }
    for (const Entry& entry : node.entries) {
      expect(entry.value != nullptr, "an entry has a value");
      expect_span(entry.key_span, sources_);
      enter(entry.value);
      enter(entry.key);
    }
    expect(node.is(Kind::unknown) == (node.unknown != nullptr), "unknown nodes say what they are");
    if (node.unknown != nullptr) candidates(*node.unknown);
    if (node.origin != nullptr) {
      expect_span(node.origin->span, sources_);
      for (const Input& input : node.origin->inputs) enter(input.node);
    }
  }

  void candidates(const Unknown& unknown) {
    expect(unknown.candidates.size() <= 64, "candidates are bounded");
    for (const Candidate& each : unknown.candidates) {
      enter(each.value);
      if (each.value != nullptr && each.value->unknown != nullptr)
        expect(each.value->unknown->candidates.empty(), "a candidate has no candidates");
    }
  }

  const Sources& sources_;
  std::vector<const Node*> pending_;
  std::unordered_set<const Node*> seen_;
};

std::string transcript(const DocumentKind& kind, const std::string& path,
                       const std::string& bytes) {
  const auto files = in_memory({{path, bytes}});
  Sources sources;
  Loader loader(*files, sources);
  const Document* document = loader.load(path, kind);
  if (document == nullptr) return "";
  expect(document->root != nullptr, "a document has a root");
  std::string out = expect_tree(*document->root, sources);
  expect_spans(document->comments, sources);
  for (const Problem& problem : document->problems) {
    expect_span(problem.span, sources);
    expect_printable(problem.message);
    out += problem.message + '\n';
  }
  const ProductionOptions options;
  Arena arena;
  Assembly assembly(loader, options, arena);
  assembly.deployments.emplace_back();
  kind.assemble(assembly);
  const Builder builder(arena);
  for (const Deployment& deployment : assembly.deployments)
    out += expect_tree(*deployment.branches.build(builder), sources);
  return out;
}

}  // namespace

void expect(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error("does not hold: " + what);
}

void expect_span(const Span& span, const Sources& sources) {
  if (!span.valid()) return;
  expect(span.file.value < sources.size(), "a place is in a file of the run");
  const std::string_view text = sources.file(span.file).text();
  expect(span.begin <= span.end && span.end <= text.size(), "a place lies inside its file");
  if (is_valid_utf8(text))
    expect(!splits_character(text, span.begin) && !splits_character(text, span.end),
           "a place splits no character");
}

void expect_spans(const std::vector<Span>& spans, const Sources& sources) {
  for (const Span& span : spans) expect_span(span, sources);
}

void expect_printable(std::string_view words) {
  expect(is_valid_utf8(words), "words are UTF-8");
  for (const char c : words)
    expect(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "words hold no control character");
}

std::string expect_tree(const Node& root, const Sources& sources) {
  Walk(sources).run(root);
  std::string shown = dump(root, sources);
  for (const std::string_view line : split(shown, '\n')) expect_printable(line);
  return shown;
}

const SourceFile& add_file(Sources& sources, std::string text) {
  return sources.add("input", std::move(text));
}

void expect_document(const DocumentKind& kind, const std::string& path, const std::string& bytes) {
  expect(transcript(kind, path, bytes) == transcript(kind, path, bytes),
         "the same bytes give the same document");
}

}  // namespace djaz::fuzz
