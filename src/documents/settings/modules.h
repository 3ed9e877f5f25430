// Which settings module a team runs in production is told by words in its name when nothing else
// tells it.
#pragma once

#include <string_view>

#include "documents/module_files.h"
#include "python/syntax.h"

namespace djaz {

// A segment of the name says development, test, example and the like.
bool is_development_module(std::string_view module);
// The last segment says production.
bool is_production_module(std::string_view module);
// The file may be a settings module, by its path.
bool is_settings_path(std::string_view path);
// Sets what every project sets, or takes it from another module.
bool sets_essentials(const python::Module& module);
// The settings.py of an app, which reads the project's settings and is none of them: it imports
// them by name and sets nothing that every project sets. Or it holds functions only.
bool is_app_settings(const python::Module& module);

}  // namespace djaz
