// --parameters: what `az deployment group create --parameters` would be given.
#include <CLI/Option.hpp>

#include "cli/named_file.h"
#include "cli/overlay.h"
#include "cli/production.h"
#include "cli/root.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

constexpr std::uint64_t kMaxParameters = 4'000'000;

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  for (const char c : text)
    if (!is_alnum(c) && c != '_') return false;
  return true;
}

// `[TEMPLATE=][@]FILE` or `NAME=VALUE`, as the Azure CLI tells them apart, and by ".json".
GivenParameters parse(const std::string& argument) {
  GivenParameters given;
  given.written = argument;
  std::string_view rest = argument;
  const std::size_t equals = rest.find('=');
  const std::string_view before = rest.substr(0, std::min(equals, rest.size()));
  if (equals != rest.npos && ends_with_ignoring_case(before, ".json")) {
    given.for_template = before;
    rest.remove_prefix(equals + 1);
  } else if (equals != rest.npos && is_name(before)) {
    given.name = before;
    given.value = rest.substr(equals + 1);
    return given;
  }
  if (rest.starts_with('@')) rest.remove_prefix(1);
  given.file = rest;
  return given;
}

}  // namespace

void add_parameters(CLI::App& app, std::vector<std::string>& parameters) {
  app.add_option("--parameters", parameters,
                 "values for the parameters of an ARM template, as `az deployment group create` "
                 "takes them: a file, or NAME=VALUE; may be given again. Where more than one "
                 "template fits, TEMPLATE.json=FILE. It comes before a file that lies beside the "
                 "template")
      ->type_name("FILE|NAME=VALUE")
      ->allow_extra_args(false);
}

bool apply_parameters(const std::vector<std::string>& arguments, const std::string& root,
                      std::unique_ptr<FileSystem>& files, ProductionOptions& options) {
  for (const std::string& argument : arguments) {
    GivenParameters given = parse(argument);
    if (!given.for_template.empty()) given.for_template = path_from(root, given.for_template);
    if (given.name.empty()) {
      if (ends_with_ignoring_case(given.file, ".bicepparam")) {
        complain("`--parameters " + argument + "`: Bicep's own parameters files are not read",
                 "`az bicep build-params` makes JSON of it");
        return false;
      }
      ReadOutcome read = read_named(given.file, kMaxParameters);
      if (!read.ok) {
        complain("`--parameters " + argument +
                     "` cannot be read: " + (read.missing ? "there is no such file" : read.reason),
                 "it takes a file, or NAME=VALUE");
        return false;
      }
      given.file = path_from(root, given.file);
      if (given.file.starts_with("../") || given.file.starts_with("/"))
        files = overlay(std::move(files), given.file, held_bytes(read.bytes));
    }
    options.parameters.push_back(std::move(given));
  }
  return true;
}

}  // namespace djaz::cli
