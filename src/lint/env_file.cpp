#include "lint/env_file.h"

#include "support/text.h"
#include "syntax/dotenv.h"
#include "syntax/json.h"
#include "tree/arena.h"

namespace djaz {
namespace {

// Names that App Service takes.
bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  for (char c : text)
    if (!is_alnum(c) && c != '_' && c != '.' && c != '-' && c != ':') return false;
  return true;
}

Result<Variables> from_dotenv(const SourceFile& file) {
  Arena arena;
  const DotenvResult found = parse_dotenv(file, arena);
  Variables out;
  std::vector<Error> errors;
  for (const DotenvProblem& problem : found.problems)
    errors.push_back(Error{problem.message, problem.span, ""});
  for (const DotenvBinding& binding : found.bindings) {
    if (binding.value == nullptr || !is_name(binding.name))
      errors.push_back(Error{"this line is not NAME=VALUE", binding.key_span, ""});
    else if (!binding.value->is(Kind::string))
      errors.push_back(Error{"references to other variables are not followed", binding.value->span,
                             "write the value itself"});
    else
      out.emplace_back(std::string(binding.name), std::string(binding.value->text));
  }
  if (!errors.empty()) return errors;
  return out;
}

void add_setting(const Node& name, const Node& value, Variables& out, std::vector<Error>& errors) {
  if (name.is(Kind::string) && value.is(Kind::string))
    out.emplace_back(std::string(name.text), std::string(value.text));
  else
    errors.push_back(Error{"an app setting has a name and a value, both of them strings",
                           value.span.valid() ? value.span : name.span, ""});
}

Result<Variables> parse_app_settings(const SourceFile& file) {
  Arena arena;
  const JsonResult json = parse_json(file, 0, arena);
  std::vector<Error> errors;
  for (const JsonProblem& problem : json.problems)
    if (problem.fatal) errors.push_back(Error{problem.message, problem.span, ""});
  if (!errors.empty()) return errors;
  const Error shape{"this is no list of app settings", Span{file.id(), 0, 0},
                    "give what `az webapp config appsettings list` prints, or a dotenv file"};
  if (json.root == nullptr) return shape;

  Variables out;
  if (json.root->is(Kind::list)) {
    for (const Node* item : json.root->items) {
      const Entry* name = item->is(Kind::mapping) ? find_entry(*item, "name") : nullptr;
      const Entry* value = item->is(Kind::mapping) ? find_entry(*item, "value") : nullptr;
      if (name == nullptr || value == nullptr)
        errors.push_back(Error{shape.message, item->span, shape.help});
      else
        add_setting(*name->value, *value->value, out, errors);
    }
  } else if (json.root->is(Kind::mapping)) {
    // `{"NAME": "value"}`, or the same under `properties` as the management API answers.
    const Entry* properties = find_entry(*json.root, "properties");
    const bool api = properties != nullptr && properties->value->is(Kind::mapping);
    for (const Entry& entry : (api ? *properties->value : *json.root).entries) {
      if (entry.value->is(Kind::string))
        out.emplace_back(std::string(entry.name), std::string(entry.value->text));
      else
        errors.push_back(Error{"the value of an app setting is a string", entry.value->span, ""});
    }
  } else {
    return shape;
  }
  if (!errors.empty()) return errors;
  return out;
}

}  // namespace

Result<Variables> parse_env_file(const SourceFile& file) {
  const std::string_view text = trimmed(file.text());
  if (!text.empty() && (text.front() == '[' || text.front() == '{'))
    return parse_app_settings(file);
  return from_dotenv(file);
}

Result<Variables::value_type> parse_env_argument(std::string_view argument) {
  const std::size_t equals = argument.find('=');
  // The argument may hold a secret, so the message does not repeat it.
  if (equals == std::string_view::npos || !is_name(argument.substr(0, equals)))
    return Error{"`--env` takes NAME=VALUE", {}, ""};
  return Variables::value_type(argument.substr(0, equals), argument.substr(equals + 1));
}

}  // namespace djaz
