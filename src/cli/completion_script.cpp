#include "cli/completion_script.h"

#include "support/text.h"

namespace djaz::cli {
namespace {

// Rules may change with the next version, so the names are asked for when they are wanted.
constexpr std::string_view kRules =
    "rules 2>/dev/null | while read -r _ name _; do echo \"$name\"; done";

std::string last_word(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

std::string parent_of(const std::string& path) {
  const std::size_t space = path.rfind(' ');
  return space == std::string::npos ? std::string() : path.substr(0, space);
}

std::vector<const CompletedCommand*> children(const Completed& commands, const std::string& path) {
  std::vector<const CompletedCommand*> out;
  for (const CompletedCommand& command : commands)
    if (parent_of(command.path) == path) out.push_back(&command);
  return out;
}

// For single quotes, in which only the quote itself ends the text: in all three shells.
std::string quoted(std::string_view text) { return '\'' + replaced(text, "'", "'\\''") + '\''; }

// bash

// What fills COMPREPLY for one value.
std::string bash_value(const CompletedOption& option) {
  switch (option.value) {
    case ValueKind::words:
    case ValueKind::words_or_file:
      return "words=" + quoted(join(option.words, " "));
    case ValueKind::file:
      return "compopt -o default";
    case ValueKind::directory:
      return "compopt -o dirnames";
    case ValueKind::rule:
      return "words=$(_djaz_rule_names)";
    case ValueKind::none:
      return ":";
  }
  return ":";
}

void bash_values(const CompletedCommand& command, std::string& out) {
  for (const CompletedOption& option : command.options) {
    if (!option.takes_value) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names)
      patterns.push_back('"' + command.path + ' ' + name + '"');
    out += "    " + join(patterns, " | ") + ") " + bash_value(option) + "; done=1 ;;\n";
  }
}

void bash_words(const Completed& commands, const CompletedCommand& command, std::string& out) {
  std::vector<std::string> names;
  for (const CompletedOption& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  std::vector<std::string> subcommands;
  for (const CompletedCommand* child : children(commands, command.path))
    subcommands.push_back(last_word(child->path));
  out += "    " + quoted(command.path) + ")\n";
  out += "      if [[ $current == -* ]]; then words=" + quoted(join(names, " ")) + '\n';
  if (!subcommands.empty())
    out += "      else words=" + quoted(join(subcommands, " ")) + '\n';
  else if (!command.positionals.empty())
    out += "      else " + bash_value(command.positionals.front()) + '\n';
  out += "      fi ;;\n";
}

// zsh

// In a specification of _arguments a colon ends a part, and brackets end the explanation.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_value(const CompletedOption& option) {
  switch (option.value) {
    case ValueKind::words:
    case ValueKind::words_or_file:
      return ":value:(" + join(option.words, " ") + ')';
    case ValueKind::file:
      return ":file:_files";
    case ValueKind::directory:
      return ":directory:_files -/";
    case ValueKind::rule:
      return ":rule:_djaz_rule_names";
    case ValueKind::none:
      return ":value: ";
  }
  return {};
}

std::string zsh_function(const std::string& path) { return '_' + replaced(path, " ", "_"); }

void zsh_command(const Completed& commands, const CompletedCommand& command, std::string& out) {
  const std::vector<const CompletedCommand*> inner = children(commands, command.path);
  out += '\n' + zsh_function(command.path) + "() {\n  _arguments -C -s -S";
  for (const CompletedOption& option : command.options)
    for (const std::string& name : option.names)
      out += " \\\n    " + quoted('*' + name + '[' + zsh_text(option.help) + ']' +
                                  (option.takes_value ? zsh_value(option) : ""));
  for (const CompletedOption& option : command.positionals)
    out += " \\\n    " + quoted('*' + zsh_value(option));
  if (inner.empty()) {
    out += "\n}\n";
    return;
  }
  out +=
      " \\\n    '1: :->command' '*:: :->rest'\n  case $state in\n  command)\n    local -a "
      "commands=(";
  for (const CompletedCommand* child : inner)
    out += "\n      " + quoted(last_word(child->path) + ':' + zsh_text(child->help));
  out += "\n    )\n    _describe command commands ;;\n  rest)\n    case $line[1] in\n";
  for (const CompletedCommand* child : inner)
    out += "    " + last_word(child->path) + ") " + zsh_function(child->path) + " ;;\n";
  out += "    esac ;;\n  esac\n}\n";
}

// fish

void fish_option(const CompletedCommand& command, const CompletedOption& option, std::string& out) {
  out += "complete -c djaz -n " + quoted("__djaz_at " + quoted(command.path));
  for (const std::string& name : option.names)
    out += name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.takes_value || option.names.empty()) {
    const bool file = option.value == ValueKind::file || option.value == ValueKind::directory;
    if (!option.names.empty()) out += " -r";
    out += file ? " -F" : " -f";
    if (!option.words.empty()) out += " -a " + quoted(join(option.words, " "));
    if (option.value == ValueKind::rule) out += " -a '(__djaz_rule_names)'";
  }
  if (!option.help.empty()) out += " -d " + quoted(option.help);
  out += '\n';
}

}  // namespace

