// `--env-file`: production's variables from a dotenv file or from what `az webapp config
// appsettings list` prints. The file is taken for complete.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "djaz/result.h"
#include "djaz/source.h"

namespace djaz {

using Variables = std::vector<std::pair<std::string, std::string>>;

Result<Variables> parse_env_file(const SourceFile& file);

// "NAME=VALUE", as given with --env.
Result<Variables::value_type> parse_env_argument(std::string_view argument);

}  // namespace djaz
