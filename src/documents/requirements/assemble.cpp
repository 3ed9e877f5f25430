#include "documents/requirements/assemble.h"

#include <algorithm>

#include "documents/requirements/deployment_files.h"
#include "documents/requirements/graph.h"
#include "documents/requirements/repeated.h"
#include "documents/requirements/runtime.h"
#include "source/file_system.h"
#include "tree/builder.h"

namespace djaz::requirements {
namespace {

Span start_of(const Document& document) { return {document.file, 0, 0}; }

// The branches of one deployment.
class Branches {
 public:
  Branches(Assembly& assembly, const IncludeGraph& graph, Deployment& deployment)
      : assembly_(assembly),
        builder_(assembly.builder),
        graph_(graph),
        deployment_(deployment),
        files_(choose_files(graph, deployment, assembly)),
        some_hashed_(graph.files().size(), false),
        all_hashed_(graph.files().size(), false),
        first_(graph.files().size(), 0) {}

  void run() {
    for (const std::size_t index : files_.members) look_for_hashes(index);
    std::vector<const Node*> requirements;
    std::vector<const Node*> files;
    for (const std::size_t index : files_.members) {
      files.push_back(file_node(index));
      first_[index] = requirements.size();
      add_requirements(index, requirements);
    }
    link_repeated(graph_, files_, first_, builder_, requirements);
    const bool open = files_.runtime == IncludeGraph::npos || any_open();
    deployment_.branches.set("requirements", builder_.list(requirements, {}, open));
    deployment_.branches.set("requirement_files", builder_.list(files));
    describe_runtime(assembly_, deployment_, requirements, runtime_open());
  }

 private:
  bool any_open() const {
    return std::any_of(files_.members.begin(), files_.members.end(),
                       [&](std::size_t index) { return is_open(graph_.files()[index]); });
  }

  // Whether production may install more than its list shows.
  bool runtime_open() const {
    if (files_.runtime == IncludeGraph::npos) return true;
    for (const std::size_t index : files_.members)
      if (files_.installed[index] && is_open(graph_.files()[index])) return true;
    return false;
  }

  static bool is_open(const File& file) {
    if (file.document->failed() || file.document->root->open) return true;
    const Node* list = child(*file.document->root, "requirements");
    if (list == nullptr || list->open) return true;
    for (const Include& include : file.includes)
      if (!include.ignored && include.target != Include::Target::file) return true;
    return false;
  }

  static bool is_excluded(const Node& item) {
    const Node* markers = child(item, "markers");
    return markers != nullptr && markers->is(Kind::string) && excludes_linux(markers->text);
  }

  // A hash in a URL does not make pip ask for hashes everywhere; `--hash` does.
  void look_for_hashes(std::size_t index) {
    bool missing = false;
    for (const Node* item : items_of(*graph_.files()[index].document->root, "requirements")) {
      if (is_excluded(*item)) continue;
      const bool hashed = child(*item, "hashes") != nullptr;
      missing = missing || !hashed;
      if (hashed && child(*item, "url") == nullptr) some_hashed_[index] = true;
    }
    all_hashed_[index] = some_hashed_[index] && !missing;
  }

  const Node* role_node(std::size_t index) const {
    return builder_.string(to_string(files_.roles[index]),
                           start_of(*graph_.files()[index].document));
  }

  const Node* source_node(std::size_t index) const {
    const std::size_t source = files_.compiled_from[index];
    if (source == IncludeGraph::npos) return nullptr;
    const File& file = graph_.files()[source];
    return builder_.text(Kind::path, file.path, start_of(*file.document));
  }

  void add_requirements(std::size_t index, std::vector<const Node*>& out) {
    const File& file = graph_.files()[index];
    const Node* role = role_node(index);
    const Node* path = builder_.text(Kind::path, file.path, start_of(*file.document));
    const Node* constraint = builder_.boolean(files_.constraints[index], start_of(*file.document));
    const Node* installed = builder_.boolean(files_.installed[index], start_of(*file.document));
    for (const Node* item : items_of(*file.document->root, "requirements")) {
      std::vector<Entry> entries(item->entries.begin(), item->entries.end());
      entries.push_back({"role", role, {}, nullptr});
      entries.push_back({"constraint", constraint, {}, nullptr});
      entries.push_back({"installed", installed, {}, nullptr});
      entries.push_back({"file", path, {}, nullptr});
      if (files_.compiled[index])
        entries.push_back(
            {"compiled", builder_.boolean(true, start_of(*file.document)), {}, nullptr});
      if (const Node* source = source_node(index))
        entries.push_back({"compiled_from", source, {}, nullptr});
      if (const Pin* pin = pin_of(index, *item)) {
        const std::string& by = graph_.files()[pin->file].path;
        entries.push_back(
            {"pinned_by", builder_.text(Kind::path, by, pin->version->span), {}, nullptr});
        entries.push_back({"pinned_version", pin->version, {}, nullptr});
      }
      if (some_hashed_[index] && child(*item, "hashes") == nullptr && !is_excluded(*item))
        entries.push_back({"hash_missing", builder_.boolean(true, item->span), {}, nullptr});
      if (const Node* exists = path_exists(*item))
        entries.push_back({"exists", exists, {}, nullptr});
      out.push_back(builder_.mapping(entries, item->span));
    }
  }

