#include "documents/deployment_world.h"

#include <algorithm>

#include "documents/imports_ahead.h"
#include "documents/module_files.h"
#include "source/file_system.h"
#include "support/glob.h"
#include "support/text.h"
#include "syntax/embedded.h"
#include "tree/node.h"

namespace djaz {
namespace {

constexpr std::string_view kPlatformFacts = "rules/data/platform.toml";

// What App Service itself says of a variable; unknown when it says nothing.
python::Variable platform_variable(std::string_view name) {
  using State = python::Variable::State;
  python::Variable variable;
  const Node* facts = embedded(kPlatformFacts);
  const Entry* list = facts == nullptr ? nullptr : find_entry(*facts, "variable");
  if (list == nullptr) return variable;
  for (const Node* item : list->value->items) {
    const Entry* named = find_entry(*item, "name");
    const Entry* state = find_entry(*item, "state");
    if (named == nullptr || state == nullptr || named->value->text != name) continue;
    variable.state = state->value->text == "present" ? State::present : State::absent;
    variable.source = "App Service";
  }
  return variable;
}

// "django-environ" installs `environ`, and so on: imports whose name is not the distribution's.
constexpr std::pair<std::string_view, std::string_view> kDistributions[] = {
    {"environ", "django-environ"},
    {"decouple", "python-decouple"},
    {"dotenv", "python-dotenv"},
    {"dj_database_url", "dj-database-url"},
    {"storages", "django-storages"},
    {"corsheaders", "django-cors-headers"},
    {"rest_framework", "djangorestframework"},
    {"debug_toolbar", "django-debug-toolbar"},
    {"yaml", "pyyaml"},
    {"whitenoise", "whitenoise"},
    {"sentry_sdk", "sentry-sdk"},
    {"configurations", "django-configurations"},
    {"split_settings", "django-split-settings"},
};

// python-dotenv, django-environ and python-decouple agree on the line: `NAME=value`, with or
// without quotes around a value without anything that one of them might read as more than itself.
bool is_read_alike(std::string_view text, const Entry& entry) {
  const Span& key = entry.key_span;
  const Span& value = entry.value->span;
  if (!key.valid() || !value.valid() || value.begin <= key.end || value.end > text.size())
    return false;
  const std::string_view between = text.substr(key.end, value.begin - key.end);
  const std::string_view written = text.substr(value.begin, value.end - value.begin);
  const std::size_t end = std::min(text.find('\n', value.end), text.size());
  std::string_view behind = text.substr(value.end, end - value.end);
  if (behind.ends_with('\r')) behind.remove_suffix(1);
  const std::string_view quote = between.substr(1);
  if (between.front() != '=' || (!quote.empty() && quote != "'" && quote != "\"")) return false;
  if (behind != quote || written != entry.value->text || trimmed(written) != written) return false;
  if (key.begin > 0 && text[key.begin - 1] != '\n') return false;
  return written.find_first_of("'\"\\#$`\n\r") == std::string_view::npos;
}

// How often each name begins a line.
std::map<std::string_view, int> names_in(std::string_view text) {
  std::map<std::string_view, int> names;
  for (std::string_view line : split(text, '\n')) {
    line = trimmed(line);
    if (line.starts_with("export ")) line = trimmed(line.substr(7));
    ++names[trimmed(line.substr(0, line.find('=')))];
  }
  return names;
}

}  // namespace

python::Variable DeploymentWorld::variable(std::string_view name) const {
  const auto known = deployment_.environment.find(name);
  if (known != deployment_.environment.end()) return known->second;
  if (name == "DJANGO_SETTINGS_MODULE" &&
      settings_module_.state != python::Variable::State::unknown)
    return settings_module_;
  if (assembly_.options.app_service) {
    const python::Variable platform = platform_variable(name);
    if (platform.state != python::Variable::State::unknown) return platform;
  }
  python::Variable variable;
  if (deployment_.environment_closed) {
    variable.state = python::Variable::State::absent;
    variable.source = deployment_.site.empty() ? "the list of variables that was given"
                                               : "the app settings of `" + deployment_.site + "`";
  }
  return variable;
}

void DeploymentWorld::set_settings_module(std::string name, std::string source, Span where) {
  settings_module_.state = python::Variable::State::value;
  settings_module_.text = std::move(name);
  settings_module_.source = std::move(source);
  settings_module_.where = where;
}

const python::Module* DeploymentWorld::module(std::string_view dotted_name, bool& package) {
  const auto known = modules_.find(dotted_name);
  if (known != modules_.end()) {
    package = known->second.package;
    return known->second.module;
  }
  Found found;
  const std::string path =
      module_file(assembly_.loader, deployment_.root, dotted_name, found.package);
  if (!path.empty()) {
    const DocumentKind& kind = *find_document_kind("settings");
    // A function imports it: what it imports in turn was not looked for yet.
    if (reads_ahead_ && !assembly_.loader.knows(path, kind))
      read_imports_ahead(assembly_.loader, deployment_.root, std::string(dotted_name), path);
    const Document* document = assembly_.loader.load(path, kind);
    if (document != nullptr) found.module = document->module.get();
  }
  modules_.emplace(std::string(dotted_name), found);
  package = found.package;
  return found.module;
}

bool DeploymentWorld::matching(std::string_view pattern,
                               std::vector<const python::Module*>& found) {
  constexpr std::string_view kWild = "*?[";
  const std::string folder(directory_of(pattern));
  const std::string_view last = file_name_of(pattern);
  // Classes of characters, and wildcards that stand for folders, are not read.
  if (folder.find_first_of(kWild) != std::string::npos || last.find('[') != std::string_view::npos)
    return false;
  std::vector<std::string> paths;
  if (last.find_first_of(kWild) == std::string_view::npos) {
    if (assembly_.loader.exists(std::string(pattern))) paths.emplace_back(pattern);
  } else {
    std::string problem;
    for (const DirectoryEntry& entry : assembly_.loader.file_system().list(folder, problem)) {
      const std::string path = join_path(folder, entry.name);
      if (glob_match(last, entry.name) && (last.starts_with('.') || !entry.name.starts_with('.')) &&
          assembly_.loader.exists(path))
        paths.push_back(path);
    }
    if (!problem.empty()) return false;
    std::sort(paths.begin(), paths.end());
  }
  for (const std::string& path : paths) {
    const Document* document = assembly_.loader.load(path, *find_document_kind("settings"));
    if (document == nullptr || document->module == nullptr) return false;
    found.push_back(document->module.get());
  }
  return true;
}

python::World::Installed DeploymentWorld::installed(std::string_view top_level_name) const {
  std::string distribution = replaced(lowered(top_level_name), "_", "-");
  for (const auto& [import, name] : kDistributions)
    if (import == top_level_name) distribution = name;
  const auto& names = deployment_.installed;
  if (std::find(names.begin(), names.end(), distribution) != names.end()) return Installed::yes;
  // Something else may bring it along, so its absence from the list proves nothing.
  return Installed::unknown;
}

python::World::Shipped DeploymentWorld::shipped(std::string_view path) {
  const std::string place(path);
  if (assembly_.loader.exists(place)) return Shipped::file;
  return assembly_.loader.directory_exists(place) ? Shipped::directory : Shipped::unknown;
}

// What git tracks goes to production with the code. A file that is also ignored was meant to stay
// where it is.
bool DeploymentWorld::shipped_variables(
    std::string_view path, std::vector<std::pair<std::string, python::Variable>>& out) {
  const std::string place(path);
  if (assembly_.tracked(place) != Truth::yes) return false;
  const Document* document = assembly_.loader.load(place, *find_document_kind("dotenv"));
  if (document == nullptr || document->failed()) return false;
  const Entry* example = find_entry(*document->root, "example");
  const Entry* variables = find_entry(*document->root, "variables");
  if (example == nullptr || example->value->boolean || variables == nullptr) return false;
  const std::string_view text = assembly_.loader.sources().file(document->file).text();
  // What is set twice is the first for one reader and the last for another.
  const std::map<std::string_view, int> times = names_in(text);
  for (const Entry& entry : variables->value->entries) {
    if (entry.value->is(Kind::null)) continue;
    const auto lines = times.find(entry.name);
    const bool once = lines != times.end() && lines->second == 1;
    python::Variable variable;
    variable.source = "the file `" + place + "` in the repository";
    variable.where = entry.value->span;
    if (once && entry.value->is(Kind::string) && is_read_alike(text, entry)) {
      variable.state = python::Variable::State::value;
      variable.text = entry.value->text;
    }
    out.emplace_back(std::string(entry.name), std::move(variable));
  }
  return true;
}

std::string DeploymentWorld::file_path(const python::Module& module) const {
  return assembly_.loader.sources().file(module.file).path();
}

}  // namespace djaz
