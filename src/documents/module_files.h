// Names of Python modules and the files behind them, seen from a deploy root.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "documents/loader.h"

namespace djaz {

// "config.settings.base" → "root/config/settings/base.py" or ".../base/__init__.py"; empty when the
// project has neither. What is not there is looked for in `root/src`, where many keep their
// packages.
std::string module_file(Loader& loader, std::string_view root, std::string_view module,
                        bool& package);

// `from ..base import x` in `name`: "config.base"; empty where it leads above the top.
std::string absolute_module(std::uint32_t level, std::string_view module, std::string_view name,
                            bool package);

// "root/config/settings/base.py" → "config.settings.base"; empty when the file is not below the
// root or its path is no module name.
std::string module_name(std::string_view root, std::string_view path);

}  // namespace djaz
