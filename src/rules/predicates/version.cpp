#include "rules/predicates/version.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {

std::optional<Version> parse_version(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view prefix : {"tls", "v"})
    if (starts_with_ignoring_case(text, prefix)) text.remove_prefix(prefix.size());
  Version version;
  while (true) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 9 || version.numbers.size() == 16) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : text.substr(0, digits))
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
    version.numbers.push_back(number);
    text.remove_prefix(digits);
    const bool more = text.size() > 1 && (text[0] == '.' || text[0] == '_') && is_digit(text[1]);
    if (!more) break;
    text.remove_prefix(1);
  }
  if (!text.empty() && (text[0] == '.' || text[0] == '-' || text[0] == '_')) text.remove_prefix(1);
  for (const std::string_view mark : {"rc", "a", "b", "c", "dev", "pre"})
    if (starts_with_ignoring_case(text, mark)) version.prerelease = true;
  const bool known = text.empty() || version.prerelease || text[0] == '+' ||
                     starts_with_ignoring_case(text, "post");
  if (!known) return std::nullopt;
  return version;
}

int compare(const Version& a, const Version& b) {
  const std::size_t size = std::max(a.numbers.size(), b.numbers.size());
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t left = i < a.numbers.size() ? a.numbers[i] : 0;
    const std::uint32_t right = i < b.numbers.size() ? b.numbers[i] : 0;
    if (left != right) return left < right ? -1 : 1;
  }
  return static_cast<int>(b.prerelease) - static_cast<int>(a.prerelease);
}

}  // namespace djaz
