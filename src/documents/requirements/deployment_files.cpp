#include "documents/requirements/deployment_files.h"

#include <algorithm>

#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

// Over all chains; beyond it no more constraints are looked up.
constexpr std::size_t kMostSteps = 1'000'000;

bool lies_under(std::string_view path, std::string_view root) {
  return root.empty() || (path.size() > root.size() && path.substr(0, root.size()) == root &&
                          path[root.size()] == '/');
}

class Chooser {
 public:
  Chooser(const IncludeGraph& graph, const Deployment& deployment, const Assembly& assembly)
      : graph_(graph), deployment_(deployment), assembly_(assembly) {
    const std::size_t count = graph.files().size();
    out_.roles.assign(count, Role::unknown);
    out_.constraints.assign(count, false);
    out_.compiled.assign(count, false);
    out_.compiled_from.assign(count, IncludeGraph::npos);
    out_.installed.assign(count, false);
    out_.pin_set.assign(count, IncludeGraph::npos);
    member_.assign(count, false);
    settled_.assign(count, false);
  }

  DeploymentFiles run() {
    find_members();
    for (const std::size_t index : out_.members) {
      const File& file = graph_.files()[index];
      // `-c requirements.txt` in requirements-dev.in: the development list follows what is
      // installed.
      const bool only_holds =
          file.used_as_constraint && role_by_name(relative(file.path)) != Role::runtime;
      out_.constraints[index] = !file.included && (only_holds || named_constraints(file.path));
    }
    find_runtime();
    roles_by_name();
    roles_by_includer();
    mark_compiled();
    collect_pins();
    return std::move(out_);
  }

 private:
  static bool named_constraints(std::string_view path) {
    return starts_with_ignoring_case(file_name_of(path), "constraints");
  }

  // The file lies in this deploy root and in no deeper one, or in none at all.
  bool belongs(std::string_view path) const {
    std::size_t deepest = 0;
    bool any = false;
    for (const Deployment& other : assembly_.deployments) {
      if (!lies_under(path, other.root)) continue;
      any = true;
      deepest = std::max(deepest, other.root.size());
    }
    if (!any) return true;
    return lies_under(path, deployment_.root) && deployment_.root.size() == deepest;
  }

  void find_members() {
    std::vector<std::size_t> pending;
    for (std::size_t i = 0; i < graph_.files().size(); ++i)
      if (belongs(graph_.files()[i].path)) pending.push_back(i);
    spread(std::move(pending), member_);
    for (std::size_t i = 0; i < member_.size(); ++i)
      if (member_[i]) out_.members.push_back(i);
    std::sort(out_.members.begin(), out_.members.end(), [&](std::size_t a, std::size_t b) {
      return graph_.files()[a].path < graph_.files()[b].path;
    });
  }

  std::string_view relative(std::string_view path) const {
    if (deployment_.root.empty() || !lies_under(path, deployment_.root)) return path;
    return path.substr(deployment_.root.size() + 1);
  }

  // Marks the files and all that they lead to; stops at what is marked already. Returns the new.
  std::vector<std::size_t> spread(std::vector<std::size_t> pending, std::vector<bool>& marks) {
    std::vector<std::size_t> fresh;
    while (!pending.empty()) {
      const std::size_t index = pending.back();
      pending.pop_back();
      if (marks[index]) continue;
      marks[index] = true;
      fresh.push_back(index);
      for (const Include& include : graph_.files()[index].includes)
        if (include.target == Include::Target::file && !include.ignored)
          pending.push_back(include.file);
    }
    return fresh;
  }

  void settle(std::size_t start, Role role) {
    for (const std::size_t index : spread({start}, settled_)) out_.roles[index] = role;
  }

  // What the host installs: the file that CUSTOM_REQUIREMENTSTXT_PATH names, else requirements.txt
  // of the deploy root. Only without one do names decide.
  void find_runtime() {
    std::string path = join_path(deployment_.root, "requirements.txt");
    const auto custom = deployment_.environment.find("CUSTOM_REQUIREMENTSTXT_PATH");
    if (custom != deployment_.environment.end() &&
        custom->second.state == python::Variable::State::value)
      resolve_relative(deployment_.root, custom->second.text, path);
    const std::size_t index = graph_.find(path);
    if (index == IncludeGraph::npos || !member_[index]) return;
    take_runtime(index);
  }

  void take_runtime(std::size_t index) {
    if (out_.runtime == IncludeGraph::npos) out_.runtime = index;
    spread({index}, out_.installed);
    settle(index, Role::runtime);
  }

