// What a shell must be told to complete djaz's command line, and the scripts that tell it. Knows
// nothing of CLI11: `djaz completion` fills the description from the parser itself.
#pragma once

#include <string>
#include <vector>

namespace djaz::cli {

// What completes a value, where it is not one of a few words.
enum class ValueKind { none, words, words_or_file, file, directory, rule };

struct CompletedOption {
  // "--output", "-h"; empty for a positional argument.
  std::vector<std::string> names;
  bool takes_value = false;
  ValueKind value = ValueKind::none;
  std::vector<std::string> words;
  std::string help;
};

struct CompletedCommand {
  // "djaz show tree".
  std::string path;
  std::string help;
  std::vector<CompletedOption> options;
  std::vector<CompletedOption> positionals;
};

// Every command, each before its subcommands.
using Completed = std::vector<CompletedCommand>;

std::string bash_completion(const Completed& commands);
std::string zsh_completion(const Completed& commands);
std::string fish_completion(const Completed& commands);

}  // namespace djaz::cli
