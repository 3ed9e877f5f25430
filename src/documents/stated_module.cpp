#include "documents/stated_module.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "documents/module_files.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::array<std::string_view, 11> kElsewhere = {"dev",  "devel",   "development", "local",
                                                         "test", "tests",   "testing",     "ci",
                                                         "docs", "example", "examples"};
constexpr std::array<std::string_view, 5> kProduction = {"prod", "production", "prd", "live",
                                                         "deploy"};

template <std::size_t N>
bool has_word(std::string_view path, const std::array<std::string_view, N>& words) {
  std::string word;
  for (const char c : path) {
    if (is_alpha(c)) {
      word += lower(c);
    } else {
      if (one_of(word, words)) return true;
      word.clear();
    }
  }
  return one_of(word, words);
}

struct Stated {
  const Node* module = nullptr;
  std::string path;
};

std::vector<Stated> stated(Assembly& assembly, const Deployment& deployment,
                           std::string_view kind) {
  std::vector<Stated> out;
  for (const Document* document : assembly.of_kind(kind)) {
    const Entry* module = document->root->is(Kind::mapping)
                              ? find_entry(*document->root, "settings_module")
                              : nullptr;
    bool package = false;
    if (module == nullptr || !module->value->is(Kind::string) ||
        module_file(assembly.loader, deployment.root, module->value->text, package).empty())
      continue;
    out.push_back({module->value, assembly.loader.sources().file(document->file).path()});
  }
  return out;
}

bool add_agreed(const std::vector<Stated>& all, int weight, Deployment& deployment) {
  if (all.empty()) return false;
  const std::string_view first = all.front().module->text;
  if (!std::all_of(all.begin(), all.end(),
                   [&](const Stated& one) { return one.module->text == first; }))
    return false;
  deployment.settings_modules.push_back(
      {std::string(first), all.front().module->span, "`" + all.front().path + "`", weight});
  return true;
}

}  // namespace

bool is_for_developers(std::string_view path) {
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return true;
  return has_developers_word(path);
}

bool has_developers_word(std::string_view path) { return has_word(path, kElsewhere); }

void add_stated_module(Assembly& assembly, std::string_view kind, int usual, int special) {
  for (Deployment& deployment : assembly.deployments) {
    const std::vector<Stated> all = stated(assembly, deployment, kind);
    std::vector<Stated> production;
    for (const Stated& one : all)
      if (has_word(one.path, kProduction)) production.push_back(one);
    if (!add_agreed(production, special, deployment)) add_agreed(all, usual, deployment);
  }
}

}  // namespace djaz
