// Names of Python modules and the files behind them, seen from a deploy root. Which of them a team
// runs in production is told by words in their names when nothing else tells it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/loader.h"
#include "python/syntax.h"

namespace djaz {

// "config.settings.base" → "root/config/settings/base.py" or ".../base/__init__.py"; empty when the
// project has neither.
std::string module_file(Loader& loader, std::string_view root, std::string_view module,
                        bool& package);

// "root/config/settings/base.py" → "config.settings.base"; empty when the file is not below the
// root or its path is no module name.
std::string module_name(std::string_view root, std::string_view path);

// A segment of the name says development, test, example and the like.
bool is_development_module(std::string_view module);
// The last segment says production.
bool is_production_module(std::string_view module);
// The file may be a settings module, by its path.
bool is_settings_path(std::string_view path);
// The settings.py of an app, which reads the project's settings and is none of them: it imports
// them by name and sets nothing that every project sets.
bool is_app_settings(const python::Module& module);

}  // namespace djaz
