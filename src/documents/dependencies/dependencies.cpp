#include "documents/dependencies/dependencies.h"

#include <string>
#include <vector>

#include "documents/assembly.h"
#include "documents/dependencies/readers.h"
#include "documents/django_versions.h"
#include "source/file_system.h"

namespace djaz {
namespace dependencies {
namespace {

constexpr std::string_view kDjango = "django";

Suspicion suspects(std::string_view) { return Suspicion::no; }

const Sort* sort_of(std::string_view path) {
  for (const Sort& sort : kFiles)
    if (file_name_of(path) == sort.file) return &sort;
  return nullptr;
}

const Node* bounds_node(const Builder& builder, const Dependency& found) {
  std::vector<const Node*> items;
  const auto bounds = parse_bounds(found.specifier);
  for (const VersionBound& bound : bounds ? *bounds : std::vector<VersionBound>()) {
    MappingBuilder item;
    item.set("operator", builder.string(bound.op, found.span));
    item.set("version", builder.string(bound.version, found.span));
    items.push_back(item.build(builder, found.span));
  }
  return builder.list(items, found.span);
}

// What cannot be parsed is said, as of any file that is read.
void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  std::vector<const Node*> items;
  const Sort* sort = sort_of(file.path());
  if (sort != nullptr && !document.failed()) {
    for (const Dependency& found : sort->read(file, kDjango, document)) {
      MappingBuilder item;
      item.set("name", builder.string(kDjango, found.span));
      item.set("specifier", builder.string(found.specifier, found.span));
      item.set("specifiers", bounds_node(builder, found));
      items.push_back(item.build(builder, found.span));
    }
  }
  MappingBuilder root;
  root.set("dependencies", builder.list(items));
  document.root = root.build(builder, {file.id(), 0, 0});
}

// `==5.2.1`: the version itself.
std::string_view exact(std::string_view specifier) {
  if (!specifier.starts_with("==") || specifier.find_first_of(",*") != std::string_view::npos)
    return {};
  specifier.remove_prefix(specifier.starts_with("===") ? 3 : 2);
  while (specifier.starts_with(' ')) specifier.remove_prefix(1);
  return specifier;
}

const Node* version_of(const Builder& builder, const Node& item) {
  const Node& specifier = *find_entry(item, "specifier")->value;
  const std::string_view version = exact(specifier.text);
  return version.empty() ? django_of(builder, specifier.text, specifier.span)
                         : builder.string(version, specifier.span);
}

// Of several versions in one lock, for one platform each, the one that all agree on.
const Node* agreed_version(const Builder& builder, const Node& list) {
  std::vector<Candidate> candidates;
  for (const Node* item : list.items)
    candidates.push_back({version_of(builder, *item), "another platform installs", false});
  return builder.one_of(candidates, list.items.front()->span);
}

// Whether what a requirements file lets in has the series of this version.
bool lets_in(const Node& range, const Node& version) {
  if (!range.is(Kind::unknown) || range.unknown->candidates.empty()) return true;
  const auto exact_version = Pep440::parse(version.text);
  for (const Candidate& each : range.unknown->candidates)
    if (exact_version && each.value->text == exact_version->series()) return true;
  return false;
}

class Finder {
 public:
  Finder(Assembly& assembly, Deployment& deployment)
      : assembly_(assembly), builder_(assembly.builder), deployment_(deployment) {}

  void run() {
    if (deployment_.django_said) return;
    const Node* before = django();
    // A lock says more than what a requirements file leaves open; a project file does not.
    const bool only_locks =
        deployment_.django_named || (before != nullptr && before->is(Kind::string));
    std::string directory = deployment_.root;
    while (true) {
      for (const Sort& sort : kFiles)
        if ((sort.lock || !only_locks) && take(directory, sort, before)) return;
      if (directory.empty()) return;
      directory = std::string(directory_of(directory));
    }
  }

 private:
  const Node* django() const {
    const Node* runtime = deployment_.branches.get("runtime");
    const Entry* entry = runtime == nullptr ? nullptr : find_entry(*runtime, "django");
    return entry == nullptr ? nullptr : entry->value;
  }

  bool take(const std::string& directory, const Sort& sort, const Node* before) {
    const std::string path = join_path(directory, sort.file);
    if (!assembly_.loader.exists(path)) return false;
    const Document* document = assembly_.loader.load(path, kDependencies);
    if (document == nullptr) return false;
    const Entry* list = find_entry(*document->root, "dependencies");
    if (list == nullptr || list->value->items.empty()) return false;
    const Node* version = agreed_version(builder_, *list->value);
    if (deployment_.django_named && before != nullptr && version->is(Kind::string) &&
        !lets_in(*before, *version))
      return false;
    set(*version);
    if (!deployment_.django_named) name(*document, *list->value->items.front());
    return true;
  }

  void set(const Node& version) {
    MappingBuilder runtime;
    const Node* old = deployment_.branches.get("runtime");
    for (const Entry& entry : old->entries) runtime.set(entry.name, entry.value, entry.key_span);
    runtime.set("django", &version);
    deployment_.branches.set("runtime", runtime.build(builder_, old->span, old->open));
  }

  // For rules: as a requirement, in a list of its own.
  void name(const Document& document, const Node& item) {
    MappingBuilder out;
    for (const Entry& entry : item.entries) out.set(entry.name, entry.value, entry.key_span);
    out.set("role", builder_.borrowed_string("runtime", {document.file, 0, 0}));
    deployment_.branches.set("dependencies", builder_.list({out.build(builder_, item.span)}));
  }

  Assembly& assembly_;
  const Builder& builder_;
  Deployment& deployment_;
};

void assemble(Assembly& assembly) {
  for (Deployment& deployment : assembly.deployments) Finder(assembly, deployment).run();
}

}  // namespace
}  // namespace dependencies

const DocumentKind kDependencies = {
    .name = "dependencies",
    .suspects = dependencies::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = dependencies::parse,
    .tree = nullptr,
    .assemble = dependencies::assemble,
    .size_limit = 16'000'000,
};

}  // namespace djaz
