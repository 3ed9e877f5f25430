#include "cli/production.h"

#include <unistd.h>

#include <CLI/Option.hpp>
#include <CLI/Validators.hpp>
#include <map>

#include "cli/choices.h"
#include "cli/named_file.h"
#include "cli/overlay.h"
#include "cli/root.h"
#include "lint/env_file.h"
#include "report/errors.h"
#include "settle/date.h"
#include "source/spool.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

// What stands in a pipe, as much as the largest export may have.
constexpr std::uint64_t kMaxInput = 4'000'000'000;
constexpr std::uint64_t kMaxEnvFile = 2'000'000;

bool apply_env(const ProductionFlags& flags, ProductionOptions& options, Color color) {
  if (!flags.env_file.empty()) {
    ReadOutcome read = read_named(flags.env_file, kMaxEnvFile);
    if (!read.ok) {
      complain("`--env-file " + flags.env_file +
               "` cannot be read: " + (read.missing ? "there is no such file" : read.reason));
      return false;
    }
    if (read.bytes.rfind("\xEF\xBB\xBF", 0) == 0) read.bytes.erase(0, 3);
    if (!is_valid_utf8(read.bytes)) {
      complain("`--env-file " + flags.env_file + "` is not UTF-8");
      return false;
    }
    Sources sources;
    Result<Variables> variables = parse_env_file(sources.add(flags.env_file, read.bytes));
    if (!variables) {
      // The lines are values of variables: the places are told, the text is not.
      for (const Error& error : variables.errors()) {
        const std::string place =
            error.span.valid() ? ":" + std::to_string(sources.start_of(error.span).line) : "";
        complain(flags.env_file + place + ": " + error.message, error.help);
      }
      return false;
    }
    for (auto& variable : variables.value()) options.variables.push_back(std::move(variable));
    options.variables_complete = true;
  }
  for (const std::string& argument : flags.env) {
    Result<Variables::value_type> variable = parse_env_argument(argument);
    if (!variable) {
      show_errors(variable.errors(), Sources(), color);
      return false;
    }
    options.variables.push_back(std::move(variable.value()));
  }
  return true;
}

bool apply(const ProductionFlags& flags, ProductionOptions& options, Color color) {
  if (!flags.settings_module.empty()) options.settings_module = flags.settings_module;
  if (!flags.django_version.empty()) options.django_version = flags.django_version;
  if (!flags.as_of.empty()) {
    if (!is_date(flags.as_of)) {
      complain("`--as-of` takes a date, YYYY-MM-DD");
      return false;
    }
    options.as_of = flags.as_of;
  }
  if (!flags.resource.empty()) {
    if (flags.resource.front() != '/' || flags.resource.find("/providers/") == std::string::npos) {
      complain(
          "`--resource` takes the id of an Azure resource, as `az webapp show --query id` tells "
          "it");
      return false;
    }
    options.resource = flags.resource;
  }
  if (!flags.platform.empty()) options.app_service = flags.platform == "app-service";
  return apply_env(flags, options, color);
}

std::string relative_to_root(const std::string& path, const Target& target) {
  return target.paths.empty() ? path : target.paths.front();
}

// An export needs no name: it is known by its content.
constexpr const char* kUnnamedExport = "stdin.json";

bool begins_as_json(const ByteReader& bytes) {
  std::string head(1024, '\0');
  head.resize(bytes.read(0, head.data(), head.size()));
  std::string_view text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trimmed(text);
  return text.starts_with('[') || text.starts_with('{');
}

Result<Target> target_of(const ProjectFlags& flags, bool from_stdin) {
  if (from_stdin && flags.root.empty()) return find_target_around(flags.stdin_filename);
  if (flags.root.empty()) return find_target(flags.paths);
  const std::vector<std::string> paths =
      from_stdin ? std::vector<std::string>{flags.stdin_filename} : flags.paths;
  return find_target_in(flags.root, paths, !from_stdin);
}

// What git tracks stands in its index, which may lie above the project. As git does, the nearest
// repository at or above the root is taken; only what git itself keeps there is read.
void find_repository(Setup& setup) {
  std::string prefix = path_in_repository(setup.root);
  if (prefix.empty()) return;
  std::string top = setup.root;
  top.resize(top.size() - prefix.size());
  std::string problem;
  setup.repository = open_directory(top, problem);
  if (setup.repository == nullptr) return;
  setup.options.repository = setup.repository.get();
  setup.options.repository_prefix = std::move(prefix);
}

}  // namespace

