#include "documents/azure/azure.h"

#include <algorithm>
#include <iterator>

#include "documents/azure/classify.h"
#include "documents/azure/what_if.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/json.h"
#include "syntax/json_strict.h"

namespace djaz {
namespace azure {
namespace {

// JSON that other tools own; none of it is ever Azure's.
constexpr std::string_view kForeign[] = {
    "angular.json",
    "app.json",
    "bower.json",
    "composer.json",
    "components.json",
    "deno.json",
    "devcontainer.json",
    "extensions.json",
    "firebase.json",
    "global.json",
    "host.json",
    "keybindings.json",
    "launch.json",
    "launchsettings.json",
    "lerna.json",
    "local.settings.json",
    "manifest.json",
    "npm-shrinkwrap.json",
    "nx.json",
    "package-lock.json",
    "package.json",
    "project.json",
    "pyrightconfig.json",
    "renovate.json",
    "tasks.json",
    "turbo.json",
    "vercel.json",
    "createuidefinition.json",
};

Suspicion suspects(std::string_view path) {
  if (!ends_with_ignoring_case(path, ".json")) return Suspicion::no;
  const std::string name = lowered(file_name_of(path));
  if (std::find(std::begin(kForeign), std::end(kForeign), name) != std::end(kForeign))
    return Suspicion::no;
  const std::string_view view = name;
  for (const std::string_view prefix : {"tsconfig", "jsconfig", ".", "babel.config", "jest.config"})
    if (view.substr(0, prefix.size()) == prefix) return Suspicion::no;
  if (file_name_of(directory_of(path)) == ".vscode") return Suspicion::no;
  return Suspicion::look;
}

// Where the JSON begins: the CLI may have written its warnings into the same file.
std::uint32_t after_warnings(std::string_view text) {
  constexpr int kMostLines = 50;
  std::size_t at = 0;
  for (int line = 0; line < kMostLines; ++line) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at >= text.size()) return 0;
    if (!is_alpha(text[at])) return static_cast<std::uint32_t>(at);
    const std::string_view rest = text.substr(at);
    for (const std::string_view word : {"true", "false", "null", "NaN"})
      if (rest.substr(0, word.size()) == word) return 0;
    at = std::min(text.find('\n', at), text.size());
  }
  return 0;
}

void classify_document(Document& document) {
  auto remark = [&](const Node& node, std::string_view words, bool fatal = false) {
    Span place = node.span;
    place.end = std::min(place.end, place.begin + 1);
    document.problems.push_back({place, std::string(words), fatal});
  };
  const std::vector<Piece> pieces = classify(*document.root);
  auto nothing = [](const Piece& piece) { return piece.shape == Shape::none; };
  if (std::all_of(pieces.begin(), pieces.end(), nothing))
    return remark(*document.root, "this is not an Azure document djaz knows");
  auto written_by_hand = [](const Piece& piece) {
    return piece.shape == Shape::arm_template || piece.shape == Shape::parameters;
  };
  document.keeps_secrets = std::none_of(pieces.begin(), pieces.end(), written_by_hand);
  // A file of which nothing is analysed has failed, and is not in order.
  auto useless = [](const Piece& piece) {
    return !not_analysed(piece.shape).empty() ||
           (piece.shape == Shape::what_if && shows_no_resource(*piece.node));
  };
  const bool fatal = std::all_of(pieces.begin(), pieces.end(), useless);
  for (const Piece& piece : pieces)
    if (fatal && piece.shape == Shape::what_if) return remark(*piece.node, kNoPayload, true);
  std::vector<Shape> said;
  for (const Piece& piece : pieces) {
    const std::string_view words = not_analysed(piece.shape);
    if (words.empty() || std::find(said.begin(), said.end(), piece.shape) != said.end()) continue;
    said.push_back(piece.shape);
    remark(*piece.node, words, fatal);
  }
}

void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const Span whole{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  // What is not set is printed as nothing: `az webapp cors show` of a site without CORS.
  if (std::all_of(file.text().begin(), file.text().end(), is_space)) {
    document.root = builder.mapping({}, whole, true);
    return;
  }
  // Nearly all are strict; only for the others has the slower reader something to say.
  document.root = parse_strict_json(file, document.arena);
  if (document.root != nullptr) return classify_document(document);
  JsonOptions options;
  options.several = true;
  options.allow.comments = true;
  options.allow.trailing_commas = true;
  constexpr std::size_t kHead = 4096;
  options.allow.raw_newlines =
      contains_ignoring_case(file.text().substr(0, kHead), "deploymentTemplate.json");
  JsonResult result = parse_json(file, after_warnings(file.text()), document.arena, options);
  document.comments = std::move(result.comments);
  for (JsonProblem& problem : result.problems)
    document.problems.push_back(
        {problem.span, std::move(problem.message), problem.fatal,
         problem.duplicate_key ? Problem::About::duplicate_key : Problem::About::reading});
  if (!result.root) {
    document.root = builder.mapping({}, whole, true);
    return;
  }
  document.root = result.roots.size() == 1 ? result.root : builder.list(result.roots, whole);
  classify_document(document);
}

}  // namespace
}  // namespace azure

constexpr std::uint64_t kLargestExport = 512ULL * 1024 * 1024;

const DocumentKind kAzure = {
    .name = "azure",
    .suspects = azure::suspects,
    .recognises = azure::looks_like_azure,
    .decode = decode_json,
    .parse = azure::parse,
    .tree = azure::tree,
    .assemble = azure::assemble,
    .size_limit = kLargestExport,
};

}  // namespace djaz
