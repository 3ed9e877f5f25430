#include "cli/fix.h"

#include <unistd.h>

#include <algorithm>

#include "cli/command.h"
#include "lint/fixing.h"
#include "report/diff.h"
#include "report/escape.h"

namespace djaz::cli {
namespace {

void say(const std::vector<std::string>& remarks, const Redactor& redactor) {
  for (const std::string& remark : remarks)
    write_stderr("djaz: " + for_terminal(redactor.redact(remark)) + '\n');
}

}  // namespace

void FixFlags::add_to(CLI::App& app) {
  const std::string group = "Mending";
  app.add_flag("--fix", fix, "mend what can be mended safely, and report what remains")
      ->group(group);
  app.add_flag("--unsafe-fixes", unsafe,
               "with --fix or --diff: also what may change how the site behaves")
      ->group(group);
  app.add_flag("--diff", diff,
               "print what --fix would change, change nothing; exit with 1 if it would")
      ->group(group);
}

std::string FixFlags::mistake(const ProjectFlags& project, bool outputs) const {
  if (unsafe && !fix && !diff) return "`--unsafe-fixes` needs `--fix` or `--diff`";
  if (diff && outputs) return "`--diff` prints the difference alone: it takes no `--output`";
  const bool from_stdin =
      std::find(project.paths.begin(), project.paths.end(), "-") != project.paths.end();
  if (fix && !diff && from_stdin) return "`--fix` cannot mend standard input; `--diff` shows how";
  return {};
}

void fix_files(std::unique_ptr<Run>& run, const RuleSet& rules, Setup& setup,
               const FixFlags& flags) {
  FixPlan plan = plan_fixes(*run, *setup.files, rules, setup.options, flags.unsafe);
  write_fixes(plan, run->sources, *setup.files);
  const std::vector<std::string> words = fix_words(plan, run->sources);
  // Also when nothing was written: a file may have changed under our hands.
  if (!words.empty()) run = lint(*setup.files, rules, setup.options);
  run->report.notes.insert(run->report.notes.begin(), words.begin(), words.end());
}

int show_diff(const Run& run, const RuleSet& rules, Setup& setup, const FixFlags& flags,
              Color color) {
  const FixPlan plan = plan_fixes(run, *setup.files, rules, setup.options, flags.unsafe);
  const Style style(use_color(color, STDOUT_FILENO));
  std::string text;
  for (const FixedFile& file : plan.files)
    text += unified_diff(run.sources.file(file.file), file.edits, *run.redactor, style);
  int code = code_of(write_stdout(text));
  say(plan.remarks, *run.redactor);
  for (const FileOutcome& file : run.report.files)
    if (file.status == FileStatus::failed)
      say({file.path + ": not analysed: " + file.reason}, *run.redactor);
  const std::size_t count = plan.mended();
  write_stderr("djaz: " + std::to_string(count) + (count == 1 ? " finding" : " findings") +
               " would be mended\n");
  if (run.report.exit_code == ExitCode::incomplete)
    code = std::max(code, code_of(ExitCode::incomplete));
  return std::max(code, plan.files.empty() ? 0 : 1);
}

}  // namespace djaz::cli
