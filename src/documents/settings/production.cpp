#include "documents/settings/production.h"

#include <algorithm>

#include "documents/settings/modules.h"
#include "documents/settings/settings.h"
#include "support/text.h"

namespace djaz {
namespace {

using Hint = Deployment::ModuleHint;

// Names of the settings modules below the root that were chosen by their path.
std::vector<std::pair<std::string, std::string>> candidates_of(Assembly& assembly,
                                                               const Deployment& deployment) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Document* document : assembly.of_kind("settings")) {
    const std::string& path = assembly.loader.sources().file(document->file).path();
    // An empty package beside its modules is nobody's settings.
    const bool empty = document->module->body.empty() && !document->failed();
    if (!is_settings_path(path) || empty || is_app_settings(*document->module)) continue;
    const std::string name = module_name(deployment.root, path);
    if (!name.empty()) found.emplace_back(name, path);
  }
  return found;
}

// Smaller is likelier; negative is out of the question.
int rank_of(const std::string& module) {
  if (is_development_module(module)) return -1;
  if (is_production_module(module)) return 0;
  const std::string_view last = split(module, '.').back();
  if (last == "settings") return 1;
  return 2;
}

// The __init__.py of a package whose modules hold the settings: whoever names it gives the name of
// one of them in the environment.
bool is_bare_package(Assembly& assembly, const std::string& path, bool package) {
  const Document* document = package ? assembly.loader.load(path, kSettings) : nullptr;
  if (document == nullptr || document->failed()) return false;
  const auto& body = document->module->body;
  return std::all_of(body.begin(), body.end(), [](const python::Statement* statement) {
    if (statement->kind != python::StatementKind::expression) return false;
    const auto* words = static_cast<const python::ExpressionStatement*>(statement);
    return words->value->kind == python::ExpressionKind::string;
  });
}

std::optional<ProductionModule> guess(Assembly& assembly, const Deployment& deployment) {
  std::optional<ProductionModule> best;
  int best_rank = 0;
  for (const auto& [name, path] : candidates_of(assembly, deployment)) {
    const int rank = rank_of(name);
    if (rank < 0 || (best && rank >= best_rank)) continue;
    best = ProductionModule{name, path, "its name", {}, true};
    best_rank = rank;
  }
  return best;
}

}  // namespace

std::optional<ProductionModule> production_module(Assembly& assembly,
                                                  const Deployment& deployment) {
  std::vector<Hint> hints = deployment.settings_modules;
  if (!assembly.options.settings_module.empty())
    hints.push_back({assembly.options.settings_module, {}, "the command line", 100});
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.authority > b.authority; });
  std::optional<ProductionModule> bare;
  for (const Hint& hint : hints) {
    // What a developer runs says nothing of production when its own name says so.
    if (hint.authority <= kManageAuthority && is_development_module(hint.module)) {
      assembly.notes.push_back("`" + hint.module + "` is not judged: only " + hint.source +
                               " names it, and its name says that it is not for production");
      continue;
    }
    bool package = false;
    const std::string path = module_file(assembly.loader, deployment.root, hint.module, package);
    if (!path.empty()) {
      ProductionModule found{hint.module, path, hint.source, hint.span, false};
      if (!is_bare_package(assembly, path, package)) return found;
      if (!bare) bare = std::move(found);
      continue;
    }
    assembly.notes.push_back("the settings module `" + hint.module + "`, named by " + hint.source +
                             ", is not in the project");
  }
  std::optional<ProductionModule> guessed = guess(assembly, deployment);
  return guessed ? std::move(guessed) : std::move(bare);
}

std::string production_sibling(Assembly& assembly, const Deployment& deployment,
                               const ProductionModule& module) {
  const std::string_view directory = directory_of(module.path);
  for (const auto& [name, path] : candidates_of(assembly, deployment))
    if (directory_of(path) == directory && is_production_module(name) && name != module.name)
      return name;
  return "";
}

}  // namespace djaz
