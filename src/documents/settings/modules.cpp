#include "documents/settings/modules.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace djaz {
namespace {

// Segments that no team gives to what it serves from.
constexpr std::array<std::string_view, 24> kDevelopmentWords = {
    "dev",     "devel",    "development", "develop",  "local",  "localhost",  "test",     "tests",
    "testing", "ci",       "example",     "examples", "sample", "docker_dev", "conftest", "docs",
    "doc",     "devstack", "localdev",    "devlocal", "pytest", "unittest",   "vagrant",  "travis"};

constexpr std::array<std::string_view, 11> kProductionWords = {
    "production", "prod", "live",    "azure",  "deploy", "deployment",
    "prd",        "pro",  "product", "heroku", "release"};

// A stage before production.
constexpr std::array<std::string_view, 6> kStagingWords = {"staging", "stage", "stg",
                                                           "qa",      "uat",   "preprod"};

// `stagingsettings`.
std::string_view without_settings(std::string_view segment) {
  constexpr std::string_view kSettings = "settings";
  if (segment.size() <= kSettings.size()) return segment;
  if (segment.ends_with(kSettings))
    segment.remove_suffix(kSettings.size());
  else if (segment.starts_with(kSettings))
    segment.remove_prefix(kSettings.size());
  return segment;
}

template <std::size_t N>
bool is_word(std::string_view segment, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), lowered(segment)) != words.end();
}

// `settings_dev` and `local_settings` too.
template <std::size_t N>
bool has_word(std::string_view segment, const std::array<std::string_view, N>& words) {
  if (is_word(segment, words) || is_word(without_settings(segment), words)) return true;
  const std::vector<std::string_view> parts = split(segment, '_');
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return is_word(part, words); });
}

// `not_production_settings`
bool is_denied(std::string_view segment) {
  constexpr std::array<std::string_view, 5> kDenials = {"not", "non", "no", "nonprod",
                                                        "nonproduction"};
  const std::vector<std::string_view> parts = split(segment, '_');
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return is_word(part, kDenials); });
}

}  // namespace

bool is_development_module(std::string_view module) {
  const std::vector<std::string_view> segments = split(module, '.');
  for (const std::string_view segment : segments)
    if (is_word(segment, kDevelopmentWords)) return true;
  return has_word(segments.back(), kDevelopmentWords) || is_denied(segments.back());
}

bool is_production_module(std::string_view module) { return stage_of(module) == Stage::production; }

Stage stage_of(std::string_view module) {
  if (is_development_module(module)) return Stage::development;
  const std::string_view last = split(module, '.').back();
  if (has_word(last, kStagingWords)) return Stage::staging;
  return has_word(last, kProductionWords) ? Stage::production : Stage::any;
}

bool is_settings_path(std::string_view path) {
  if (!path.ends_with(".py")) return false;
  // `.github/workflows/settings.py` is for a tool: no module lies in such a directory.
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return false;
  const std::string_view name = file_name_of(path);
  const std::string_view parent = file_name_of(directory_of(path));
  if (equal_ignoring_case(name, "settings.py")) return true;
  if (parent == "settings") return true;
  // A package for each stage: `settings/production/__init__.py`.
  if (name == "__init__.py" && stage_of(parent) != Stage::any &&
      file_name_of(directory_of(directory_of(path))) == "settings")
    return true;
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

std::vector<std::string> star_imports(const python::Module& module, std::string_view name,
                                      bool package) {
  std::vector<std::string> out;
  const auto take = [&](python::Block block) {
    for (const python::Statement* one : block) {
      if (one->kind != python::StatementKind::import_from) continue;
      const auto& from = python::as<python::ImportFrom>(*one);
      if (from.star) out.push_back(absolute_module(from.level, from.module, name, package));
    }
  };
  take(module.body);
  for (const python::Statement* one : module.body)
    if (one->kind == python::StatementKind::try_block) take(python::as<python::Try>(*one).body);
  return out;
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

bool is_another_programs(const std::vector<std::string>& imports, const Node& names) {
  static constexpr std::array<std::string_view, 14> kOthers = {
      "flask",   "quart",  "scrapy",  "fastapi",           "starlette", "sanic",    "tornado",
      "aiohttp", "bottle", "twisted", "pydantic_settings", "pydantic",  "starlite", "litestar"};
  static constexpr std::array<std::string_view, 9> kDjangos = {
      "INSTALLED_APPS", "MIDDLEWARE",       "MIDDLEWARE_CLASSES", "ROOT_URLCONF", "TEMPLATES",
      "DATABASES",      "WSGI_APPLICATION", "ASGI_APPLICATION",   "ALLOWED_HOSTS"};
  bool other = false;
  for (const std::string& name : imports) {
    const std::string_view top = std::string_view(name).substr(0, name.find('.'));
    if (top.starts_with("django")) return false;
    other = other || one_of(top, kOthers);
  }
  if (!other || names.open) return false;
  return std::none_of(kDjangos.begin(), kDjangos.end(),
                      [&](std::string_view name) { return find_entry(names, name) != nullptr; });
}

}  // namespace djaz
