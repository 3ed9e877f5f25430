// JSON as such, strict and as Azure and VS Code tolerate it, then as documents of both.
#include "syntax/json.h"

#include "documents/azure/azure.h"
#include "documents/launch/launch.h"
#include "fuzz.h"

using namespace djaz;

namespace {

// The tree as text, or nothing when the text is not JSON.
std::string read(const std::string& text, const JsonOptions& options) {
  Sources sources;
  Arena arena;
  const JsonResult result = parse_json(fuzz::add_file(sources, text), 0, arena, options);
  bool fatal = false;
  for (const JsonProblem& problem : result.problems) {
    fuzz::expect_span(problem.span, sources);
    fuzz::expect_printable(problem.message);
    fatal = fatal || problem.fatal;
  }
  fuzz::expect_spans(result.comments, sources);
  fuzz::expect((result.root == nullptr) == fatal, "a mistake gives no tree, and nothing else does");
  for (const Node* root : result.roots) fuzz::expect_tree(*root, sources);
  return result.root == nullptr ? "" : fuzz::expect_tree(*result.root, sources);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Encoding encoding = Encoding::utf8;
  std::string problem;
  const std::string text = decode_json(bytes, encoding, problem);
  if (problem.empty()) {
    JsonOptions tolerant;
    tolerant.allow = {.comments = true, .trailing_commas = true, .raw_newlines = true};
    const std::string strict = read(text, {});
    const std::string tolerated = read(text, tolerant);
    if (!strict.empty()) {
      fuzz::expect(strict == tolerated, "tolerance changes nothing in strict JSON");
      fuzz::expect(strict == read(text + " \n", {}), "blanks at the end change nothing");
    }
    tolerant.several = true;
    const std::string first = read(text, tolerant);
    fuzz::expect(tolerated.empty() || first == tolerated, "one value is the first of several");
  }
  fuzz::expect_document(kAzure, "azure.json", bytes);
  fuzz::expect_document(kLaunch, ".vscode/launch.json", bytes);
  return 0;
}
