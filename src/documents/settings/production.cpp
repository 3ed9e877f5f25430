#include "documents/settings/production.h"

#include <algorithm>

#include "documents/settings/modules.h"
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
  for (const Hint& hint : hints) {
    // What a developer runs says nothing of production when its own name says so.
    if (hint.authority <= kManageAuthority && is_development_module(hint.module)) {
      assembly.notes.push_back("`" + hint.module + "` is not judged: only " + hint.source +
                               " names it, and its name says that it is not for production");
      continue;
    }
    bool package = false;
    const std::string path = module_file(assembly.loader, deployment.root, hint.module, package);
    if (!path.empty()) return ProductionModule{hint.module, path, hint.source, hint.span, false};
    assembly.notes.push_back("the settings module `" + hint.module + "`, named by " + hint.source +
                             ", is not in the project");
  }
  return guess(assembly, deployment);
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
