// Which settings module a team runs in production is told by words in its name when nothing else
// tells it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/module_files.h"
#include "python/syntax.h"
#include "tree/node.h"

namespace djaz {

// What a module is for, by its name.
enum class Stage : std::uint8_t { development, staging, any, production };
Stage stage_of(std::string_view module);

// A segment of the name says development, test, example and the like.
bool is_development_module(std::string_view module);
// The last segment says production.
bool is_production_module(std::string_view module);
// The file may be a settings module, by its path.
bool is_settings_path(std::string_view path);
// Sets what every project sets, or takes it from another module.
bool sets_essentials(const python::Module& module);
// The modules whose names it takes over whole (`from .base import *`), also inside a `try`, seen
// from `name`.
std::vector<std::string> star_imports(const python::Module& module, std::string_view name,
                                      bool package);
// The settings.py of an app, which reads the project's settings and is none of them: it imports
// them by name and sets nothing that every project sets. Or it holds functions only.
bool is_app_settings(const python::Module& module);
// The settings of a program that is none of Django's: what it imports says so (flask, scrapy,
// pydantic alone, …), and neither an import nor one of the names says Django.
bool is_another_programs(const std::vector<std::string>& imports, const Node& names);

}  // namespace djaz
