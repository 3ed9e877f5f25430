// djaz.toml, .djaz.toml or [tool.djaz] in pyproject.toml. A configuration found in the tree may
// choose rules and excuse findings; it can run nothing and name no path outside.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/result.h"
#include "djaz/rule.h"
#include "documents/assembly.h"
#include "rules/rule_set.h"
#include "settle/settle.h"
#include "source/file_system.h"

namespace djaz {

struct Config {
  std::string path;  // where it was found, or empty
  std::string text;  // what stands there, for `adopt`
  Selection selection;
  std::optional<Severity> fail_on;
  std::optional<Severity> min_severity;
  std::optional<std::string> profile;
  std::vector<std::string> exclude;  // globs of paths that are not looked at
  ProductionOptions production;
  std::vector<Exception> exceptions;
};

// An unknown key is an error that names the valid ones.
Result<Config> parse_config(const SourceFile& file);

// The nearest configuration at the root of the project; a default one when there is none.
Result<Config> find_config(FileSystem& files, Sources& sources);

// Moves the configuration and the places in it into the sources of another run.
void adopt(Config& config, Sources& sources);

// The words of the command line and the configuration, and nothing else.
std::optional<Severity> severity_of(std::string_view word);
bool is_profile(std::string_view word);

}  // namespace djaz
