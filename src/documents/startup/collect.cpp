#include "documents/startup/collect.h"

#include <algorithm>

#include "documents/startup/commands.h"
#include "documents/startup/configuration.h"
#include "documents/startup/startup.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::startup {
namespace {

// Scripts that call scripts.
constexpr int kDeepest = 4;
// Commands of one deployment: scripts may be called often.
constexpr std::size_t kMostCommands = 100'000;

const Node* member(const Node* node, std::string_view name) {
  if (node == nullptr || !node->is(Kind::mapping)) return nullptr;
  const Entry* entry = find_entry_ignoring_case(*node, name);
  return entry == nullptr ? nullptr : entry->value;
}

bool is_below(std::string_view path, std::string_view root) {
  return root.empty() ||
         (path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/');
}

class Collector {
 public:
  Collector(Assembly& assembly, Deployment& deployment, std::set<FileId>& used)
      : assembly_(assembly),
        deployment_(deployment),
        used_(used),
        configurations_(assembly, deployment) {}

  Start run() {
    Start start = written();
    bool any = false;
    for (Group& group : start.groups) {
      any |= group.open || !group.items.empty();
      for (Item& item : group.items)
        if (member(item.node, "serves") != nullptr)
          item.node = configurations_.configured(*item.node);
    }
    if (!any) add_usual(start);
    return start;
  }

 private:
  // What the site or a file says.
  Start written() {
    Start start;
    if (const Node* command = site_command()) {
      start.said = true;
      start.groups.push_back(from_command(*command));
      return start;
    }
    for (Document* document : nearest_files()) {
      if (seen_.contains(document->file)) continue;
      Group group;
      group.source = "`" + path_of(*document) + "`";
      add_document(*document, false, 0, group);
      start.groups.push_back(std::move(group));
    }
    return start;
  }

  // App Service starts gunicorn when nobody says what to start, and gunicorn reads its file.
  void add_usual(Start& start) {
    const Node* command = start.said ? nullptr : configurations_.usual();
    if (command == nullptr) return;
    Group group;
    group.source = "`" + join_path(deployment_.root, std::string_view(kUsualConfiguration)) + "`";
    group.items.push_back({command, false});
    start.groups.push_back(std::move(group));
  }

  const std::string& path_of(const Document& document) const {
    return assembly_.loader.sources().file(document.file).path();
  }

  // Of the deployment's site, or of the only one.
  const Node* site_command() const {
    const Node* sites = member(deployment_.branches.get("azure"), "Microsoft.Web/sites");
    if (sites == nullptr) return nullptr;
    const Node* found = nullptr;
    for (const Node* site : sites->items) {
      const Node* name = member(site, "name");
      const bool ours = deployment_.site.empty()
                            ? sites->items.size() == 1
                            : name != nullptr && name->is(Kind::string) &&
                                  equal_ignoring_case(name->text, deployment_.site);
      const Node* config = member(member(site, "properties"), "siteConfig");
      const Node* command = member(config, "appCommandLine");
      if (ours && command != nullptr && command->is(Kind::string) &&
          !trimmed(command->text).empty() && found == nullptr)
        found = command;
    }
    return found;
  }

  Group from_command(const Node& command) {
    Group group;
    group.source = deployment_.site.empty() ? std::string("the site's start-up command")
                                            : "the start-up command of `" + deployment_.site + "`";
    if (Document* document = load(trimmed(command.text), "")) {
      group.source = "`" + path_of(*document) + "`";
      add_document(*document, false, 0, group);
      return group;
    }
    bool precise = false;
    const Passage text = passage_of(command, precise);
    const ShellScript script = read_shell(text);
    std::vector<ShellProblem> problems = script.problems;
    const Words words(assembly_.builder,
                      precise ? std::nullopt : std::optional<Span>(command.span));
    for (const Node* node : command_nodes(words, script, problems)) add(node, false, "", 0, group);
    group.open |= !problems.empty();
    return group;
  }

  // Where the file holds the text as it is, each word has a place of its own.
  Passage passage_of(const Node& command, bool& precise) const {
    Passage text(command.span.file);
    std::uint32_t offset = command.span.begin;
    if (command.span.valid()) {
      const std::string_view written = assembly_.loader.sources().text_of(command.span);
      const std::size_t at = written.find(command.text);
      precise = at == 0 || at == 1;
      if (precise) offset += static_cast<std::uint32_t>(at);
    }
    text.append(command.text, offset);
    return text;
  }

  // Documents of the kind nearest to the deploy root; what is text comes first, for it usually
  // calls what is a script.
  std::vector<Document*> nearest_files() const {
    std::vector<Document*> found;
    std::string directory;
    for (Document* document : assembly_.of_kind(kStartup.name)) {
      const std::string& path = path_of(*document);
      if (!is_below(path, deployment_.root) || belongs_elsewhere(path)) continue;
      const std::string its(directory_of(path));
      const auto depth = [](std::string_view text) {
        return text.empty() ? 0 : std::count(text.begin(), text.end(), '/') + 1;
      };
      if (!found.empty() && depth(its) > depth(directory)) continue;
      if (!found.empty() && depth(its) == depth(directory) && its != directory) continue;
      if (!found.empty() && its != directory) found.clear();
      directory = its;
      found.push_back(document);
    }
    std::stable_sort(found.begin(), found.end(), [&](const Document* a, const Document* b) {
      return ends_with_ignoring_case(path_of(*a), ".txt") &&
             !ends_with_ignoring_case(path_of(*b), ".txt");
    });
    return found;
  }

  // A deployment further down has it.
  bool belongs_elsewhere(std::string_view path) const {
    return std::any_of(
        assembly_.deployments.begin(), assembly_.deployments.end(), [&](const Deployment& other) {
          return other.root.size() > deployment_.root.size() && is_below(path, other.root);
        });
  }

  // The script under a name that a command gives, seen from the deploy root or from beside the
  // script that calls it.
  Document* load(std::string_view name, std::string_view beside) {
    static constexpr std::string_view kHome = "/home/site/wwwroot/";
    if (name.starts_with(kHome)) name.remove_prefix(kHome.size());
    const std::string_view file = file_name_of(name);
    const bool script = ends_with_ignoring_case(file, ".sh") ||
                        ends_with_ignoring_case(file, ".bash") ||
                        ends_with_ignoring_case(file, ".txt");
    if (!script) return nullptr;
    for (const std::string_view from : {std::string_view(deployment_.root), beside}) {
      std::string path;
      if (resolve_relative(from, name, path) && assembly_.loader.exists(path))
        return assembly_.loader.load(path, kStartup);
    }
    return nullptr;
  }

  void add_document(const Document& document, bool conditional, int depth, Group& group) {
    if (!seen_.insert(document.file).second) return;
    used_.insert(document.file);
    group.open |= document.failed();
    const Node* commands = member(document.root, "commands");
    if (commands == nullptr) return;
    const std::string beside(directory_of(path_of(document)));
    for (const Node* node : commands->items) add(node, conditional, beside, depth, group);
  }

  void add(const Node* node, bool conditional, std::string_view beside, int depth, Group& group) {
    if (group.items.size() >= kMostCommands) {
      group.open = true;
      return;
    }
    conditional |= member(node, "conditional") != nullptr;
    group.items.push_back({node, conditional});
    const Node* script = member(node, "script");
    if (script == nullptr || !script->is(Kind::string)) return;
    Document* document = depth < kDeepest ? load(script->text, beside) : nullptr;
    if (document != nullptr) add_document(*document, conditional, depth + 1, group);
  }

  Assembly& assembly_;
  Deployment& deployment_;
  std::set<FileId>& used_;
  Configurations configurations_;
  std::set<FileId> seen_;
};

}  // namespace

Start collect(Assembly& assembly, Deployment& deployment, std::set<FileId>& used) {
  return Collector(assembly, deployment, used).run();
}

}  // namespace djaz::startup
