#include "documents/settings/project_classes.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "documents/deployment_world.h"
#include "python/evaluate.h"
#include "python/parse.h"
#include "tree/path.h"

namespace djaz {
namespace {

constexpr std::size_t kMostClasses = 64;
constexpr int kDeepestBase = 8;

struct Named {
  std::string name;
  // It keeps what visitors upload.
  bool uploads = false;
};

void add_name(const Node& value, bool uploads, std::vector<Named>& names) {
  if (!value.is(Kind::string) || value.text.find('.') == std::string_view::npos) return;
  const auto known = std::find_if(names.begin(), names.end(),
                                  [&](const Named& each) { return each.name == value.text; });
  if (known != names.end()) known->uploads = known->uploads || uploads;
  if (known == names.end() && names.size() < kMostClasses)
    names.push_back({std::string(value.text), uploads});
}

// The classes that settings may name, on whichever path.
std::vector<Named> named_by(std::initializer_list<const char*> paths, const Node& settings,
                            Arena& arena) {
  std::vector<Named> names;
  for (const char* text : paths) {
    const Result<Path> path = parse_path(text);
    if (!path.ok()) continue;
    for (const Place& place : resolve(path.value(), settings, "settings", arena)) {
      if (place.node == nullptr) continue;
      const bool uploads = place.path.find("STATICFILES") == std::string::npos &&
                           place.path.find("STORAGES.staticfiles") == std::string::npos;
      add_name(*place.node, uploads, names);
      if (!place.node->is(Kind::unknown)) continue;
      for (const Candidate& candidate : place.node->unknown->candidates)
        if (candidate.value != nullptr) add_name(*candidate.value, uploads, names);
    }
  }
  return names;
}

const python::Class* find_class(const python::Module& module, std::string_view name) {
  for (const python::Statement* statement : module.body)
    if (statement->kind == python::StatementKind::class_definition &&
        python::as<python::Class>(*statement).name == name)
      return &python::as<python::Class>(*statement);
  return nullptr;
}

// "AzureStorage" → "storages.backends.azure_storage.AzureStorage", as the module imports it.
std::string imported_name(const python::Module& module, std::string_view name) {
  for (const python::Statement* statement : module.body) {
    if (statement->kind != python::StatementKind::import_from) continue;
    const auto& from = python::as<python::ImportFrom>(*statement);
    for (const python::ImportedName& each : from.names)
      if ((each.alias.empty() ? each.name : each.alias) == name)
        return std::string(from.module) + '.' + std::string(each.name);
  }
  return std::string(name);
}

// With those that the bases in the same module have.
const Node* bases_of(const python::Module& module, const python::Class& wanted,
                     const Builder& builder) {
  std::vector<const Node*> bases;
  const python::Class* at = &wanted;
  for (int depth = 0; at != nullptr && depth < kDeepestBase; ++depth) {
    const python::Class* next = nullptr;
    for (const python::Argument& base : at->bases) {
      if (!base.keyword.empty() || base.value == nullptr ||
          base.value->kind != python::ExpressionKind::name)
        continue;
      const std::string_view name = python::as<python::Name>(*base.value).id;
      if (next == nullptr) next = find_class(module, name);
      bases.push_back(builder.string(imported_name(module, name), base.value->span));
    }
    at = next;
  }
  return builder.list(bases, wanted.name_span);
}

// The body runs like a module whose first statements are those above the class.
const Node* attributes_of(const python::Module& module, const python::Class& wanted,
                          std::string_view dotted, DeploymentWorld& world,
                          const Assembly& assembly) {
  std::vector<const python::Statement*> body;
  for (const python::Statement* statement : module.body) {
    if (statement == &wanted) break;
    body.push_back(statement);
  }
  body.insert(body.end(), wanted.body.begin(), wanted.body.end());
  python::Module run;
  run.file = module.file;
  run.body = body;
  const python::Evaluation evaluation = python::evaluate(run, dotted, world, assembly.arena);
  std::vector<Entry> attributes;
  for (const Entry& entry : evaluation.names->entries)
    if (wanted.span.contains(entry.key_span) && !entry.value->is(Kind::callable))
      attributes.push_back(entry);
  return assembly.builder.mapping(attributes, wanted.name_span, false);
}

// The class in the project that a dotted name leads to; neither where there is none.
struct Found {
  const python::Module* module = nullptr;
  const python::Class* wanted = nullptr;
  std::string module_name;
};

Found find(const std::string& name, DeploymentWorld& world) {
  const std::size_t dot = name.rfind('.');
  Found found{nullptr, nullptr, name.substr(0, dot)};
  bool package = false;
  found.module = world.module(found.module_name, package);
  if (found.module != nullptr)
    found.wanted = find_class(*found.module, std::string_view(name).substr(dot + 1));
  return found;
}

}  // namespace

const Node* storage_classes(Assembly& assembly, const Deployment& deployment, const Node& settings,
                            std::vector<FileId>& files) {
  DeploymentWorld world(assembly, deployment);
  const Builder& builder = assembly.builder;
  std::vector<const Node*> all;
  for (const auto& [name, uploads] :
       named_by({"STORAGES.*.BACKEND", "DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"}, settings,
                assembly.arena)) {
    const Found found = find(name, world);
    if (found.module != nullptr) files.push_back(found.module->file);
    if (found.wanted == nullptr) continue;
    MappingBuilder item;
    item.set("name", builder.string(name, found.wanted->name_span));
    item.set("bases", bases_of(*found.module, *found.wanted, builder));
    const Node* attributes =
        attributes_of(*found.module, *found.wanted, found.module_name, world, assembly);
    item.set("attributes", attributes);
    if (uploads) item.set("uploads", attributes);
    all.push_back(item.build(builder, found.wanted->name_span));
  }
  return builder.list(all);
}

const Node* middleware_classes(Assembly& assembly, const Deployment& deployment,
                               const Node& settings, std::vector<FileId>& files) {
  DeploymentWorld world(assembly, deployment);
  const Builder& builder = assembly.builder;
  std::vector<const Node*> all;
  for (const Named& named : named_by({"MIDDLEWARE[*]"}, settings, assembly.arena)) {
    const Found found = find(named.name, world);
    if (found.module != nullptr) files.push_back(found.module->file);
    if (found.wanted == nullptr) continue;
    MappingBuilder item;
    item.set("name", builder.string(named.name, found.wanted->name_span));
    item.set("bases", bases_of(*found.module, *found.wanted, builder));
    all.push_back(item.build(builder, found.wanted->name_span));
  }
  return builder.list(all);
}

}  // namespace djaz
