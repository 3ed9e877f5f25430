#include "documents/settings/modules.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace djaz {
namespace {

// Segments that no team gives to what it serves from.
constexpr std::array<std::string_view, 17> kDevelopmentWords = {
    "dev",    "devel",      "development", "develop", "local",   "localhost",
    "test",   "tests",      "testing",     "ci",      "example", "examples",
    "sample", "docker_dev", "conftest",    "docs",    "doc"};

constexpr std::array<std::string_view, 7> kProductionWords = {
    "production", "prod", "live", "azure", "deploy", "deployment", "prd"};

template <std::size_t N>
bool is_word(std::string_view segment, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), lowered(segment)) != words.end();
}

// `settings_dev` and `local_settings` too.
template <std::size_t N>
bool has_word(std::string_view segment, const std::array<std::string_view, N>& words) {
  if (is_word(segment, words)) return true;
  const std::vector<std::string_view> parts = split(segment, '_');
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return is_word(part, words); });
}

}  // namespace

bool is_development_module(std::string_view module) {
  const std::vector<std::string_view> segments = split(module, '.');
  for (const std::string_view segment : segments)
    if (is_word(segment, kDevelopmentWords)) return true;
  return has_word(segments.back(), kDevelopmentWords);
}

bool is_production_module(std::string_view module) {
  return has_word(split(module, '.').back(), kProductionWords) && !is_development_module(module);
}

bool is_settings_path(std::string_view path) {
  if (!path.ends_with(".py")) return false;
  const std::string_view name = file_name_of(path);
  const std::string_view parent = file_name_of(directory_of(path));
  if (equal_ignoring_case(name, "settings.py")) return true;
  if (parent == "settings") return true;
  // A migration is named after what it changes.
  if (parent == "migrations") return false;
  return name.ends_with("_settings.py") || name.starts_with("settings_");
}

namespace {

bool is_essential(std::string_view name) {
  constexpr std::array<std::string_view, 5> kEssential = {
      "INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "DATABASES", "SECRET_KEY"};
  return one_of(name, kEssential);
}

bool assigns_essential(const python::Statement& assign) {
  const auto& targets = python::as<python::Assign>(assign).targets;
  return std::any_of(targets.begin(), targets.end(), [](const python::Expression* target) {
    return target->kind == python::ExpressionKind::name &&
           is_essential(python::as<python::Name>(*target).id);
  });
}

bool sets_no_setting(const python::Statement& statement) {
  switch (statement.kind) {
    case python::StatementKind::import:
    case python::StatementKind::function:
    case python::StatementKind::pass:
      return true;
    // django-configurations makes settings of one.
    case python::StatementKind::class_definition:
      return python::as<python::Class>(statement).bases.empty();
    case python::StatementKind::import_from:
      return !python::as<python::ImportFrom>(statement).star;
    case python::StatementKind::expression:
      return python::as<python::ExpressionStatement>(statement).value->kind ==
             python::ExpressionKind::string;
    case python::StatementKind::assign: {
      const auto& targets = python::as<python::Assign>(statement).targets;
      return std::all_of(targets.begin(), targets.end(), [](const python::Expression* target) {
        if (target->kind != python::ExpressionKind::name) return false;
        const std::string_view id = python::as<python::Name>(*target).id;
        return std::any_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      });
    }
    default:
      return false;
  }
}

}  // namespace

bool sets_essentials(const python::Module& module) {
  return std::any_of(module.body.begin(), module.body.end(), [](const python::Statement* one) {
    if (one->kind == python::StatementKind::import_from)
      return python::as<python::ImportFrom>(*one).star;
    return one->kind == python::StatementKind::assign && assigns_essential(*one);
  });
}

bool is_app_settings(const python::Module& module) {
  bool reads = false;
  // Nothing that could make a setting: the package of an app that is called `settings`.
  bool idle = true;
  for (const python::Statement* statement : module.body) {
    idle = idle && sets_no_setting(*statement);
    if (statement->kind == python::StatementKind::import_from) {
      const auto& from = python::as<python::ImportFrom>(*statement);
      if (from.star) return false;
      // `from ..settings import get_setting` as well: another app's.
      reads = reads || from.module == "settings" || from.module.ends_with(".settings");
      for (const python::ImportedName& name : from.names) {
        if (is_essential(name.name)) return false;
        reads = reads || (from.module == "django.conf" && name.name == "settings");
      }
    } else if (statement->kind == python::StatementKind::assign) {
      if (assigns_essential(*statement)) return false;
    }
  }
  return reads || idle;
}

}  // namespace djaz
