#include "documents/web_config/web_config.h"

#include <algorithm>

#include "documents/assembly.h"
#include "documents/web_config/sections.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/xml.h"

namespace djaz {
namespace web_config {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// `web.config`, and `web.3.4.config`, which old deployment scripts of App Service put in its place.
// `Web.Release.config` and the like hold changes to it, not what IIS reads.
Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  if (!starts_with_ignoring_case(name, "web.") || !ends_with_ignoring_case(name, "config"))
    return Suspicion::no;
  if (equal_ignoring_case(name, "web.config")) return Suspicion::yes;
  const std::vector<std::string_view> parts = split(name, '.');
  const bool version = parts.size() == 4 && is_number(parts[1]) && is_number(parts[2]);
  return version && equal_ignoring_case(parts[3], "config") ? Suspicion::yes : Suspicion::no;
}

void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const Span whole{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  XmlResult found = parse_xml(file, document.arena);
  document.comments = std::move(found.comments);
  for (XmlProblem& problem : found.problems)
    document.problems.push_back({problem.span, std::move(problem.message)});
  if (found.root == nullptr) {
    document.root = builder.mapping({}, whole, true);
    return;
  }
  const XmlElement& root = *found.root;
  MappingBuilder top;
  top.set(root.name, section(builder, root), root.span);
  document.root = top.build(builder, whole);
}

const Node* child(const Node& node, std::string_view name) {
  const Entry* entry = node.is(Kind::mapping) ? find_entry(node, name) : nullptr;
  return entry == nullptr ? nullptr : entry->value;
}

// The sections that apply to one path of the site.
const Node* scope(const Builder& builder, const Node& sections, const Node* file,
                  const Node* location) {
  std::vector<Entry> entries;
  entries.push_back({"file", file, file->span, nullptr});
  if (location != nullptr) entries.push_back({"location", location, location->span, nullptr});
  for (const Entry& entry : sections.entries)
    if (entry.name != "location" && entry.name != "file" && entry.name != "path")
      entries.push_back(entry);
  return builder.mapping(entries, sections.span, sections.open);
}

void add_scopes(const Builder& builder, const Node& root, const Node* file,
                std::vector<const Node*>& scopes) {
  const Node* configuration = child(root, "configuration");
  if (configuration == nullptr || !configuration->is(Kind::mapping)) return;
  scopes.push_back(scope(builder, *configuration, file, nullptr));
  const Node* locations = child(*configuration, "location");
  if (locations == nullptr || !locations->is(Kind::list)) return;
  for (const Node* location : locations->items)
    if (location->is(Kind::mapping))
      scopes.push_back(scope(builder, *location, file, child(*location, "path")));
}

void assemble(Assembly& assembly) {
  const Builder& builder = assembly.builder;
  std::vector<const Node*> scopes;
  bool open = false;
  for (const Document* document : assembly.of_kind(kWebConfig.name)) {
    const std::string& path = assembly.loader.sources().file(document->file).path();
    const Node* file = builder.text(Kind::path, path, Span{document->file, 0, 0});
    add_scopes(builder, *document->root, file, scopes);
  }
  for (const FileOutcome& outcome : assembly.loader.outcomes())
    open = open || (outcome.kind == kWebConfig.name && outcome.status == FileStatus::failed);
  if (scopes.empty() && !open) return;
  for (Deployment& deployment : assembly.deployments)
    deployment.branches.set("web_config", builder.list(scopes, {}, open));
}

}  // namespace
}  // namespace web_config

const DocumentKind kWebConfig = {
    .name = "web_config",
    .suspects = web_config::suspects,
    .recognises = nullptr,
    .decode = decode_xml,
    .parse = web_config::parse,
    .tree = nullptr,
    .assemble = web_config::assemble,
};

}  // namespace djaz
