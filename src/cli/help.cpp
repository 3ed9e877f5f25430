#include "cli/help.h"

#include <CLI/App.hpp>
#include <CLI/Option.hpp>

#include "support/text.h"

namespace djaz::cli {
namespace {

constexpr std::size_t kColumn = 28;
constexpr std::size_t kWidth = 100;

}  // namespace

Help::Help() {
  column_width(kColumn);
  label("Positionals", "Arguments");
}

std::string Help::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
  text = replaced(text, "\nSubcommands:\n", "\nCommands:\n");
  // Groups are two empty lines apart otherwise.
  while (text.find("\n\n\n") != std::string::npos) text = replaced(text, "\n\n\n", "\n\n");
  return text;
}

std::string Help::make_usage(const CLI::App* app, std::string name) const {
  std::string usage = "\nUsage: " + name;
  if (!app->get_subcommands([](const CLI::App*) { return true; }).empty()) usage += " COMMAND";
  for (const CLI::Option* option : app->get_options())
    if (option->get_positional()) usage += ' ' + make_option_usage(option);
  return usage + " [OPTIONS]\n";
}

std::string Help::make_option_opts(const CLI::Option* option) const {
  const bool named = option->get_positional() || option->get_type_size() == 0;
  if (named || option->get_type_name().empty()) return {};
  return ' ' + option->get_type_name();
}

std::string Help::make_option_desc(const CLI::Option* option) const {
  std::string out;
  std::size_t column = kColumn;
  for (const std::string_view word : split(option->get_description(), ' ')) {
    if (!out.empty() && column + 1 + word.size() > kWidth) {
      out += '\n';
      column = kColumn;
    } else if (!out.empty()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

}  // namespace djaz::cli
