#include "documents/settings/storage_classes.h"

#include <algorithm>
#include <string>

#include "documents/settings/world.h"
#include "python/evaluate.h"
#include "python/parse.h"
#include "tree/path.h"

namespace djaz {
namespace {

constexpr std::size_t kMostClasses = 16;

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

// The classes that a setting may name, on whichever path.
std::vector<Named> named_by(const Node& settings, Arena& arena) {
  std::vector<Named> names;
  for (const char* text : {"STORAGES.*.BACKEND", "DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"}) {
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

const Node* bases_of(const python::Module& module, const python::Class& wanted,
                     const Builder& builder) {
  std::vector<const Node*> bases;
  for (const python::Argument& base : wanted.bases) {
    if (!base.keyword.empty() || base.value == nullptr ||
        base.value->kind != python::ExpressionKind::name)
      continue;
    const std::string name = imported_name(module, python::as<python::Name>(*base.value).id);
    bases.push_back(builder.string(name, base.value->span));
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

}  // namespace

const Node* storage_classes(Assembly& assembly, const Deployment& deployment, const Node& settings,
                            std::vector<FileId>& files) {
  DeploymentWorld world(assembly, deployment);
  const Builder& builder = assembly.builder;
  std::vector<const Node*> found;
  for (const auto& [name, uploads] : named_by(settings, assembly.arena)) {
    const std::size_t dot = name.rfind('.');
    bool package = false;
    const python::Module* module = world.module(name.substr(0, dot), package);
    const python::Class* wanted =
        module == nullptr ? nullptr : find_class(*module, std::string_view(name).substr(dot + 1));
    if (wanted == nullptr) continue;
    MappingBuilder item;
    item.set("name", builder.string(name, wanted->name_span));
    item.set("bases", bases_of(*module, *wanted, builder));
    const Node* attributes = attributes_of(*module, *wanted, name.substr(0, dot), world, assembly);
    item.set("attributes", attributes);
    if (uploads) item.set("uploads", attributes);
    found.push_back(item.build(builder, wanted->name_span));
    files.push_back(module->file);
  }
  return builder.list(found);
}

}  // namespace djaz
