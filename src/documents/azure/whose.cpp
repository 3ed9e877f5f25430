#include "documents/azure/whose.h"

#include <algorithm>
#include <set>

#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// The words of file names that say what is in them, or by which tool.
const std::set<std::string, std::less<>> kWords = {
    "access",    "app",          "appsettings",  "application",
    "auth",      "authsettings", "authv2",       "az",
    "azure",     "config",       "connection",   "connectionstrings",
    "container", "containers",   "cors",         "db",
    "env",       "export",       "firewall",     "firewallrules",
    "flexible",  "get",          "identity",     "json",
    "list",      "log",          "logs",         "mysql",
    "parameter", "parameters",   "postgres",     "postgresql",
    "rest",      "restriction",  "restrictions", "rule",
    "rules",     "server",       "settings",     "show",
    "site",      "sql",          "storage",      "string",
    "strings",   "v1",           "v2",           "web",
    "webapp",
};
const std::set<std::string, std::less<>> kSureWords = {
    "appsettings", "auth", "authsettings", "authv2",       "connectionstrings", "cors",
    "identity",    "logs", "restriction",  "restrictions", "settings",          "strings",
};

}  // namespace

FileHint file_hint(std::string_view path) {
  std::string name = lowered(file_name_of(path));
  name.resize(name.size() - std::min<std::size_t>(name.size(), 5));
  for (char& c : name)
    if (c == '_' || c == '.' || c == ' ') c = '-';
  std::vector<std::string> kept;
  FileHint hint;
  for (const std::string_view part : split(name, '-')) {
    hint.sure |= kSureWords.count(part) != 0;
    if (!part.empty() && kWords.count(part) == 0) kept.emplace_back(part);
  }
  hint.name = join(kept, "-");
  return hint;
}

std::string comparable(std::string_view name) {
  std::string out = lowered(name);
  for (char& c : out)
    if (c == '/' || c == '_' || c == '.') c = '-';
  return out;
}

void Whose::Around::add(Resource& candidate) {
  const std::string other = comparable(candidate.site_name());
  several |= only && other != name;
  name = other;
  // What runs is described better by an export than by a template.
  if (!only || candidate.open) only = &candidate;
}

Resource* Whose::Around::for_only(Shape shape) const {
  const auto found = documents.find(shape);
  return !several && found != documents.end() && found->second == 1 ? only : nullptr;
}

Whose::Whose(Assembly& assembly, const std::vector<Loaded>& all,
             const std::vector<Resource*>& candidates)
    : assembly_(assembly) {
  for (const Loaded& loaded : all) {
    Around& around = directories_[directory_of(loaded.path)];
    std::set<Shape> shapes;
    for (const Piece& piece : loaded.pieces) shapes.insert(piece.shape);
    for (const Shape shape : shapes) {
      ++around.documents[shape];
      ++everywhere_.documents[shape];
    }
  }
  const Sources& sources = assembly.loader.sources();
  for (Resource* candidate : candidates) {
    Resource*& named = by_name_[comparable(candidate->site_name())];
    if (!named || candidate->open) named = candidate;
    if (candidate->identity.is_child()) continue;
    everywhere_.add(*candidate);
    if (!candidate->span.file.valid()) continue;
    const auto around = directories_.find(directory_of(sources.file(candidate->span.file).path()));
    if (around != directories_.end()) around->second.add(*candidate);
  }
}

Resource* Whose::find(const Loaded& loaded, Shape shape, std::string_view what) const {
  const FileHint hint = file_hint(loaded.path);
  const std::string_view directory = directory_of(loaded.path);
  const std::string wanted = hint.name.empty() ? comparable(file_name_of(directory)) : hint.name;
  const auto named = by_name_.find(wanted);
  if (!wanted.empty() && named != by_name_.end()) return named->second;
  const auto around = directories_.find(directory);
  Resource* only = around == directories_.end() ? nullptr : around->second.for_only(shape);
  if (!only) only = everywhere_.for_only(shape);
  if (!only) return nullptr;
  const std::string words = std::string(what) + " in `" + loaded.path +
                            "` are taken to be those of " + (only->is_site() ? "the site `" : "`") +
                            only->site_name() + "`";
  for (Deployment& deployment : assembly_.deployments)
    if (deployment.assumptions.empty() || deployment.assumptions.back() != words)
      deployment.assumptions.push_back(words);
  return only;
}

Resource* Whose::said(Inventory& inventory, const std::vector<std::string_view>& types,
                      const Span& span) const {
  const auto identity = parse_id(assembly_.options.resource);
  if (!identity) return nullptr;
  const std::string type = identity->type();
  if (std::find(types.begin(), types.end(), type) == types.end()) return nullptr;
  return &inventory.find_or_stub(*identity, span);
}

}  // namespace djaz::azure