  void roles_by_name() {
    const bool by_name_only = out_.runtime == IncludeGraph::npos;
    for (const std::size_t index : out_.members) {
      const std::string_view path = relative(graph_.files()[index].path);
      if (settled_[index] || out_.constraints[index] || role_by_name(path) != Role::runtime)
        continue;
      // Beside the one that the host takes, requirements.txt of another directory is for something
      // else.
      const bool other_program = equal_ignoring_case(file_name_of(path), "requirements.txt") &&
                                 !directory_of(path).empty();
      if (!by_name_only && other_program) continue;
      if (by_name_only) {
        take_runtime(index);
      } else {
        settle(index, Role::runtime);
      }
    }
    for (const std::size_t index : out_.members) {
      const Role role = role_by_name(relative(graph_.files()[index].path));
      if (settled_[index] || role == Role::unknown || role == Role::runtime) continue;
      settled_[index] = true;
      named_.push_back(index);
      out_.roles[index] = role;
    }
  }

  // A file whose name says nothing is for what the file that includes it is for.
  void roles_by_includer() {
    for (const std::size_t index : named_)
      for (const Include& include : graph_.files()[index].includes)
        if (include.target == Include::Target::file && !include.ignored)
          settle(include.file, out_.roles[index]);
  }

  void mark_compiled() {
    for (const std::size_t index : out_.members) {
      const std::string& path = graph_.files()[index].path;
      if (!ends_with_ignoring_case(path, ".in")) {
        mark_sources(index);
        continue;
      }
      const std::string sibling = path.substr(0, path.size() - 3) + ".txt";
      const std::size_t compiled = graph_.find(sibling);
      if (compiled != IncludeGraph::npos) mark(index, compiled);
    }
  }

  void mark(std::size_t source, std::size_t compiled) {
    out_.compiled[source] = true;
    if (out_.compiled_from[compiled] == IncludeGraph::npos) out_.compiled_from[compiled] = source;
    out_.roles[source] = out_.roles[compiled];
  }

  // The head of a compiled file names what it was compiled from.
  void mark_sources(std::size_t index) {
    const File& file = graph_.files()[index];
    const Sources& sources = assembly_.loader.sources();
    std::size_t looked_at = 0;
    for (const Span& comment : file.document->comments) {
      if (++looked_at > 10) return;
      const std::string_view text = sources.text_of(comment);
      if (text.find("pip-compile") == std::string_view::npos &&
          text.find("pip compile") == std::string_view::npos)
        continue;
      for (const std::string_view word : split(text, ' ')) {
        std::string path;
        if (!ends_with_ignoring_case(word, ".in")) continue;
        // Written from where the tool ran: beside the file, or at the top.
        for (const std::string_view base : {directory_of(file.path), std::string_view()}) {
          if (!resolve_relative(base, word, path)) continue;
          const std::size_t source = graph_.find(path);
          if (source != IncludeGraph::npos && member_[source]) mark(source, index);
        }
      }
    }
  }

  // What production installs is held by the constraints of its own chain only; any other file by
  // those of any chain that it is part of.
  void collect_pins() {
    if (out_.runtime != IncludeGraph::npos) {
      std::vector<std::size_t> chain;
      for (const std::size_t index : out_.members)
        if (out_.installed[index]) chain.push_back(index);
      give_pins(chain);
    }
    std::size_t steps = 0;
    for (const std::size_t index : out_.members) {
      const File& file = graph_.files()[index];
      if (out_.pin_set[index] != IncludeGraph::npos || file.included || file.used_as_constraint)
        continue;
      const std::vector<std::size_t> chain = graph_.reached_from(index);
      steps += chain.size();
      if (steps > kMostSteps) return;
      give_pins(chain);
    }
  }

  void give_pins(const std::vector<std::size_t>& chain) {
    Pins pins;
    for (const std::size_t index : chain) {
      if (!out_.constraints[index]) continue;
      for (const Node* item : items_of(*graph_.files()[index].document->root, "requirements")) {
        const Node* name = child(*item, "name");
        const Node* pinned = child(*item, "pinned");
        if (name == nullptr || !name->is(Kind::string) || pinned == nullptr) continue;
        if (pinned->is(Kind::boolean) && pinned->boolean)
          pins.emplace(name->text, Pin{child(*item, "version"), index});
      }
    }
    if (pins.empty()) return;
    for (const std::size_t index : chain)
      if (out_.pin_set[index] == IncludeGraph::npos) out_.pin_set[index] = out_.pin_sets.size();
    out_.pin_sets.push_back(std::move(pins));
  }

  const IncludeGraph& graph_;
  const Deployment& deployment_;
  const Assembly& assembly_;
  DeploymentFiles out_;
  std::vector<bool> member_;
  std::vector<bool> settled_;
  std::vector<std::size_t> named_;  // dev, test or docs by their names
};

}  // namespace

const Pin* DeploymentFiles::pin_for(std::size_t file, std::string_view name) const {
  if (pin_set[file] == IncludeGraph::npos) return nullptr;
  const Pins& pins = pin_sets[pin_set[file]];
  const auto found = pins.find(name);
  return found == pins.end() ? nullptr : &found->second;
}

DeploymentFiles choose_files(const IncludeGraph& graph, const Deployment& deployment,
                             const Assembly& assembly) {
  return Chooser(graph, deployment, assembly).run();
}

}  // namespace djaz::requirements
