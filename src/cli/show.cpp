// djaz show: what djaz sees. Each thing that can be shown is a file beside this one.
#include <CLI/App.hpp>

#include "cli/command.h"

namespace djaz::cli {

void add_show(CLI::App& app, Invocation& invocation) {
  CLI::App* show = app.add_subcommand("show", "Show what djaz sees: a file, the settings");
  show->require_subcommand(1);
  add_show_tree(*show, invocation);
  add_show_settings(*show, invocation);
}

}  // namespace djaz::cli
