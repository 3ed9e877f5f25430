#include "documents/compose/compose.h"

#include <optional>
#include <string>
#include <vector>

#include "documents/agreed_module.h"
#include "documents/assembly.h"
#include "documents/hosting.h"
#include "documents/module_mention.h"
#include "documents/stated_module.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/yaml.h"
#include "tree/member.h"

namespace djaz {
namespace compose {
namespace {

constexpr std::string_view kVariable = "DJANGO_SETTINGS_MODULE";
constexpr std::size_t kMostEnvFiles = 32;

bool is_yaml(std::string_view path) {
  return ends_with_ignoring_case(path, ".yml") || ends_with_ignoring_case(path, ".yaml");
}

Suspicion suspects(std::string_view path) {
  const std::string name = lowered(file_name_of(path));
  const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  // An override is what a developer adds on his own machine.
  const bool named = yaml && name.find("compose") != std::string::npos &&
                     name.find("override") == std::string::npos;
  return named && !is_for_developers(path) ? Suspicion::yes : Suspicion::no;
}

struct Found {
  std::string_view module;
  Span span;
};

// The place of what stands at `at` in a scalar that is written as it reads.
Span part_of(const SourceFile& file, const Node& scalar, const ModuleMention& mention) {
  const std::string_view written = file.text_of(scalar.span);
  const std::size_t at = written.find(mention.module);
  if (at == std::string_view::npos) return scalar.span;
  const auto begin = scalar.span.begin + static_cast<std::uint32_t>(at);
  return {file.id(), begin, begin + static_cast<std::uint32_t>(mention.module.size())};
}

void take(const SourceFile& file, const Node* scalar, bool whole, std::vector<Found>& out) {
  if (scalar == nullptr || !scalar->is(Kind::string)) return;
  const auto mention = whole ? module_value(scalar->text) : module_mention(scalar->text);
  if (mention) out.push_back({mention->module, part_of(file, *scalar, *mention)});
}

// `environment:` as a mapping or as a list of `NAME=value`.
void take_environment(const SourceFile& file, const Node& environment, std::vector<Found>& out) {
  take(file, member(&environment, kVariable), true, out);
  for (const Node* item : environment.items) take(file, item, false, out);
}

std::vector<Found> modules_of(const SourceFile& file, const Node* root) {
  std::vector<Found> out;
  const Node* services = member(root, "services");
  if (services == nullptr || !services->is(Kind::mapping)) return out;
  for (const Entry& service : services->entries) {
    if (const Node* environment = member(service.value, "environment"))
      take_environment(file, *environment, out);
    for (const char* key : {"command", "entrypoint"}) {
      const Node* command = member(service.value, key);
      take(file, command, false, out);
      if (command == nullptr || !command->is(Kind::list)) continue;
      for (const Node* word : command->items) take(file, word, false, out);
    }
  }
  return out;
}

// `env_file:` as a text, a list of them or of mappings with a `path`.
std::vector<const Node*> env_files_of(const Node* root) {
  std::vector<const Node*> out;
  const auto take_path = [&](const Node* item) {
    if (item != nullptr && item->is(Kind::mapping)) item = member(item, "path");
    if (item != nullptr && item->is(Kind::string) && out.size() < kMostEnvFiles)
      out.push_back(item);
  };
  const Node* services = member(root, "services");
  if (services == nullptr || !services->is(Kind::mapping)) return out;
  for (const Entry& service : services->entries) {
    const Node* files = member(service.value, "env_file");
    take_path(files);
    if (files != nullptr && files->is(Kind::list))
      for (const Node* item : files->items) take_path(item);
  }
  return out;
}

// A file that `env_file` names: `NAME=value` on each line, and quotes are data.
void parse_env_file(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const std::string_view text = file.text();
  MappingBuilder root;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with(kVariable)) {
      if (const auto mention = module_mention(line)) {
        const Span place = mention->span_in(file, at);
        root.set("settings_module", builder.string(mention->module, place), place);
      }
    }
    at = end + 1;
  }
  document.root = root.build(builder, {file.id(), 0, static_cast<std::uint32_t>(text.size())});
}

// Of all that the file holds, the one name; what else stands there may be a secret.
void parse(const SourceFile& file, Document& document) {
  if (!is_yaml(file.path())) return parse_env_file(file, document);
  const Builder builder(document.arena);
  const Span all{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  MappingBuilder root;
  Arena read;
  const Node* tree = parse_yaml(file, read);
  if (tree == nullptr && !trimmed(file.text()).empty())
    document.problems.push_back({Span{file.id(), 0, 0},
                                 "not YAML that can be read: which settings it names is not seen",
                                 false, Problem::About::reference});
  AgreedModule agreed;
  for (const Found& one : modules_of(file, tree)) agreed.add(one.module, one.span);
  agreed.put(builder, root);
  std::vector<const Node*> env_files;
  for (const Node* path : env_files_of(tree))
    env_files.push_back(builder.string(path->text, path->span));
  root.set("env_files", builder.list(env_files, all));
  document.root = root.build(builder, all);
}

// What a developer's own file says is nothing of production.
void read_env_files(Assembly& assembly) {
  const Sources& sources = assembly.loader.sources();
  for (const Document* document : assembly.of_kind(kCompose.name)) {
    const Entry* files = find_entry(*document->root, "env_files");
    if (files == nullptr) continue;
    const std::string directory(directory_of(sources.file(document->file).path()));
    for (const Node* named : files->value->items) {
      std::string path;
      if (!resolve_relative(directory, named->text, path) || path.empty() || is_yaml(path) ||
          has_developers_word(path) || !assembly.loader.exists(path))
        continue;
      assembly.loader.load(path, kCompose);
    }
  }
}

void assemble(Assembly& assembly) {
  add_hosting(assembly, kCompose.name, true);
  read_env_files(assembly);
  add_stated_module(assembly, kCompose.name, authority::kImage, authority::kProcessFile);
}

}  // namespace
}  // namespace compose

const DocumentKind kCompose = {
    .name = "compose",
    .suspects = compose::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = compose::parse,
    .tree = nullptr,
    .assemble = compose::assemble,
    .size_limit = 262'144,
};

}  // namespace djaz