void add_color(CLI::App& app, Color& color) {
  const std::map<std::string, Color> words = {
      {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
  suggest_from(app.add_option("--color", color, "auto, always or never; NO_COLOR is obeyed"),
               {"auto", "always", "never"})
      ->transform(CLI::CheckedTransformer(words).description(""))
      ->type_name("WHEN");
}

void ProductionFlags::add_to(CLI::App& app) {
  const std::string group = "What production is (where the project does not say it)";
  app.add_option("--settings", settings_module,
                 "the settings module that production loads, e.g. config.settings.prod")
      ->type_name("MODULE")
      ->group(group);
  app.add_option("--django-version", django_version,
                 "the Django release that production runs, e.g. 5.2")
      ->type_name("X.Y")
      ->group(group);
  app.add_option("--as-of", as_of,
                 "judge ends of support and expiry as of this day, YYYY-MM-DD; if nothing is said, "
                 "the day of the facts inside djaz, so that a run does not depend on the clock")
      ->type_name("DATE")
      ->group(group);
  choose_from(app.add_option("--platform", platform,
                             "app-service (the default) or none: where the project runs"),
              {"app-service", "none"})
      ->type_name("NAME")
      ->group(group);
  app.add_option("--resource", resource,
                 "the id of the Azure resource that exports without a name speak of, such as the "
                 "list of a site's app settings")
      ->type_name("ID")
      ->group(group);
  app.add_option("--env-file", env_file,
                 "all of production's environment variables: a dotenv file, or what `az webapp "
                 "config appsettings list` prints")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--env", env, "one of production's environment variables; may be given again")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  add_parameters(app, parameters);
  app.get_option("--parameters")->group(group);
  app.add_flag("--isolated", isolated, "ignore every configuration file");
}

void ProjectFlags::add_to(CLI::App& app) {
  app.add_option("PATH", paths,
                 "a project's directory, or files and directories in it; `-` reads one file from "
                 "standard input. Default: the project around the current directory")
      ->type_name("");
  app.add_option("--stdin-filename", stdin_filename,
                 "with `-`: the path of the file on standard input")
      ->type_name("FILE");
  app.add_option("--root", root, "the project's directory, where it is not found by itself")
      ->type_name("DIR");
}

void show_errors(const std::vector<Error>& errors, const Sources& sources, Color color) {
  Redactor redactor(sources);
  write_stderr(errors_text(errors, sources, redactor, use_color(color, STDERR_FILENO)));
}

Setup set_up(const ProjectFlags& project, const ProductionFlags& production, Color color) {
  Setup setup;
  const bool from_stdin = project.paths.size() == 1 && project.paths[0] == "-";
  std::string problem;
  std::shared_ptr<const ByteReader> input;
  ProjectFlags named = project;
  if (from_stdin) {
    input = spool(STDIN_FILENO, kMaxInput, problem);
    if (input == nullptr) {
      complain("standard input " + problem);
      return setup;
    }
    if (named.stdin_filename.empty() && begins_as_json(*input))
      named.stdin_filename = kUnnamedExport;
  }
  if (from_stdin && named.stdin_filename.empty()) {
    complain("reading standard input needs `--stdin-filename`, unless it is an export",
             "the name decides what kind of file it is");
    return setup;
  }
  Result<Target> target = target_of(named, from_stdin);
  if (!target) {
    show_errors(target.errors(), Sources(), color);
    return setup;
  }
  setup.root = target->root;
  setup.files = open_directory(target->root, problem);
  if (setup.files == nullptr) {
    complain("the project cannot be opened: " + problem);
    return setup;
  }
  if (from_stdin)
    setup.files = overlay(std::move(setup.files),
                          relative_to_root(named.stdin_filename, target.value()), std::move(input));
  if (!production.isolated) {
    Sources sources;
    Result<Config> config = find_config(*setup.files, sources);
    if (!config) {
      show_errors(config.errors(), sources, color);
      return setup;
    }
    setup.options.config = std::move(config.value());
  }
  if (!production.isolated) find_repository(setup);
  setup.options.paths = std::move(target->paths);
  setup.ok = apply(production, setup.options.config.production, color) &&
             apply_parameters(production.parameters, setup.root, setup.files,
                              setup.options.config.production);
  return setup;
}

}  // namespace djaz::cli
