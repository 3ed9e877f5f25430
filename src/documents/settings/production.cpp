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

// What a module says of itself.
bool is_words(const python::Statement& statement) {
  return statement.kind == python::StatementKind::expression &&
         python::as<python::ExpressionStatement>(statement).value->kind ==
             python::ExpressionKind::string;
}

// The __init__.py of a package whose modules hold the settings: whoever names it gives the name of
// one of them in the environment.
bool is_bare_package(Assembly& assembly, const std::string& path, bool package) {
  const Document* document = package ? assembly.loader.load(path, kSettings) : nullptr;
  if (document == nullptr || document->failed()) return false;
  const auto& body = document->module->body;
  return std::all_of(body.begin(), body.end(),
                     [](const python::Statement* one) { return is_words(*one); });
}

std::optional<ProductionModule> guess(Assembly& assembly, const Deployment& deployment) {
  std::optional<ProductionModule> best;
  int best_rank = 0;
  for (const CandidateModule& module : candidates_of(assembly, deployment)) {
    const int rank = rank_of(module);
    if (rank < 0 || (best && rank >= best_rank)) continue;
    best = ProductionModule{module.name, module.path, "its name", {}, true, {}, {}};
    best_rank = rank;
  }
  return best;
}

// Images of a stage before production, and entry points that default to one.
constexpr int kStaging = 5;
// The serving entry point names a module for development, and nothing better is to be had.
constexpr int kLastResort = 1;

// An image whose module is called neither this nor that: better than what manage.py says. One that
// is called after the image may as well be for developers who work in it.
constexpr int kSomeImage = 12;
constexpr int kDockerImage = 9;

// What a hint weighs once the name of its module is known; nothing: it says nothing of production.
std::optional<int> weight_of(const Hint& hint) {
  const int said = hint.authority;
  if (said >= authority::kStartupFile) return said;
  const bool served = said <= authority::kAsgiServed && said >= authority::kAsgi;
  switch (stage_of(hint.module)) {
    case Stage::production:
      return said;
    case Stage::development:
      return served ? std::optional<int>(kLastResort) : std::nullopt;
    case Stage::staging:
      return kStaging;
    case Stage::any:
      break;
  }
  if (said != authority::kImage) return said;
  const std::string last = lowered(split(hint.module, '.').back());
  return last.find("docker") == std::string::npos ? kSomeImage : kDockerImage;
}

bool is_named_elsewhere(const Deployment& deployment, const Hint& hint) {
  return std::any_of(deployment.settings_modules.begin(), deployment.settings_modules.end(),
                     [&](const Hint& other) {
                       return other.module == hint.module && other.source != hint.source;
                     });
}

// All that is said, the weightiest first.
std::vector<Hint> weighed(Assembly& assembly, const Deployment& deployment) {
  std::vector<Hint> hints;
  if (!assembly.options.settings_module.empty())
    hints.push_back(
        {assembly.options.settings_module, {}, "the command line", authority::kCommandLine});
  for (Hint hint : deployment.settings_modules) {
    const std::optional<int> weight = weight_of(hint);
    if (weight) {
      hint.authority = *weight;
      hints.push_back(std::move(hint));
    } else if (hint.authority <= authority::kManage && !is_named_elsewhere(deployment, hint)) {
      assembly.notes.push_back("`" + hint.module + "` is not judged: only " + hint.source +
                               " names it, and its name says that it is not for production");
    }
  }
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.authority > b.authority; });
  return hints;
}

std::string file_of(Assembly& assembly, const Deployment& deployment, std::string& name,
                    bool& package) {
  std::string path = module_file(assembly.loader, deployment.root, name, package);
  if (!path.empty()) return path;
  // A second manage.py inside the package: the name is meant from the directory above.
  const std::string above = std::string(file_name_of(deployment.root)) + '.';
  if (!name.starts_with(above)) return path;
  name.erase(0, above.size());
  return module_file(assembly.loader, deployment.root, name, package);
}

// Takes over what `base` sets.
bool stands_on(Assembly& assembly, const CandidateModule& module, std::string_view base) {
  const Document* document = assembly.loader.load(module.path, kSettings);
  if (document == nullptr || document->module == nullptr) return false;
  const bool package = file_name_of(module.path) == "__init__.py";
  const std::vector<std::string> taken = star_imports(*document->module, module.name, package);
  return std::find(taken.begin(), taken.end(), base) != taken.end();
}

// The names differ in one part only, and that part says production here: `shop.settings.dev` and
// `shop.settings.prod`, `shop.local.settings` and `shop.live.settings`.
bool is_counterpart(std::string_view module, std::string_view other) {
  const std::vector<std::string_view> mine = split(module, '.');
  const std::vector<std::string_view> its = split(other, '.');
  if (mine.size() != its.size()) return false;
  std::size_t apart = 0;
  std::string_view word;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (mine[i] == its[i]) continue;
    ++apart;
    word = its[i];
  }
  return apart == 1 && is_production_module(word);
}

