// Where a line of a script, of a process manager or of a compose file gives the settings module.
#pragma once

#include <optional>
#include <string_view>

#include "djaz/source.h"

namespace djaz {

struct ModuleMention {
  std::string_view module;
  std::size_t at = 0;  // in the line

  // Where it stands in the file, of which the line begins at `line`.
  Span span_in(const SourceFile& file, std::size_t line) const;
};

// `DJANGO_SETTINGS_MODULE=shop.settings`, quoted or not, or with it as the fallback of
// `${DJANGO_SETTINGS_MODULE:-shop.settings}`; or `--settings=shop.settings`. The last on the line.
std::optional<ModuleMention> module_mention(std::string_view line);

// A plain value of the variable: a dotted name, or a fallback as above.
std::optional<ModuleMention> module_value(std::string_view text);

}  // namespace djaz
