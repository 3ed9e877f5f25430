// The door: what comes in over the command line, and which exit code goes out. Nothing is decided
// here but that.
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <csignal>
#include <exception>
#include <memory>
#include <new>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "djaz/version.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

extern "C" void on_signal(int signal) {
  remove_temporary_file();
  ::_exit(128 + signal);
}

void set_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGHUP, on_signal);
  // A reader that went away is an error of `write`, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
}

void describe(CLI::App& app, Invocation& invocation) {
  app.name("djaz");
  app.formatter(std::make_shared<Help>());
  app.description(
      "djaz checks Django projects that run on Azure App Service. From the settings, requirements "
      "and\nstart-up files and from exported Azure configuration it works out what production "
      "would see, and\nsays what is wrong there and how to mend it. It runs no code of the "
      "project, opens no connection,\nand writes nothing but the reports you ask for.");
  app.set_version_flag("--version", "djaz " + std::string(version()), "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.require_subcommand(1);
  add_check(app, invocation);
  add_rule(app, invocation);
  add_rules(app, invocation);
  add_show(app, invocation);
  add_completion(app, invocation);
  // Commands that are added later would take it over.
  app.footer(
      "Begin with:\n"
      "  djaz check                check the project around the current directory\n"
      "  djaz rule debug-on        why a rule exists, and what to do about a finding\n"
      "  djaz check --help         what can be chosen, and examples\n\n" +
      std::string(kExitCodes));
}

// The subcommand that was reached, whose flags are the ones to suggest from.
const CLI::App& deepest(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return *at;
}

std::string suggestion(const CLI::App& app) {
  const CLI::App& at = deepest(app);
  std::vector<std::string> words;
  for (const CLI::Option* option : at.get_options())
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  for (const CLI::App* command : at.get_subcommands([](const CLI::App*) { return true; }))
    words.push_back(command->get_name());
  const std::vector<std::string_view> options(words.begin(), words.end());
  for (const std::string& extra : app.remaining(true)) {
    const std::string_view near = nearest(extra.substr(0, extra.find('=')), options);
    if (!near.empty()) return "did you mean `" + std::string(near) + "`?";
  }
  std::string command = "djaz";
  for (const CLI::App* part = &app; part != &at;) {
    part = part->get_subcommands().front();
    command += ' ' + part->get_name();
  }
  return '`' + command + " --help` says what can be given";
}

// Help and version on standard output, mistakes on standard error.
int answer(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    const bool version_asked = error.get_name() == "CallForVersion";
    return code_of(write_stdout(version_asked ? std::string(error.what()) + '\n' : app.help()));
  }
  std::string message = error.what();
  // A misspelt command is told as what it is, not as a missing one.
  if (!app.remaining(true).empty() && error.get_name() == "RequiredError")
    message = "there is no command `" + app.remaining(true).front() + '`';
  while (!message.empty() && message.back() == '\n') message.pop_back();
  complain(message, suggestion(app));
  return code_of(ExitCode::usage);
}

int run(int argc, char** argv) {
  CLI::App app;
  Invocation invocation;
  describe(app, invocation);
  if (argc <= 1) {
    write_stderr(app.help());
    return code_of(ExitCode::usage);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return answer(app, error);
  }
  return invocation.run ? invocation.run() : code_of(ExitCode::usage);
}

}  // namespace
}  // namespace djaz::cli

int main(int argc, char** argv) {
  using namespace djaz;
  // What an exception says may quote the scanned project, so it is not repeated.
  try {
    cli::guard_descriptors();
    cli::set_signals();
    return cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    cli::write_stderr("djaz: internal error: out of memory\n");
  } catch (const std::exception&) {
    cli::write_stderr("djaz: internal error: please report it, with the command you ran\n");
  } catch (...) {
    cli::write_stderr("djaz: internal error\n");
  }
  return cli::code_of(ExitCode::internal);
}
