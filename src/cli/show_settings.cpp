// djaz show settings: what Django would see in production, and why.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/production.h"
#include "cli/terminal.h"
#include "report/settings_view.h"
#include "support/text.h"
#include "tree/builder.h"
#include "tree/node.h"

namespace djaz::cli {
namespace {

struct SettingsFlags {
  ProjectFlags project;
  ProductionFlags production;
  std::string deployment;
  std::string output = "text";
  bool defaults = false;
  Color color = Color::automatic;
};

const Node* settings_of(const ProjectDeployment& deployment) {
  const Entry* entry = find_entry(*deployment.root, "settings");
  return entry != nullptr && entry->value->is(Kind::mapping) ? entry->value : nullptr;
}

// What the project itself sets: Django's defaults are many and known.
const Node* without_defaults(const Node& settings, Arena& arena) {
  std::vector<Entry> entries;
  for (const Entry& entry : settings.entries) {
    const Origin* origin = entry.value->origin;
    if (origin == nullptr || origin->how != Origin::How::defaulted) entries.push_back(entry);
  }
  const Builder builder(arena);
  return builder.mapping(entries, settings.span, settings.open);
}

// "shop/settings/prod.py" → "shop.settings.prod".
std::string dotted(std::string_view path) {
  if (ends_with_ignoring_case(path, ".py")) path.remove_suffix(3);
  if (ends_with_ignoring_case(path, "/__init__")) path.remove_suffix(9);
  return replaced(path, "/", ".");
}

const Node* node_at(const Node* node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const Entry* entry = node->is(Kind::mapping) ? find_entry(*node, name) : nullptr;
    if (entry == nullptr) return nullptr;
    node = entry->value;
  }
  return node;
}

std::string text_at(const Node* node, std::initializer_list<const char*> names) {
  const Node* found = node_at(node, names);
  return found != nullptr && found->is(Kind::string) ? std::string(found->text) : std::string();
}

// The production module, as the project says it or else by the file it was read from.
std::string module_of(const ProjectDeployment& deployment, const Sources& sources) {
  const std::string said =
      text_at(deployment.root, {"entry_points", "production", "settings_module"});
  if (!said.empty()) return said;
  const auto place = deployment.fallback.find("settings");
  if (place == deployment.fallback.end() || !place->second.valid()) return {};
  return dotted(sources.file(place->second.file).path());
}

std::string names_of(const std::vector<const ProjectDeployment*>& deployments) {
  std::vector<std::string> names;
  for (const ProjectDeployment* deployment : deployments)
    names.push_back('`' + deployment->name + '`');
  return join(names, ", ");
}

int run_settings(const SettingsFlags& flags) {
  Setup setup = set_up(flags.project, flags.production, flags.color);
  if (!setup.ok) return code_of(ExitCode::usage);
  setup.options.judges = false;
  const std::unique_ptr<Run> run = lint(*setup.files, built_in_rules(), setup.options);
  if (!run->errors.empty()) {
    show_errors(run->errors, run->sources, flags.color);
    return code_of(ExitCode::usage);
  }

  std::vector<const ProjectDeployment*> candidates;
  for (const ProjectDeployment& deployment : run->project->deployments)
    if (settings_of(deployment) != nullptr) candidates.push_back(&deployment);
  if (candidates.empty()) {
    complain("no settings module was found",
             "name it with `--settings`, or the project's directory as an argument");
    return code_of(ExitCode::incomplete);
  }
  const ProjectDeployment* chosen = candidates.front();
  if (!flags.deployment.empty()) {
    const auto found =
        std::find_if(candidates.begin(), candidates.end(),
                     [&](const ProjectDeployment* one) { return one->name == flags.deployment; });
    if (found == candidates.end()) {
      complain("there is no deployment `" + flags.deployment + '`',
               "there are " + names_of(candidates));
      return code_of(ExitCode::usage);
    }
    chosen = *found;
  } else if (candidates.size() > 1) {
    write_stderr("djaz: showing the first of several deployments; choose with --deployment\n");
  }

  const Node* settings = settings_of(*chosen);
  if (!flags.defaults) settings = without_defaults(*settings, run->project->arena);
  SettingsView view{module_of(*chosen, run->sources), *settings, run->sources, *run->redactor};
  view.history = node_at(chosen->root, {"history"});
  view.source = text_at(chosen->root, {"entry_points", "production", "source"});
  view.instead_of = text_at(chosen->root, {"entry_points", "production", "instead_of"});
  if (const Node* other = node_at(chosen->root, {"entry_points", "production", "instead_of"}))
    view.instead_named = other->span;
  view.sibling = text_at(chosen->root, {"entry_points", "production", "production_sibling"});
  if (const Node* said = node_at(chosen->root, {"entry_points", "production", "settings_module"}))
    view.named = said->span;
  const ExitCode written =
      write_stdout(flags.output == "json" ? settings_json(view)
                                          : settings_text(view, use_color(flags.color, 1)));
  if (written != ExitCode::clean) return code_of(written);
  for (const FileOutcome& file : run->report.files) {
    if (file.status != FileStatus::failed) continue;
    complain("not analysed: " + file.path + ": " + run->redactor->redact(file.reason));
  }
  return code_of(run->report.summary.files_failed > 0 ? ExitCode::incomplete : ExitCode::clean);
}

}  // namespace

void add_show_settings(CLI::App& show, Invocation& invocation) {
  CLI::App* settings =
      show.add_subcommand("settings", "The settings as production would see them, and why");
  const auto flags = std::make_shared<SettingsFlags>();
  flags->project.add_to(*settings);
  settings->add_option("--deployment", flags->deployment, "where a project is deployed twice")
      ->type_name("NAME");
  settings->add_flag("--defaults", flags->defaults, "Django's defaults too");
  choose_from(settings->add_option("--output", flags->output, "text or json"), {"text", "json"})
      ->type_name("FORMAT");
  add_color(*settings, flags->color);
  flags->production.add_to(*settings);
  settings->callback(
      [flags, &invocation] { invocation.run = [flags] { return run_settings(*flags); }; });
}

}  // namespace djaz::cli
