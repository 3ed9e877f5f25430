#include "documents/module_mention.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kVariable = "DJANGO_SETTINGS_MODULE";
constexpr std::string_view kOption = "--settings";

bool is_part(char c) { return is_alnum(c) || c == '_' || c == '.'; }

// The dotted name at `at`, where it ends as a word does.
std::optional<ModuleMention> name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_part(text[end])) ++end;
  const std::string_view name = text.substr(at, end - at);
  if (name.empty() || is_digit(name.front()) || name.front() == '.' || name.back() == '.' ||
      name.find("..") != std::string_view::npos)
    return std::nullopt;
  if (end < text.size() &&
      std::string_view(" \t\r\n\"',;&|)}]").find(text[end]) == std::string_view::npos)
    return std::nullopt;
  return ModuleMention{name, at};
}

std::optional<ModuleMention> value_at(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  if (text.substr(at).starts_with("${")) {
    const std::size_t fallback = text.find('-', at);
    const std::size_t end = text.find('}', at);
    if (fallback == std::string_view::npos || end == std::string_view::npos || fallback > end)
      return std::nullopt;
    // Only the variable's own fallback.
    std::string_view name = text.substr(at + 2, fallback - at - 2);
    if (name.ends_with(':')) name.remove_suffix(1);
    return name == kVariable ? name_at(text, fallback + 1) : std::nullopt;
  }
  return name_at(text, at);
}

}  // namespace

Span ModuleMention::span_in(const SourceFile& file, std::size_t line) const {
  const auto begin = static_cast<std::uint32_t>(line + at);
  return {file.id(), begin, begin + static_cast<std::uint32_t>(module.size())};
}

std::optional<ModuleMention> module_value(std::string_view text) { return value_at(text, 0); }

std::optional<ModuleMention> module_mention(std::string_view line) {
  std::optional<ModuleMention> found;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t variable = line.find(kVariable, at);
    const std::size_t option = line.find(kOption, at);
    const std::size_t next = std::min(variable, option);
    if (next == std::string_view::npos) break;
    const std::size_t length = variable < option ? kVariable.size() : kOption.size();
    at = next + length;
    const bool inside = next > 0 && (is_part(line[next - 1]) || line[next - 1] == '-');
    if (inside || at >= line.size() || (line[at] != '=' && (variable < option || line[at] != ' ')))
      continue;
    if (const auto value = value_at(line, at + 1)) {
      found = value;
      at = value->at + value->module.size();
    }
  }
  return found;
}

}  // namespace djaz