std::string bash_completion(const Completed& commands) {
  std::string out =
      "# Completion of djaz for bash. To use it now and from now on:\n"
      "#   djaz completion bash > ~/.local/share/bash-completion/completions/djaz\n"
      "_djaz_rule_names() { \"${COMP_WORDS[0]}\" ";
  out += kRules;
  out +=
      "; }\n"
      "_djaz() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local command=djaz word words='' done=''\n"
      "  # bash takes `--output=sarif:file` for five words.\n"
      "  if [[ $current == '=' ]]; then current=''\n"
      "  elif [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}\n"
      "  elif [[ $before == ':' || $current == ':' ]]; then compopt -o default; return\n"
      "  fi\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case \"$command $word\" in\n    ";
  std::vector<std::string> paths;
  for (const CompletedCommand& command : commands)
    if (!parent_of(command.path).empty()) paths.push_back(quoted(command.path));
  out += join(paths, " | ");
  out += ") command+=\" $word\" ;;\n    esac\n  done\n  case \"$command $before\" in\n";
  for (const CompletedCommand& command : commands) bash_values(command, out);
  out += "  esac\n  [[ $done ]] || case $command in\n";
  for (const CompletedCommand& command : commands) bash_words(commands, command, out);
  out +=
      "  esac\n"
      "  # Of a list, what stands after the last comma is completed.\n"
      "  local head=''\n"
      "  [[ $current != *,* ]] || head=${current%,*},\n"
      "  COMPREPLY=($(compgen -P \"$head\" -W \"$words\" -- \"${current##*,}\"))\n"
      "}\n"
      "complete -F _djaz djaz\n";
  return out;
}

std::string zsh_completion(const Completed& commands) {
  std::string out =
      "#compdef djaz\n"
      "# Completion of djaz for zsh. Put it into a directory of $fpath:\n"
      "#   djaz completion zsh > ~/.zfunc/_djaz\n"
      "_djaz_rule_names() {\n  local -a rules\n  rules=(${(f)\"$(djaz ";
  out += kRules;
  out += ")\"})\n  _values -s , rule $rules\n}\n";
  for (const CompletedCommand& command : commands) zsh_command(commands, command, out);
  out += "\nif [[ $funcstack[1] == _djaz ]]; then _djaz \"$@\"; else compdef _djaz djaz; fi\n";
  return out;
}

std::string fish_completion(const Completed& commands) {
  std::string out =
      "# Completion of djaz for fish:\n"
      "#   djaz completion fish > ~/.config/fish/completions/djaz.fish\n"
      "function __djaz_rule_names\n"
      "  djaz rules 2>/dev/null | string replace -rf '^\\S+\\s+(\\S+).*' '$1'\n"
      "end\n"
      "function __djaz_at\n"
      "  set -l at djaz\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    contains -- \"$at $word\"";
  for (const CompletedCommand& command : commands)
    if (!parent_of(command.path).empty()) out += ' ' + quoted(command.path);
  out +=
      "; and set at \"$at $word\"\n  end\n  test \"$at\" = \"$argv[1]\"\nend\n"
      "complete -c djaz -f\n";
  for (const CompletedCommand& command : commands) {
    for (const CompletedCommand* child : children(commands, command.path))
      out += "complete -c djaz -n " + quoted("__djaz_at " + quoted(command.path)) + " -a " +
             quoted(last_word(child->path)) + " -d " + quoted(child->help) + '\n';
    for (const CompletedOption& option : command.options) fish_option(command, option, out);
    for (const CompletedOption& option : command.positionals) fish_option(command, option, out);
  }
  return out;
}

}  // namespace djaz::cli
