// What the commands share. A command is one file that adds itself to the command line and leaves
// behind what is to be run; main runs it once everything is parsed.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "djaz/report.h"

namespace djaz::cli {

struct Invocation {
  // Set by the subcommand that was chosen; gives the exit code.
  std::function<int()> run;
};

constexpr int code_of(ExitCode code) { return static_cast<int>(code); }

// For help texts; the numbers are those of `ExitCode`.
inline constexpr std::string_view kExitCodes =
    "Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 something was not "
    "analysed,\n"
    "4 internal error.";

void add_check(CLI::App& app, Invocation& invocation);
void add_rule(CLI::App& app, Invocation& invocation);
void add_rules(CLI::App& app, Invocation& invocation);
void add_completion(CLI::App& app, Invocation& invocation);
void add_show(CLI::App& app, Invocation& invocation);
void add_show_tree(CLI::App& show, Invocation& invocation);
void add_show_settings(CLI::App& show, Invocation& invocation);

}  // namespace djaz::cli
