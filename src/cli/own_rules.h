// `--rules DIR`: a user's own rules, the TOML files of a directory, beside the built-in ones. Named
// on the command line only: a configuration that lies in the scanned tree brings no rules.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "rules/rule_set.h"

namespace djaz::cli {

struct Rules {
  // What the places of own rules refer to.
  Sources sources;
  // Mistakes were written to standard error already when `ok` is false: the exit code is 2.
  bool ok = true;
  // The built-in rules and, when directories were named, the own ones.
  const RuleSet& set() const { return loaded.rules.empty() ? built_in_rules() : loaded; }
  // The own ones alone.
  std::vector<const Rule*> own() const;

  RuleSet loaded;
};

void load_rules(const std::vector<std::string>& directories, Color color, Rules& rules);

void add_rules_option(CLI::App& app, std::vector<std::string>& directories);

}  // namespace djaz::cli