  // The constraint that fixes a requirement whose own line leaves the version open.
  const Pin* pin_of(std::size_t index, const Node& item) const {
    const Node* name = child(item, "name");
    const Node* pinned = child(item, "pinned");
    const bool loose = name != nullptr && name->is(Kind::string) && pinned != nullptr &&
                       pinned->is(Kind::boolean) && !pinned->boolean &&
                       child(item, "url") == nullptr && child(item, "path") == nullptr;
    if (!loose || files_.constraints[index]) return nullptr;
    return files_.pin_for(index, name->text);
  }

  // Whether a directory or archive is there; pip looks from where it runs, the deploy root.
  const Node* path_exists(const Node& item) const {
    const Node* path = child(item, "path");
    if (path == nullptr) return nullptr;
    std::string resolved;
    if (!path->is(Kind::string) || !resolve_relative(deployment_.root, path->text, resolved))
      return builder_.unknown(Reason::unresolved, "the path leads outside the project", path->span);
    return builder_.boolean(resolved.empty() || assembly_.loader.exists(resolved) ||
                                assembly_.loader.directory_exists(resolved),
                            path->span);
  }

  const Node* file_node(std::size_t index) const {
    const File& file = graph_.files()[index];
    const Span start = start_of(*file.document);
    MappingBuilder out;
    out.set("path", builder_.text(Kind::path, file.path, start));
    out.set("role", role_node(index));
    for (const std::string_view key : {"encoding", "mark"})
      if (const Node* node = child(*file.document->root, key)) out.set(key, node);
    std::vector<const Node*> includes;
    for (const Include& include : file.includes) includes.push_back(include_node(include));
    out.set("includes", builder_.list(includes, start, file.document->root->open));
    out.set("options", options_node(index));
    if (const Node* problems = child(*file.document->root, "problems"))
      out.set("problems", problems);
    out.set("constraint", builder_.boolean(files_.constraints[index], start));
    out.set("installed", builder_.boolean(files_.installed[index], start));
    if (files_.compiled[index]) out.set("compiled", builder_.boolean(true, start));
    return out.build(builder_, start);
  }

  // Options hold for their file: each knows what the file is for and whether hashes hold it fast.
  const Node* options_node(std::size_t index) const {
    const File& file = graph_.files()[index];
    const Node* all_hashed = builder_.boolean(all_hashed_[index], start_of(*file.document));
    std::vector<const Node*> options;
    for (const Node* item : items_of(*file.document->root, "options")) {
      std::vector<Entry> entries(item->entries.begin(), item->entries.end());
      entries.push_back({"role", role_node(index), {}, nullptr});
      entries.push_back({"all_hashed", all_hashed, {}, nullptr});
      options.push_back(builder_.mapping(entries, item->span));
    }
    return builder_.list(options, start_of(*file.document), file.document->root->open);
  }

  const Node* include_node(const Include& include) const {
    MappingBuilder out;
    const Span span = include.node->span;
    for (const Entry& entry : include.node->entries) out.set(entry.name, entry.value);
    if (!include.path.empty())
      out.set("path",
              builder_.text(Kind::path, include.path, child(*include.node, "target")->span));
    out.set("exists", exists_node(include));
    if (include.cycle) out.set("cycle", builder_.boolean(true, span));
    return out.build(builder_, span);
  }

  const Node* exists_node(const Include& include) const {
    const Span span = child(*include.node, "target")->span;
    switch (include.target) {
      case Include::Target::outside:
        return builder_.unknown(Reason::unresolved, "it lies outside the project", span);
      case Include::Target::remote:
        return builder_.unknown(Reason::unresolved, "it is a URL", span);
      case Include::Target::variable:
        return builder_.unknown(Reason::environment, "its name comes from the environment", span);
      case Include::Target::missing:
        return builder_.boolean(false, span);
      default:
        return builder_.boolean(true, span);
    }
  }

  Assembly& assembly_;
  const Builder& builder_;
  const IncludeGraph& graph_;
  Deployment& deployment_;
  DeploymentFiles files_;
  // Of each file of the graph: has a line with `--hash`, has no line without a hash.
  std::vector<bool> some_hashed_;
  std::vector<bool> all_hashed_;
  // Where its requirements begin in the list of the deployment.
  std::vector<std::size_t> first_;
};

}  // namespace

void assemble(Assembly& assembly) {
  const IncludeGraph graph(assembly);
  for (Deployment& deployment : assembly.deployments) Branches(assembly, graph, deployment).run();
}

}  // namespace djaz::requirements
