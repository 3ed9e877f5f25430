#include "documents/repository/repository.h"

#include <map>

#include "documents/assembly.h"
#include "documents/repository/content.h"
#include "documents/repository/interest.h"
#include "source/ignore.h"

namespace djaz {
namespace repository {
namespace {

Suspicion suspects(std::string_view) { return Suspicion::no; }

void parse(const SourceFile&, Document&) {}

const Node* truth_node(const Builder& builder, Truth truth, const Span& span,
                       std::string_view why) {
  if (truth != Truth::unknown) return builder.boolean(truth == Truth::yes, span);
  return builder.unknown(Reason::unresolved, why, span);
}

class Branch {
 public:
  Branch(Assembly& assembly, const GitRepository& git)
      : assembly_(assembly),
        builder_(assembly.builder),
        files_(assembly.loader.file_system()),
        tracked_(tracked_files(git, assembly.loader.repository_prefix())),
        ignore_(assembly.loader.repository(), git.directory, git.ignore_case) {}

  const Node* build() {
    Loader& loader = assembly_.loader;
    if (!tracked_.problem.empty())
      assembly_.notes.push_back("what git tracks is not known: " + tracked_.problem);
    for (const auto& document : loader.documents()) {
      const std::string& path = loader.sources().file(document->file).path();
      const Sort sort = sort_of(path);
      if (sort == Sort::dotenv || sort == Sort::launch) documents_[path] = document.get();
    }
    std::vector<const Node*> items;
    for (const Tracked& file : tracked_.files) {
      if (loader.in_scope(file.path)) items.push_back(tracked(file));
      documents_.erase(file.path);
    }
    for (const auto& [path, document] : documents_) items.push_back(untracked(path, *document));
    MappingBuilder branch;
    branch.set("files", builder_.list(items, {}, tracked_.open || !tracked_.problem.empty()));
    if (!tracked_.container.empty()) branch.set("container", builder_.string(tracked_.container));
    if (!tracked_.web_server.empty())
      branch.set("web_server", builder_.string(tracked_.web_server));
    return branch.build(builder_);
  }

 private:
  MappingBuilder common(const std::string& path, Sort sort, const Span& span, Truth is_tracked) {
    MappingBuilder item;
    item.set("path", builder_.string(path, span));
    item.set("sort", builder_.string(to_string(sort), span));
    item.set("tracked", truth_node(builder_, is_tracked, span, tracked_.problem));
    return item;
  }

  // Where a finding about the file as a whole stands. What no kind of document reads is shown by
  // its name only.
  Span start(const std::string& path) {
    const auto found = documents_.find(path);
    const FileId file = found != documents_.end() ? found->second->file
                                                  : assembly_.loader.sources().add(path, "").id();
    return {file, 0, 0};
  }

  void set_truth(MappingBuilder& item, std::string_view name, Truth truth, const Span& span) {
    item.set(name, truth_node(builder_, truth, span, "the file cannot be looked into"));
  }

  const Node* tracked(const Tracked& file) {
    const Span span = start(file.path);
    MappingBuilder item = common(file.path, file.sort, span, Truth::yes);
    switch (file.sort) {
      case Sort::dotenv:
      case Sort::launch: {
        set_truth(item, "secret", secret(file), span);
        set_truth(item, "sealed", is_sealed(files_, file.path), span);
        break;
      }
      case Sort::key: {
        const KeyFile key = look_at_key(files_, file.path);
        set_truth(item, "private", key.is_private, span);
        set_truth(item, "encrypted", key.encrypted, span);
        break;
      }
      case Sort::database:
        set_truth(item, "database", is_database(files_, file.path), span);
        item.set("size", builder_.integer(file.size, span));
        break;
      case Sort::venv:
        item.set("directory", builder_.string(file.directory, span));
        break;
      default:
        break;
    }
    return item.build(builder_, span);
  }

  Truth secret(const Tracked& file) {
    const auto found = documents_.find(file.path);
    if (found != documents_.end())
      return found->second->failed() ? Truth::unknown
                                     : truth_of(holds_secret(*found->second->root));
    return file.sort == Sort::dotenv ? variables_hold_secret(files_, file.path) : Truth::unknown;
  }

  const Node* untracked(const std::string& path, const Document& document) {
    const Span span{document.file, 0, 0};
    const bool known = tracked_.problem.empty() && !tracked_.open;
    MappingBuilder item = common(path, sort_of(path), span, known ? Truth::no : Truth::unknown);
    const std::string& prefix = assembly_.loader.repository_prefix();
    set_truth(item, "ignored", ignore_.ignores(join_path(prefix, path)), span);
    set_truth(item, "secret",
              document.failed() ? Truth::unknown : truth_of(holds_secret(*document.root)), span);
    return item.build(builder_, span);
  }

  Assembly& assembly_;
  const Builder& builder_;
  FileSystem& files_;
  TrackedFiles tracked_;
  IgnoreRules ignore_;
  // Documents of the sorts that are developers' own, by path.
  std::map<std::string, const Document*> documents_;
};

void assemble(Assembly& assembly) {
  const GitRepository git = open_git_repository(assembly.loader.repository());
  if (!git.present) return;
  const Node* branch = Branch(assembly, git).build();
  for (Deployment& deployment : assembly.deployments) deployment.branches.set("repository", branch);
}

}  // namespace
}  // namespace repository

// The name of no document.
const DocumentKind kRepository = {
    .name = "repository",
    .suspects = repository::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = repository::parse,
    .tree = nullptr,
    .assemble = repository::assemble,
};

}  // namespace djaz
