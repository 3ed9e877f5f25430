#include "documents/requirements/repeated.h"

#include <algorithm>
#include <map>

namespace djaz::requirements {
namespace {

// Over all chains; beyond it nothing more is compared.
constexpr std::size_t kMostSteps = 1'000'000;
// Of each name: those nearest before.
constexpr std::size_t kMostLinks = 8;

bool same(const Node& a, const Node& b, std::string_view key) {
  const Node* left = child(a, key);
  const Node* right = child(b, key);
  if (left == nullptr || right == nullptr) return left == right;
  return equal(*left, *right);
}

bool same_in_all(const Node& a, const Node& b) {
  for (const std::string_view key : {"specifier", "extras", "markers", "url", "path"})
    if (!same(a, b, key)) return false;
  return true;
}

class Linker {
 public:
  Linker(const IncludeGraph& graph, const DeploymentFiles& files,
         const std::vector<std::size_t>& first, const std::vector<const Node*>& requirements)
      : graph_(graph),
        files_(files),
        first_(first),
        requirements_(requirements),
        earlier_(requirements.size()),
        constraints_(requirements.size()) {}

  void run() {
    std::vector<std::size_t> starts;
    if (files_.runtime != IncludeGraph::npos) starts.push_back(files_.runtime);
    for (const std::size_t index : files_.members) {
      const File& file = graph_.files()[index];
      if (index != files_.runtime && !file.included && !file.used_as_constraint)
        starts.push_back(index);
    }
    for (const std::size_t start : starts) {
      if (steps_ > kMostSteps) return;
      chain(start);
    }
  }

  const std::vector<const Node*>& earlier(std::size_t item) const { return earlier_[item]; }
  const std::vector<const Node*>& constraints(std::size_t item) const { return constraints_[item]; }

 private:
  using ByName = std::map<std::string_view, std::vector<const Node*>>;

  std::size_t count(std::size_t file) const {
    return items_of(*graph_.files()[file].document->root, "requirements").size();
  }

  static std::string_view name_of(const Node& item) {
    const Node* name = child(item, "name");
    return name != nullptr && name->is(Kind::string) ? name->text : std::string_view();
  }

  static void keep(std::vector<const Node*>& list, const Node* item) {
    if (list.size() == kMostLinks) list.erase(list.begin());
    list.push_back(item);
  }

  bool is_member(std::size_t file) const {
    return std::binary_search(files_.members.begin(), files_.members.end(), file,
                              [&](std::size_t a, std::size_t b) {
                                return graph_.files()[a].path < graph_.files()[b].path;
                              });
  }

  // What `-r` leads to, the file itself last. Included files come first: of two the one that
  // includes is at fault.
  std::vector<std::size_t> installed_by(std::size_t start) const {
    std::vector<std::size_t> files = {start};
    std::vector<bool> seen(graph_.files().size(), false);
    seen[start] = true;
    for (std::size_t i = 0; i < files.size(); ++i) {
      for (const Include& include : graph_.files()[files[i]].includes) {
        if (include.target != Include::Target::file || include.ignored || include.constraint ||
            seen[include.file])
          continue;
        seen[include.file] = true;
        files.push_back(include.file);
      }
    }
    std::reverse(files.begin(), files.end());
    return files;
  }

  // In a template two lines are often two cases of which one remains.
  bool counts(std::size_t file) const {
    return is_member(file) && child(*graph_.files()[file].document->root, "template") == nullptr;
  }

  void chain(std::size_t start) {
    const std::vector<std::size_t> files = installed_by(start);
    const std::vector<std::size_t> all = graph_.reached_from(start);
    steps_ += all.size() + graph_.files().size();
    ByName constraints;
    for (const std::size_t file : all) {
      if (!counts(file) || std::find(files.begin(), files.end(), file) != files.end()) continue;
      steps_ += count(file) + files.size();
      for (std::size_t i = first_[file]; i < first_[file] + count(file); ++i)
        keep(constraints[name_of(*requirements_[i])], requirements_[i]);
    }
    ByName seen;
    for (const std::size_t file : files) {
      if (files_.constraints[file] || !counts(file)) continue;
      steps_ += count(file);
      for (std::size_t i = first_[file]; i < first_[file] + count(file); ++i) {
        const std::string_view name = name_of(*requirements_[i]);
        if (name.empty()) continue;
        std::vector<const Node*>& before = seen[name];
        if (earlier_[i].empty()) earlier_[i] = before;
        keep(before, requirements_[i]);
        const auto held = constraints.find(name);
        if (held != constraints.end() && constraints_[i].empty()) constraints_[i] = held->second;
      }
    }
  }

  const IncludeGraph& graph_;
  const DeploymentFiles& files_;
  const std::vector<std::size_t>& first_;
  const std::vector<const Node*>& requirements_;
  std::vector<std::vector<const Node*>> earlier_;
  std::vector<std::vector<const Node*>> constraints_;
  std::size_t steps_ = 0;
};

}  // namespace

void link_repeated(const IncludeGraph& graph, const DeploymentFiles& files,
                   const std::vector<std::size_t>& first, const Builder& builder,
                   std::vector<const Node*>& requirements) {
  Linker linker(graph, files, first, requirements);
  linker.run();
  std::vector<const Node*> out = requirements;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto& earlier = linker.earlier(i);
    const auto& constraints = linker.constraints(i);
    if (earlier.empty() && constraints.empty()) continue;
    const Node& item = *requirements[i];
    std::vector<Entry> entries(item.entries.begin(), item.entries.end());
    if (!earlier.empty())
      entries.push_back({"earlier", builder.list(earlier, item.span), {}, nullptr});
    if (std::any_of(earlier.begin(), earlier.end(),
                    [&](const Node* each) { return same_in_all(*each, item); }))
      entries.push_back({"repeated", builder.boolean(true, item.span), {}, nullptr});
    if (!constraints.empty())
      entries.push_back({"constrained_by", builder.list(constraints, item.span), {}, nullptr});
    out[i] = builder.mapping(entries, item.span);
  }
  requirements = std::move(out);
}

}  // namespace djaz::requirements
