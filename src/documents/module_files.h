// Names of Python modules and the files behind them, seen from a deploy root.
#pragma once

#include <string>
#include <string_view>

#include "documents/loader.h"

namespace djaz {

// "config.settings.base" → "root/config/settings/base.py" or ".../base/__init__.py"; empty when the
// project has neither.
std::string module_file(Loader& loader, std::string_view root, std::string_view module,
                        bool& package);

// "root/config/settings/base.py" → "config.settings.base"; empty when the file is not below the
// root or its path is no module name.
std::string module_name(std::string_view root, std::string_view path);

}  // namespace djaz
