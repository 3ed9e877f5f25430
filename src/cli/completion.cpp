// djaz completion: a script that teaches a shell djaz's command line, made from the parser's own
// description of it.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/completion_script.h"
#include "cli/terminal.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

// By the word that help shows for the value.
ValueKind kind_of(const CLI::Option& option, bool has_words) {
  const std::string type = option.get_type_name();
  const bool file = type.find("FILE") != std::string::npos;
  if (has_words) return file ? ValueKind::words_or_file : ValueKind::words;
  if (type.rfind("RULE", 0) == 0 || type == "NAME|CODE") return ValueKind::rule;
  if (type == "DIR") return ValueKind::directory;
  return file || option.get_name() == "PATH" ? ValueKind::file : ValueKind::none;
}

// The first thing said, which is all there is room for.
std::string brief(const std::string& help) {
  std::size_t end = std::min({help.find(';'), help.find(", e.g."), help.size()});
  for (std::size_t dot = help.find(". "); dot < end; dot = help.find(". ", dot + 1)) {
    // After "e.g. " the sentence goes on.
    if (help[dot + 2] >= 'A' && help[dot + 2] <= 'Z') end = dot;
  }
  return help.substr(0, end);
}

void describe(CLI::App& app, const std::string& path, Completed& out) {
  CompletedCommand command;
  command.path = path;
  command.help = brief(app.get_description());
  for (CLI::Option* option : app.get_options()) {
    CompletedOption one;
    for (const std::string& name : option->get_snames()) one.names.push_back('-' + name);
    for (const std::string& name : option->get_lnames()) one.names.push_back("--" + name);
    one.takes_value = option->get_items_expected_max() > 0;
    one.words = choices_of(*option);
    one.value = kind_of(*option, !one.words.empty());
    one.help = brief(option->get_description());
    (one.names.empty() ? command.positionals : command.options).push_back(std::move(one));
  }
  out.push_back(std::move(command));
  for (CLI::App* inner : app.get_subcommands([](CLI::App*) { return true; }))
    describe(*inner, path + ' ' + inner->get_name(), out);
}

int run_completion(CLI::App& app, const std::string& shell) {
  Completed commands;
  describe(app, app.get_name(), commands);
  return code_of(write_stdout(shell == "bash"  ? bash_completion(commands)
                              : shell == "zsh" ? zsh_completion(commands)
                                               : fish_completion(commands)));
}

}  // namespace

void add_completion(CLI::App& app, Invocation& invocation) {
  CLI::App* completion =
      app.add_subcommand("completion", "Print a script that completes djaz's options in a shell");
  const auto shell = std::make_shared<std::string>();
  choose_from(completion->add_option("shell", *shell, "bash, zsh or fish"), {"bash", "zsh", "fish"})
      ->required()
      ->type_name("SHELL");
  completion->footer(
      "Examples:\n"
      "  source <(djaz completion bash)                         in this shell only\n"
      "  djaz completion bash > ~/.local/share/bash-completion/completions/djaz\n"
      "  djaz completion zsh > ~/.zfunc/_djaz                   with ~/.zfunc in $fpath\n"
      "  djaz completion fish > ~/.config/fish/completions/djaz.fish");
  completion->callback([shell, &app, &invocation] {
    invocation.run = [shell, &app] { return run_completion(app, *shell); };
  });
}

}  // namespace djaz::cli
