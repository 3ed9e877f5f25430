// djaz check: find what is wrong.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/fix.h"
#include "cli/output.h"
#include "cli/own_rules.h"
#include "cli/production.h"
#include "cli/progress.h"
#include "cli/root.h"
#include "cli/step_summary.h"
#include "cli/terminal.h"
#include "report/escape.h"

namespace djaz::cli {
namespace {

struct CheckFlags {
  ProjectFlags project;
  ProductionFlags production;
  std::vector<std::string> outputs;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> rules;
  std::string profile;
  std::string fail_on;
  std::string min_severity;
  std::string sarif_profile;
  FixFlags fix;
  bool show_passes = false;
  bool show_suppressed = false;
  bool exit_zero = false;
  bool allow_empty = false;
  bool no_progress = false;
  Color color = Color::automatic;
};

std::vector<std::string> format_words() {
  std::vector<std::string> out;
  for (const Format& format : formats()) out.emplace_back(format.name);
  return out;
}

std::string format_list() {
  constexpr std::size_t kColumn = 10;
  std::string out;
  for (const Format& format : formats()) {
    out += "  " + std::string(format.name);
    out.append(kColumn - std::min(kColumn - 1, format.name.size()), ' ');
    out += std::string(format.description) + '\n';
  }
  return out;
}

void add_flags(CLI::App& app, CheckFlags& flags) {
  flags.project.add_to(app);

  const std::string rules = "Which rules";
  app.add_option(
         "--select", flags.select,
         "run only these rules: names, codes, beginnings of codes or tags, with commas between")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,...")
      ->group(rules);
  app.add_option("--ignore", flags.ignore, "run all rules but these; may be given again")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,...")
      ->group(rules);
  choose_from(
      app.add_option(
          "--profile", flags.profile,
          "default, django (what `manage.py check --deploy` asks, no more) or strict (everything)"),
      {"default", "django", "strict"})
      ->type_name("NAME")
      ->group(rules);

  add_rules_option(app, flags.rules);
  app.get_option("--rules")->group(rules);

  const std::string reporting = "What is reported, and how";
  suggest_from(app.add_option("--output", flags.outputs,
                              "text (the default), or another of the formats below; FORMAT:FILE "
                              "writes a file; may be given again"),
               format_words())
      ->allow_extra_args(false)
      ->type_name("FORMAT[:FILE]")
      ->group(reporting);
  choose_from(
      app.add_option("--fail-on", flags.fail_on,
                     "the least severity that fails the run: error, warning (the default) or "
                     "note"),
      {"error", "warning", "note"})
      ->type_name("SEVERITY")
      ->group(reporting);
  choose_from(
      app.add_option("--min-severity", flags.min_severity,
                     "the least severity that is shown; json, jsonl and sarif hold everything "
                     "all the same"),
      {"error", "warning", "note"})
      ->type_name("SEVERITY")
      ->group(reporting);
  choose_from(
      app.add_option("--sarif-profile", flags.sarif_profile,
                     "github: what code scanning takes; full: suppressed, passed and fixes, too"),
      {"github", "full"})
      ->type_name("NAME")
      ->group(reporting);
  app.add_flag("--show-passes", flags.show_passes,
               "also list what passed and what could not be decided")
      ->group(reporting);
  app.add_flag("--show-suppressed", flags.show_suppressed,
               "also list what comments or the configuration excuse")
      ->group(reporting);
  app.add_flag("--exit-zero", flags.exit_zero,
               "exit with 0 when there are findings; 2, 3 and 4 stay what they are")
      ->group(reporting);
  app.add_flag("--allow-empty", flags.allow_empty, "do not fail when there is nothing to analyse")
      ->group(reporting);
  app.add_flag("--no-progress", flags.no_progress, "print no status on standard error")
      ->group(reporting);
  add_color(app, flags.color);

  flags.fix.add_to(app);
  flags.production.add_to(app);
  app.footer(
      "Formats:\n" + format_list() +
      "\nExamples:\n"
      "  djaz check                                  the project around the current directory\n"
      "  djaz check shop/settings.py                 what concerns this file\n"
      "  djaz check --output text --output sarif:djaz.sarif\n"
      "                                              for people here, for code scanning in a file\n"
      "  djaz check --env-file production.env        with all that production's environment holds\n"
      "  djaz check --select security --fail-on error\n"
      "  djaz check --diff                           what --fix would change\n\n"
      "To excuse one place, write at the end of its line:  # djaz: ignore[RULE] -- the reason\n\n" +
      std::string(kExitCodes));
}

// Flags win over the configuration, the configuration over what holds if nothing is said.
void settle_options(const CheckFlags& flags, LintOptions& options, RenderOptions& render) {
  Config& config = options.config;
  if (!flags.select.empty()) config.selection.select = flags.select;
  if (!flags.ignore.empty()) config.selection.ignore = flags.ignore;
  const std::string profile =
      flags.profile.empty() ? config.profile.value_or("default") : flags.profile;
  options.profile = profile_named(profile).value_or(Profile::standard);
  const auto chosen = [](const std::string& flag, const std::optional<Severity>& configured,
                         Severity otherwise) {
    return flag.empty() ? configured.value_or(otherwise) : *severity_of(flag);
  };
  options.fail_on = chosen(flags.fail_on, config.fail_on, Severity::warning);
  render.min_severity =
      chosen(flags.min_severity, config.min_severity,
             options.profile == Profile::strict ? Severity::note : Severity::warning);
  options.exit_zero = flags.exit_zero;
  options.allow_empty = flags.allow_empty;
  render.show_passes = flags.show_passes;
  render.show_suppressed = flags.show_suppressed;
  render.full_sarif = flags.sarif_profile == "full";
}

// Every file that was read, as the working directory sees it.
std::vector<std::string> inputs_of(const Run& run, const CheckFlags& flags, const Setup& setup,
                                   const Rules& rules) {
  std::vector<std::string> inputs;
  for (std::uint32_t i = 0; i < rules.sources.size(); ++i)
    inputs.push_back(rules.sources.file(FileId{i}).path());
  for (const FileOutcome& file : run.report.files)
    inputs.push_back(join_path(setup.root, file.path));
  for (std::uint32_t i = 0; i < run.sources.size(); ++i)
    inputs.push_back(join_path(setup.root, run.sources.file(FileId{i}).path()));
  if (!setup.options.config.path.empty())
    inputs.push_back(join_path(setup.root, setup.options.config.path));
  if (!flags.production.env_file.empty()) inputs.push_back(flags.production.env_file);
  return inputs;
}

int write_outputs(const std::vector<Output>& outputs, Run& run, const CheckFlags& flags,
                  const Setup& setup, const Rules& rules, RenderOptions render) {
  const std::vector<std::string> inputs = inputs_of(run, flags, setup, rules);
  for (const Output& output : outputs) {
    if (output.file.empty()) continue;
    const std::string reason = refuse(output.file, inputs);
    if (reason.empty()) continue;
    complain("`" + output.file + "` is not written: " + reason);
    return code_of(ExitCode::usage);
  }
  int code = code_of(run.report.exit_code);
  bool summarised = false;
  for (const Output& output : outputs) {
    render.color = output.file.empty() && use_color(flags.color, 1);
    const auto report = [&](Sink& sink) {
      output.format->write({run.report, run.sources, *run.redactor, render}, sink);
    };
    if (output.format->name == "github" && !summarised) {
      add_step_summary({run.report, run.sources, *run.redactor, render}, inputs);
      summarised = true;
    }
    if (output.file.empty()) {
      code = std::max(code, code_of(write_stdout(report)));
      continue;
    }
    const Result<bool> written = write_file(output.file, report);
    if (!written) {
      complain(written.errors()[0].message);
      return code_of(ExitCode::internal);
    }
    if (!flags.no_progress)
      write_stderr("djaz: " + std::string(output.format->name) + " written to " +
                   for_terminal(output.file) + '\n');
  }
  return code;
}

int run_check(const CheckFlags& flags) {
  const Result<std::vector<Output>> outputs = parse_outputs(flags.outputs);
  if (!outputs) {
    show_errors(outputs.errors(), Sources(), flags.color);
    return code_of(ExitCode::usage);
  }
  if (const std::string mistake = flags.fix.mistake(flags.project, !flags.outputs.empty());
      !mistake.empty()) {
    complain(mistake);
    return code_of(ExitCode::usage);
  }
  Rules rules;
  load_rules(flags.rules, flags.color, rules);
  if (!rules.ok) return code_of(ExitCode::usage);
  Setup setup = set_up(flags.project, flags.production, flags.color);
  if (!setup.ok) return code_of(ExitCode::usage);
  RenderOptions render;
  settle_options(flags, setup.options, render);
  render.root = setup.root;
  render.prefix = path_in_repository(setup.root);
  setup.options.passes =
      std::any_of(outputs.value().begin(), outputs.value().end(),
                  [&](const Output& output) { return output.format->tells_passes(render); });
  setup.options.bulk.lists_all = flags.show_passes;
  setup.options.bulk.progress = progress_line(!flags.no_progress);
  std::unique_ptr<Run> run = lint(*setup.files, rules.set(), setup.options);
  if (!run->errors.empty()) {
    show_errors(run->errors, run->sources, flags.color);
    return code_of(ExitCode::usage);
  }
  if (flags.fix.diff) return show_diff(*run, rules.set(), setup, flags.fix, flags.color);
  if (flags.fix.fix) fix_files(run, rules.set(), setup, flags.fix);
  return write_outputs(outputs.value(), *run, flags, setup, rules, render);
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
  CLI::App* check = app.add_subcommand("check", "Find what is wrong with a project");
  const auto flags = std::make_shared<CheckFlags>();
  add_flags(*check, *flags);
  check->callback([flags, &invocation] { invocation.run = [flags] { return run_check(*flags); }; });
}

}  // namespace djaz::cli