// Modules called after production in the directory of another, whatever the directory's name is.
void add_neighbours(Assembly& assembly, const Deployment& deployment, const std::string& path,
                    std::vector<CandidateModule>& out) {
  std::string problem;
  const std::string directory(directory_of(path));
  for (const DirectoryEntry& entry : assembly.loader.file_system().list(directory, problem)) {
    const std::string_view name = entry.name;
    if (!name.ends_with(".py") || !is_production_module(name.substr(0, name.size() - 3))) continue;
    const std::string file = join_path(directory, name);
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.path == file; });
    const Document* document = known ? nullptr : assembly.loader.load(file, kSettings);
    if (document == nullptr || document->module == nullptr) continue;
    const std::string module = module_name(deployment.root, file);
    if (!module.empty()) out.push_back({module, file, sets_essentials(*document->module)});
  }
}

// The module for development that this one is another name of: it says `from .dev import *` and
// nothing else. Empty: it is none.
std::string development_behind(Assembly& assembly, const ProductionModule& module, bool package) {
  const Document* document = assembly.loader.load(module.path, kSettings);
  if (document == nullptr || document->module == nullptr) return "";
  const auto& body = document->module->body;
  const bool only = std::all_of(body.begin(), body.end(), [](const python::Statement* one) {
    return one->kind == python::StatementKind::import_from || is_words(*one);
  });
  const std::vector<std::string> taken = star_imports(*document->module, module.name, package);
  return only && taken.size() == 1 && is_development_module(taken[0]) ? taken[0] : "";
}

// An entry point's default is what a developer wants who sets no variable. Where it names a module
// for development, and beside it stands a whole one that is called after production, the latter is
// what production is meant to load; so it is where that one is made from the default itself.
std::optional<ProductionModule> twin_of(Assembly& assembly, const Deployment& deployment,
                                        const Hint& hint, const ProductionModule& named,
                                        bool package) {
  const Stage stage = stage_of(named.name);
  if (hint.authority >= authority::kProcessFile || stage == Stage::production) return std::nullopt;
  const std::string behind =
      stage == Stage::any && package ? development_behind(assembly, named, package) : std::string();
  const bool aside = stage == Stage::development || stage == Stage::staging || !behind.empty();
  const CandidateModule* best = nullptr;
  std::vector<CandidateModule> candidates = candidates_of(assembly, deployment);
  add_neighbours(assembly, deployment, named.path, candidates);
  for (const CandidateModule& one : candidates) {
    const bool beside =
        is_counterpart(named.name, one.name) ||
        (package && is_production_module(one.name) && one.name.starts_with(named.name + '.'));
    if (!one.whole || !beside || (!aside && !stands_on(assembly, one, named.name))) continue;
    // `prod` before `prod_eu` and `heroku`.
    const auto plain = [](const CandidateModule& module) {
      return module.name.ends_with("prod") || module.name.ends_with("production") ? 0 : 1;
    };
    if (best == nullptr || plain(one) < plain(*best)) best = &one;
  }
  if (best == nullptr) return std::nullopt;
  ProductionModule twin{best->name, best->path, "its name", {}, false, {}, hint};
  twin.instead_of.module = behind.empty() ? named.name : behind;
  return twin;
}

std::optional<ProductionModule> twin_of(Assembly& assembly, const Deployment& deployment,
                                        const Hint& hint) {
  ProductionModule named{hint.module, {}, hint.source, hint.span, false, {}, {}};
  bool package = false;
  named.path = file_of(assembly, deployment, named.name, package);
  if (named.path.empty()) return std::nullopt;
  return twin_of(assembly, deployment, hint, named, package);
}

}  // namespace

std::optional<ProductionModule> production_module(Assembly& assembly,
                                                  const Deployment& deployment) {
  std::vector<Hint> hints = weighed(assembly, deployment);
  std::optional<ProductionModule> bare;
  std::string absent;
  // What stands beside the default of a serving entry point outweighs what only may be served.
  const auto own = std::find_if(hints.begin(), hints.end(),
                                [](const Hint& one) { return one.authority == kLastResort; });
  for (const Hint& hint : hints) {
    if (hint.authority <= kSomeImage && own != hints.end() && &hint != &*own)
      if (std::optional<ProductionModule> twin = twin_of(assembly, deployment, *own)) return twin;
    bool package = false;
    std::string name = hint.module;
    std::string path = file_of(assembly, deployment, name, package);
    if (path.empty()) {
      assembly.notes.push_back("the settings module `" + hint.module + "`, named by " +
                               hint.source + ", is not in the project");
      if (absent.empty()) absent = hint.module;
      continue;
    }
    ProductionModule found{name, path, hint.source, hint.span, false, {}, {}};
    if (std::optional<ProductionModule> twin = twin_of(assembly, deployment, hint, found, package))
      found = std::move(*twin);
    // The serving entry point's own word, where nothing that the site holds contradicts it.
    const bool weak = !found.instead_of.module.empty() || hint.authority <= kStaging;
    if (weak && own != hints.end() && own->module != found.name) found.instead_of = *own;
    if (!found.instead_of.module.empty()) return found;
    // Only guessed at, where a better word is on a module that is not to be seen.
    if (hint.authority == kSomeImage || hint.authority == kDockerImage) found.absent = absent;
    if (!is_bare_package(assembly, path, package)) return found;
    if (!bare) bare = std::move(found);
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
