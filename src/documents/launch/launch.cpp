#include "documents/launch/launch.h"

#include "documents/assembly.h"
#include "secrets/names.h"
#include "secrets/values.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/json.h"

namespace djaz {
namespace launch {
namespace {

Suspicion suspects(std::string_view path) {
  const bool editor = file_name_of(directory_of(path)) == ".vscode";
  return editor && equal_ignoring_case(file_name_of(path), "launch.json") ? Suspicion::yes
                                                                          : Suspicion::no;
}

// The mapping with `change(entry)` in the place of each value.
template <class Change>
const Node* with_values(const Builder& builder, const Node& mapping, Change change) {
  std::vector<Entry> entries(mapping.entries.begin(), mapping.entries.end());
  for (Entry& entry : entries) entry.value = change(entry);
  Node* copy = builder.copy(mapping);
  copy->entries = builder.arena().list(entries);
  return copy;
}

bool is_secret(const Entry& entry) {
  if (entry.value->is(Kind::string)) return is_secret_pair(entry.name, entry.value->text);
  return entry.value->is(Kind::integer) && is_password_name(entry.name);
}

const Node* with_secrets_marked(const Builder& builder, const Node& environment) {
  if (!environment.is(Kind::mapping)) return &environment;
  return with_values(builder, environment, [&](const Entry& entry) {
    return is_secret(entry) ? builder.with_traits(*entry.value, {Trait::secret}) : entry.value;
  });
}

// A block for one operating system may hold anything that the configuration itself may.
const Node* configuration(const Builder& builder, const Node& written, bool block) {
  if (!written.is(Kind::mapping)) return &written;
  return with_values(builder, written, [&](const Entry& entry) {
    if (entry.name == "env") return with_secrets_marked(builder, *entry.value);
    const bool system = entry.name == "windows" || entry.name == "linux" || entry.name == "osx";
    return system && !block ? configuration(builder, *entry.value, true) : entry.value;
  });
}

const Node* configurations(const Builder& builder, const Node& written) {
  if (!written.is(Kind::list)) return &written;
  std::vector<const Node*> items;
  for (const Node* item : written.items) items.push_back(configuration(builder, *item, false));
  Node* copy = builder.copy(written);
  copy->items = builder.arena().list(items);
  return copy;
}

void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const Span whole{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  JsonOptions options;
  options.allow.comments = true;
  options.allow.trailing_commas = true;
  JsonResult found = parse_json(file, 0, document.arena, options);
  document.comments = std::move(found.comments);
  for (JsonProblem& problem : found.problems)
    document.problems.push_back(
        {problem.span, std::move(problem.message), problem.fatal,
         problem.duplicate_key ? Problem::About::duplicate_key : Problem::About::reading});
  if (found.root == nullptr) {
    document.root = builder.mapping({}, whole, true);
  } else if (found.root->is(Kind::mapping)) {
    document.root = with_values(builder, *found.root, [&](const Entry& entry) {
      return entry.name == "configurations" ? configurations(builder, *entry.value) : entry.value;
    });
  } else {
    document.root = found.root;
  }
}

void assemble(Assembly& assembly) {
  const Builder& builder = assembly.builder;
  std::vector<const Node*> files;
  std::vector<const Node*> all;
  bool open = false;
  for (const Document* document : assembly.of_kind(kLaunch.name)) {
    const Span start{document->file, 0, 0};
    const std::string& path = assembly.loader.sources().file(document->file).path();
    MappingBuilder file;
    file.set("path", builder.text(Kind::path, path, start));
    files.push_back(file.build(builder, start));
    const Entry* list =
        document->root->is(Kind::mapping) ? find_entry(*document->root, "configurations") : nullptr;
    if (list != nullptr && list->value->is(Kind::list))
      all.insert(all.end(), list->value->items.begin(), list->value->items.end());
  }
  for (const FileOutcome& outcome : assembly.loader.outcomes())
    open = open || (outcome.kind == kLaunch.name && outcome.status == FileStatus::failed);
  if (files.empty() && !open) return;
  for (Deployment& deployment : assembly.deployments) {
    MappingBuilder branch;
    branch.set("files", builder.list(files, {}, open));
    branch.set("configurations", builder.list(all, {}, open));
    deployment.branches.set("launch", branch.build(builder));
  }
}

}  // namespace
}  // namespace launch

const DocumentKind kLaunch = {
    .name = "launch",
    .suspects = launch::suspects,
    .recognises = nullptr,
    .decode = decode_json,
    .parse = launch::parse,
    .tree = nullptr,
    .assemble = launch::assemble,
};

}  // namespace djaz
