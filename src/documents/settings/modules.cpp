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

bool is_app_settings(const python::Module& module) {
  constexpr std::array<std::string_view, 5> kEssential = {
      "INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "DATABASES", "SECRET_KEY"};
  const auto essential = [&](std::string_view name) {
    return std::find(kEssential.begin(), kEssential.end(), name) != kEssential.end();
  };
  bool reads = false;
  for (const python::Statement* statement : module.body) {
    if (statement->kind == python::StatementKind::import_from) {
      const auto& from = python::as<python::ImportFrom>(*statement);
      if (from.star) return false;
      // `from ..settings import get_setting` as well: another app's.
      reads = reads || from.module == "settings" || from.module.ends_with(".settings");
      for (const python::ImportedName& name : from.names) {
        if (essential(name.name)) return false;
        reads = reads || (from.module == "django.conf" && name.name == "settings");
      }
    } else if (statement->kind == python::StatementKind::assign) {
      for (const python::Expression* target : python::as<python::Assign>(*statement).targets)
        if (target->kind == python::ExpressionKind::name &&
            essential(python::as<python::Name>(*target).id))
          return false;
    }
  }
  return reads;
}

}  // namespace djaz
