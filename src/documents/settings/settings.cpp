#include "documents/settings/settings.h"

#include <algorithm>
#include <map>
#include <set>

#include "documents/deployment_world.h"
#include "documents/imports_ahead.h"
#include "documents/settings/entry_points.h"
#include "documents/settings/modules.h"
#include "documents/settings/production.h"
#include "documents/settings/project_classes.h"
#include "documents/settings/statements.h"
#include "python/evaluate.h"
#include "python/legacy.h"
#include "support/text.h"

namespace djaz {
namespace {

Suspicion suspects(std::string_view path) {
  return is_settings_path(path) || is_entry_point_path(path) ? Suspicion::yes : Suspicion::no;
}

std::string decode(std::string bytes, Encoding& encoding, std::string& problem) {
  python::Decoded decoded = python::decode(std::move(bytes));
  encoding = decoded.encoding;
  problem = std::move(decoded.problem);
  return std::move(decoded.text);
}

void parse(const SourceFile& file, Document& document) {
  document.module = python::parse(file);
  for (const python::Comment& comment : document.module->comments)
    document.comments.push_back(comment.span);
  for (const python::SyntaxProblem& problem : document.module->problems)
    document.problems.push_back({problem.span, problem.message, true});
}

// Django loads the names for which str.isupper() holds.
bool is_setting_name(std::string_view name) {
  bool cased = false;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') return false;
    cased = cased || (c >= 'A' && c <= 'Z');
  }
  return cased;
}

const Node* settings_of(const Builder& builder, const Node& names, Span module_start, bool open) {
  std::vector<Entry> entries;
  for (const Entry& entry : names.entries)
    if (entry.key == nullptr && is_setting_name(entry.name)) entries.push_back(entry);
  Node* settings = builder.mapping(entries, module_start, open || names.open);
  settings->key_span = module_start;
  return settings;
}

const Node* tree(const Document& document, Assembly& assembly) {
  Deployment nowhere;
  DeploymentWorld world(assembly, nowhere);
  const std::string& path = assembly.loader.sources().file(document.file).path();
  const python::Evaluation evaluation =
      python::evaluate(*document.module, module_name("", path), world, assembly.arena);
  return evaluation.names;
}

const Node* module_node(const Builder& builder, const Deployment::ModuleHint& hint) {
  return builder.string(hint.module, hint.span);
}

// The branch that says who names which settings module.
void add_entry_points(Assembly& assembly, Deployment& deployment,
                      const std::vector<EntryPoint>& found, MappingBuilder& branch) {
  const Builder& builder = assembly.builder;
  for (const EntryPoint& entry : found) {
    MappingBuilder point;
    point.set("file", builder.string(entry.path));
    if (entry.module != nullptr) point.set("settings_module", entry.module);
    std::vector<const Node*> imports;
    for (const std::string& name : entry.imports) imports.push_back(builder.string(name));
    point.set("imports", builder.list(imports));
    branch.set(builder.arena().text(entry.role), point.build(builder));
    if (entry.module == nullptr || !entry.module->is(Kind::string)) continue;
    // App Service starts wsgi.py unless it is told otherwise.
    const int asgi =
        deployment.serves_asgi == Truth::yes ? authority::kAsgiServed : authority::kAsgi;
    const int weight = entry.role == "wsgi"   ? authority::kWsgi
                       : entry.role == "asgi" ? asgi
                                              : authority::kManage;
    deployment.settings_modules.push_back(
        {std::string(entry.module->text), entry.module->span, entry.path, weight});
  }
}

void add_reads(const Builder& builder, const python::Evaluation& evaluation,
               Deployment& deployment) {
  std::vector<const Node*> reads;
  for (const python::EnvironmentRead& read : evaluation.reads) {
    MappingBuilder item;
    item.set("name", builder.string(read.name, read.span));
    item.set("required", builder.boolean(read.required, read.span));
    if (read.fallback != nullptr) item.set("default", read.fallback);
    reads.push_back(item.build(builder, read.span));
  }
  deployment.branches.set("environment_reads", builder.list(reads));
}

// Variables of the environment that the settings set for their own process.
void add_writes(const Builder& builder, const python::Evaluation& evaluation,
                Deployment& deployment) {
  std::vector<const Node*> writes;
  for (const python::EnvironmentWrite& write : evaluation.writes) {
    if (write.value == nullptr) continue;
    MappingBuilder item;
    item.set("name", builder.string(write.name, write.span));
    item.set("value", write.value);
    item.set("certain", builder.boolean(write.certain, write.span));
    writes.push_back(item.build(builder, write.span));
  }
  deployment.branches.set("environment_writes", builder.list(writes));
}

// Modules such as local_settings that are not in the project and may be where the site runs.
void add_missing(const Builder& builder, const python::Evaluation& evaluation,
                 const std::string& absent, Deployment& deployment) {
  std::vector<const Node*> names;
  if (!absent.empty()) names.push_back(builder.string(absent));
  for (const auto& one : evaluation.missing) names.push_back(builder.string(one.module, one.span));
  deployment.branches.set("missing_settings", builder.list(names));
}

// What settings were worth before, and where their lists and dicts were changed.
void add_history(const Builder& builder, const python::Evaluation& evaluation,
                 Deployment& deployment) {
  struct OfName {
    std::vector<const Node*> overridden;
    std::vector<const Node*> changed;
  };
  std::map<std::string_view, OfName> all;
  for (const python::Evaluation::Past& past : evaluation.past) {
    if (!is_setting_name(past.name)) continue;
    if (past.value == nullptr) {
      all[past.name].changed.push_back(builder.null(past.span));
    } else {
      all[past.name].overridden.push_back(builder.with_key(*past.value, past.span));
    }
  }
  std::vector<Entry> entries;
  for (const auto& [name, one] : all) {
    MappingBuilder of_name;
    of_name.set("overridden", builder.list(one.overridden));
    of_name.set("changed", builder.list(one.changed));
    entries.push_back({name, of_name.build(builder), {}, nullptr});
  }
  deployment.branches.set("history", builder.mapping(entries));
}

// What the modules do besides giving names values.
void add_statements(const Assembly& assembly, const std::vector<FileId>& files,
                    Deployment& deployment) {
  Statements statements;
  for (const FileId file : files)
    for (const auto& document : assembly.loader.documents())
      if (document->file == file && document->module != nullptr)
        collect_statements(*document->module, assembly.builder, statements);
  MappingBuilder branch;
  branch.set("assigned", assembly.builder.list(statements.assigned, {}, statements.open));
  branch.set("called", assembly.builder.list(statements.called, {}, statements.open));
  deployment.branches.set("statements", branch.build(assembly.builder));
}

// The classes that a module defines at its top.
bool defines_class(const python::Module& module, std::string_view name) {
  return std::any_of(module.body.begin(), module.body.end(), [&](const python::Statement* one) {
    return one->kind == python::StatementKind::class_definition &&
           python::as<python::Class>(*one).name == name;
  });
}

// The class of django-configurations that production runs: the environment's, else the one of the
// entry point that serves; where only manage.py names one, it is a developer's, and a class that
// is called after production is likelier.
std::string configuration_of(Assembly& assembly, const Deployment& deployment,
                             const std::vector<EntryPoint>& entry_points,
                             const python::Module& module) {
  const auto known = deployment.environment.find("DJANGO_CONFIGURATION");
  if (known != deployment.environment.end() &&
      known->second.state == python::Variable::State::value)
    return known->second.text;
  std::string manage;
  // Of an entry point that serves, and called after development.
  std::string served;
  for (const EntryPoint& entry : entry_points) {
    if (entry.configuration == nullptr || !entry.configuration->is(Kind::string)) continue;
    const std::string named(entry.configuration->text);
    if (entry.role != "manage" && !is_development_module(named)) return named;
    if (entry.role != "manage" && served.empty()) served = named;
    manage = named;
  }
  const bool imports = std::any_of(module.body.begin(), module.body.end(), [](const auto* one) {
    return one->kind == python::StatementKind::import_from &&
           python::as<python::ImportFrom>(*one).module.starts_with("configurations");
  });
  if (!manage.empty() && !is_development_module(manage)) return manage;
  if (manage.empty() && !imports) return {};
  for (const char* likely : {"Production", "Prod", "Live"}) {
    if (!defines_class(module, likely)) continue;
    assembly.notes.push_back("no serving entry point names " +
                             std::string(served.empty() ? "the" : "a production") +
                             " configuration: `" + likely + "` was taken by its name");
    return likely;
  }
  return served;
}

// Written for Python 2, and all that another Python cannot read in it are print statements, which
// set nothing.
bool only_prints(const Document& document) {
  return std::all_of(document.problems.begin(), document.problems.end(), [](const Problem& one) {
    return !one.fatal || one.message == python::kPrintStatement;
  });
}

// Evaluates the module and adds what it is worth. Returns the files that took part.
std::vector<FileId> add_settings(Assembly& assembly, Deployment& deployment,
                                 const std::vector<EntryPoint>& entry_points,
                                 const ProductionModule& production) {
  Document* document = assembly.loader.load(production.path, kSettings);
  if (document == nullptr) return {};
  read_imports_ahead(assembly.loader, deployment.root, production.name, production.path);
  DeploymentWorld world(assembly, deployment);
  world.read_ahead();
  world.set_configuration(configuration_of(assembly, deployment, entry_points, *document->module));
  // Nobody knows under which name a module is loaded that nobody names.
  if (production.span.valid() || !production.instead_of.module.empty())
    world.set_settings_module(production.name, production.source, production.span);
  const python::Evaluation evaluation =
      python::evaluate(*document->module, production.name, world, assembly.arena);
  // django-configurations makes settings of a class, which is chosen when the site starts.
  const std::vector<std::string> imports = imports_of(*document->module);
  // Where the module that production loads is not in the project, what this one lacks may be there.
  bool open = evaluation.raises || !production.absent.empty() ||
              std::any_of(imports.begin(), imports.end(), [](const std::string& name) {
                return name == "configurations" || name.starts_with("configurations.");
              });
  for (const FileId file : evaluation.files)
    for (const auto& other : assembly.loader.documents())
      if (other->file == file && other->failed() && !only_prints(*other)) open = true;
  if (production.guessed && is_another_programs(imports, *evaluation.names)) {
    open = true;
    deployment.assumptions.push_back(
        "nothing in `" + production.name +
        "` shows that it is Django's: it is judged for what it writes, not for what it lacks");
  }
  const Span start{document->file, 0, 0};
  const Node* settings = settings_of(assembly.builder, *evaluation.names, start, open);
  deployment.branches.set("settings", settings);
  deployment.settings_start = start;
  add_reads(assembly.builder, evaluation, deployment);
  add_writes(assembly.builder, evaluation, deployment);
  add_missing(assembly.builder, evaluation, production.absent, deployment);
  add_history(assembly.builder, evaluation, deployment);
  add_statements(assembly, evaluation.files, deployment);
  const Sources& sources = assembly.loader.sources();
  std::set<FileId> failed;
  for (const auto& other : assembly.loader.documents())
    if (other->failed()) failed.insert(other->file);
  for (const python::Evaluation::Remark& remark : evaluation.remarks) {
    // The syntax error is said already; each statement that it broke needs no word of its own.
    if (failed.contains(remark.span.file)) continue;
    const Position at = sources.start_of(remark.span);
    assembly.notes.push_back(sources.file(remark.span.file).path() + ":" + std::to_string(at.line) +
                             ": " + remark.text);
  }
  if (evaluation.raises)
    assembly.notes.push_back("`" + production.name +
                             "` raises before its end in production, as far as djaz can see");
  std::vector<FileId> files = evaluation.files;
  deployment.branches.set("storage_classes",
                          storage_classes(assembly, deployment, *settings, files));
  deployment.branches.set("middleware_classes",
                          middleware_classes(assembly, deployment, *settings, files));
  return files;
}

// Importing a module runs the __init__.py of each package above it.
bool is_parent_package(std::string_view path, const std::vector<std::string>& modules) {
  if (file_name_of(path) != "__init__.py") return false;
  const std::string package = std::string(directory_of(path)) + '/';
  return std::any_of(modules.begin(), modules.end(),
                     [&](const std::string& module) { return module.starts_with(package); });
}

void set_aside_the_rest(Assembly& assembly, const std::set<FileId>& used) {
  const Sources& sources = assembly.loader.sources();
  std::vector<std::string> modules;
  for (const FileId file : used) modules.push_back(sources.file(file).path());
  for (const Document* document : assembly.of_kind("settings")) {
    const std::string& path = sources.file(document->file).path();
    if (used.contains(document->file) || is_entry_point_path(path)) continue;
    if (is_parent_package(path, modules) || document->module->body.empty()) continue;
    assembly.loader.set_aside(*document, "is not loaded by production");
  }
}

// The branch that says what production loads, and on whose word.
const Node* production_node(Assembly& assembly, const Deployment& deployment,
                            const ProductionModule& production) {
  const Builder& builder = assembly.builder;
  MappingBuilder said;
  Span place = production.span;
  // What nobody says stands nowhere but in the module itself.
  if (!place.valid())
    if (const Document* module = assembly.loader.load(production.path, kSettings))
      place = {module->file, 0, 0};
  said.set("settings_module", module_node(builder, {production.name, place, "", 0}));
  said.set("guessed", builder.boolean(production.guessed));
  said.set("source", builder.string(production.source));
  if (!production.absent.empty()) said.set("absent", builder.string(production.absent));
  if (!production.instead_of.module.empty()) {
    Deployment::ModuleHint other = production.instead_of;
    // A name that is put together stands nowhere as a whole.
    if (!other.span.valid())
      if (const Document* entry = assembly.loader.load(other.source, kSettings))
        other.span = {entry->file, 0, 0};
    said.set("instead_of", module_node(builder, other));
    said.set("instead_of_source", builder.string(production.instead_of.source));
  }
  const std::string sibling = production_sibling(assembly, deployment, production);
  if (!sibling.empty()) said.set("production_sibling", builder.string(sibling));
  return said.build(builder, production.span);
}

void tell_assumptions(Assembly& assembly, const ProductionModule& production,
                      Deployment& deployment) {
  const Deployment::ModuleHint& other = production.instead_of;
  if (production.guessed)
    deployment.assumptions.push_back("no entry point names the settings module: `" +
                                     production.name + "` was taken by its name");
  if (!other.module.empty())
    assembly.notes.push_back("`" + production.name + "` was taken for production by its name: `" +
                             other.module + "`, which " + other.source +
                             " names, is what developers run, or what it is made from");
}

void assemble(Assembly& assembly) {
  std::set<FileId> used;
  for (Deployment& deployment : assembly.deployments) {
    used.insert(deployment.runs_before_settings.begin(), deployment.runs_before_settings.end());
    MappingBuilder entry_points;
    const std::vector<EntryPoint> found = find_entry_points(assembly, deployment);
    add_entry_points(assembly, deployment, found, entry_points);
    const std::optional<ProductionModule> production = production_module(assembly, deployment);
    if (production) {
      entry_points.set("production", production_node(assembly, deployment, *production),
                       production->span);
      tell_assumptions(assembly, *production, deployment);
      const std::vector<FileId> files = add_settings(assembly, deployment, found, *production);
      used.insert(files.begin(), files.end());
    }
    if (!entry_points.empty())
      deployment.branches.set("entry_points", entry_points.build(assembly.builder));
  }
  set_aside_the_rest(assembly, used);
}

}  // namespace

const DocumentKind kSettings = {
    .name = "settings",
    .suspects = suspects,
    .recognises = nullptr,
    .decode = decode,
    .parse = parse,
    .tree = tree,
    .assemble = assemble,
    .size_limit = 2'000'000,
};

}  // namespace djaz
