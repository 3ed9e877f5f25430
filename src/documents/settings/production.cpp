#include "documents/settings/production.h"

#include <algorithm>

#include "documents/settings/modules.h"
#include "documents/settings/settings.h"
#include "support/text.h"

namespace djaz {
namespace {

using Hint = Deployment::ModuleHint;

struct CandidateModule {
  std::string name;
  std::string path;
  bool whole = false;  // sets what every project sets
};

// The settings modules below the root that were chosen by their path.
std::vector<CandidateModule> candidates_of(Assembly& assembly, const Deployment& deployment) {
  std::vector<CandidateModule> found;
  for (const Document* document : assembly.of_kind("settings")) {
    const std::string& path = assembly.loader.sources().file(document->file).path();
    // An empty package beside its modules is nobody's settings.
    const bool empty = document->module->body.empty() && !document->failed();
    if (!is_settings_path(path) || empty || is_app_settings(*document->module)) continue;
    const std::string name = module_name(deployment.root, path);
    if (!name.empty()) found.push_back({name, path, sets_essentials(*document->module)});
  }
  return found;
}

// Smaller is likelier; negative is out of the question.
int rank_of(const CandidateModule& module) {
  if (is_development_module(module.name)) return -1;
  if (is_production_module(module.name)) return 0;
  // One of several apps may call a module of its own `settings`.
  const int part = module.whole ? 0 : 2;
  return part + (split(module.name, '.').back() == "settings" ? 1 : 2);
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
  for (const CandidateModule& module : candidates_of(assembly, deployment)) {
    const int rank = rank_of(module);
    if (rank < 0 || (best && rank >= best_rank)) continue;
    best = ProductionModule{module.name, module.path, "its name", {}, true, {}};
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
  std::string absent;
  for (const Hint& hint : hints) {
    // There are images of developers, and of stages before production.
    if (hint.authority == kImageAuthority && !is_production_module(hint.module)) continue;
    // What a developer runs says nothing of production when its own name says so.
    if (hint.authority <= kManageAuthority && is_development_module(hint.module)) {
      assembly.notes.push_back("`" + hint.module + "` is not judged: only " + hint.source +
                               " names it, and its name says that it is not for production");
      continue;
    }
    bool package = false;
    std::string name = hint.module;
    std::string path = module_file(assembly.loader, deployment.root, name, package);
    // A second manage.py inside the package: the name is meant from the directory above.
    const std::string above = std::string(file_name_of(deployment.root)) + '.';
    if (path.empty() && name.starts_with(above)) {
      name.erase(0, above.size());
      path = module_file(assembly.loader, deployment.root, name, package);
    }
    if (!path.empty()) {
      ProductionModule found{name, path, hint.source, hint.span, false, {}};
      if (!is_bare_package(assembly, path, package)) return found;
      if (!bare) bare = std::move(found);
      continue;
    }
    assembly.notes.push_back("the settings module `" + hint.module + "`, named by " + hint.source +
                             ", is not in the project");
    if (absent.empty()) absent = hint.module;
  }
  std::optional<ProductionModule> guessed = guess(assembly, deployment);
  // Named as seen from another directory, it is the same.
  if (guessed && !guessed->name.ends_with('.' + absent) && !absent.ends_with('.' + guessed->name))
    guessed->absent = absent;
  return guessed ? std::move(guessed) : std::move(bare);
}

std::string production_sibling(Assembly& assembly, const Deployment& deployment,
                               const ProductionModule& module) {
  const std::string_view directory = directory_of(module.path);
  for (const CandidateModule& one : candidates_of(assembly, deployment))
    if (directory_of(one.path) == directory && is_production_module(one.name) &&
        one.name != module.name)
      return one.name;
  return "";
}

}  // namespace djaz
