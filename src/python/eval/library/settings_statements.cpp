// The fields of a settings class of pydantic, as its body writes them.
#include <algorithm>
#include <array>

#include "python/eval/library/settings_models.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostFields = 512;

std::string_view callee_name(const Expression* decorator) {
  if (decorator->kind == ExpressionKind::call) decorator = as<Call>(*decorator).callee;
  if (decorator->kind == ExpressionKind::name) return as<Name>(*decorator).id;
  if (decorator->kind == ExpressionKind::attribute) return as<Attribute>(*decorator).name;
  return {};
}

// The fields that a validator is for; empty: all of them, or none that can be said.
std::vector<std::string_view> validated(const Expression* decorator) {
  std::vector<std::string_view> out;
  if (decorator->kind != ExpressionKind::call) return out;
  for (const Argument& argument : as<Call>(*decorator).arguments) {
    if (!argument.keyword.empty()) continue;
    if (argument.value->kind != ExpressionKind::string) return {};
    const std::string_view name = as<djaz::python::Literal>(*argument.value).text;
    if (name == "*") return {};
    out.push_back(name);
  }
  return out;
}

constexpr std::array<std::string_view, 7> kOwnWays = {
    "__init__",          "settings_customise_sources",
    "customise_sources", "model_post_init",
    "parse_env_var",     "__new__",
    "__getattribute__"};

}  // namespace

bool add_fields(const Class& statement, SettingsModel model, std::vector<SettingsField>& fields,
                Validated& changed) {
  const auto named = [&](std::string_view name) {
    return std::find_if(fields.begin(), fields.end(),
                        [&](const SettingsField& field) { return field.name == name; });
  };
  for (const Statement* one : statement.body) {
    if (one->kind == StatementKind::function) {
      const auto& function = as<Function>(*one);
      if (djaz::one_of(function.name, kOwnWays)) return false;
      for (const Expression* decorator : function.decorators) {
        if (callee_name(decorator).find("validator") == std::string_view::npos) continue;
        const auto names = validated(decorator);
        changed.all = changed.all || names.empty();
        changed.names.insert(changed.names.end(), names.begin(), names.end());
      }
      continue;
    }
    if (one->kind == StatementKind::class_definition) {
      for (const Statement* inner : as<Class>(*one).body)
        if (inner->kind == StatementKind::function &&
            djaz::one_of(as<Function>(*inner).name, kOwnWays))
          return false;
      continue;
    }
    if (one->kind == StatementKind::pass || one->kind == StatementKind::expression) continue;
    if (one->kind != StatementKind::assign) return false;
    const auto& field = as<Assign>(*one);
    if (field.targets.size() != 1 || field.targets[0]->kind != ExpressionKind::name) return false;
    const std::string_view name = as<Name>(*field.targets[0]).id;
    if (name.starts_with('_') || name == "model_config") continue;
    const Expression* type = field.annotation;
    if (type != nullptr && type->kind == ExpressionKind::subscript)
      if (callee_name(as<Subscript>(*type).object) == "ClassVar") continue;
    const auto before = named(name);
    if (before != fields.end()) {
      if (type != nullptr) before->annotation = type;
      continue;
    }
    if (type == nullptr && model == SettingsModel::second) return false;
    fields.push_back({name, type, field.targets[0]->span, false});
  }
  return fields.size() <= kMostFields;
}

}  // namespace djaz::python::eval
