// --fix, --unsafe-fixes and --diff: what is found is mended, or what would be is shown.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>

#include "cli/production.h"
#include "cli/terminal.h"
#include "lint/linter.h"

namespace djaz::cli {

struct FixFlags {
  bool fix = false;
  bool unsafe = false;
  bool diff = false;

  void add_to(CLI::App& app);
  // Words for what cannot be asked for together; empty when all is well.
  std::string mistake(const ProjectFlags& project, bool outputs) const;
};

// Writes the files and judges the project anew: the run is then what remains, and says what was
// mended.
void fix_files(std::unique_ptr<Run>& run, const RuleSet& rules, Setup& setup,
               const FixFlags& flags);

// Changes nothing. 1 when something would change, 3 when something was not analysed, else 0.
int show_diff(const Run& run, const RuleSet& rules, Setup& setup, const FixFlags& flags,
              Color color);

}  // namespace djaz::cli
