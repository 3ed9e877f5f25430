#include "documents/dependencies/specifiers.h"

#include <cstdint>
#include <vector>

#include "support/text.h"

namespace djaz::dependencies {
namespace {

// The numbers of "4.2.1"; none where it is written otherwise.
std::vector<std::int64_t> numbers_of(std::string_view version) {
  std::vector<std::int64_t> out;
  for (const std::string_view part : split(version, '.')) {
    const auto number = parse_integer(part);
    if (!number || *number < 0 || *number > 1'000'000 || out.size() == 8) return {};
    out.push_back(*number);
  }
  return out;
}

// `>=version,<` and the version with the number at `place` one greater and nothing behind it.
std::string up_to(std::string_view version, const std::vector<std::int64_t>& numbers,
                  std::size_t place) {
  std::string out = ">=" + std::string(version) + ",<";
  for (std::size_t i = 0; i < place; ++i) out += std::to_string(numbers[i]) + ".";
  return out + std::to_string(numbers[place] + 1);
}

std::string caret(std::string_view version) {
  const auto numbers = numbers_of(version);
  if (numbers.empty()) return {};
  std::size_t place = 0;
  while (place + 1 < numbers.size() && numbers[place] == 0) ++place;
  return up_to(version, numbers, place);
}

std::string tilde(std::string_view version) {
  const auto numbers = numbers_of(version);
  if (numbers.empty()) return {};
  return up_to(version, numbers, numbers.size() > 1 ? 1 : 0);
}

std::string one(std::string_view part) {
  if (part.empty() || part == "*") return {};
  if (part.front() == '^') return caret(trimmed(part.substr(1)));
  if (part.front() == '~' && part.substr(0, 2) != "~=") return tilde(trimmed(part.substr(1)));
  if (is_digit(part.front())) return "==" + std::string(part);
  return std::string(part);
}

}  // namespace

std::optional<std::string_view> specifier_of(std::string_view requirement, std::string_view name) {
  requirement = trimmed(requirement);
  if (!starts_with_ignoring_case(requirement, name)) return std::nullopt;
  std::string_view rest = requirement.substr(name.size());
  if (!rest.empty() &&
      (is_alnum(rest.front()) || rest.front() == '-' || rest.front() == '_' || rest.front() == '.'))
    return std::nullopt;
  rest = trimmed(rest.substr(0, rest.find(';')));
  if (!rest.empty() && rest.front() == '[') {
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) return std::string_view();
    rest = trimmed(rest.substr(end + 1));
  }
  // An address says nothing of the version.
  if (!rest.empty() && rest.front() == '@') return std::string_view();
  if (rest.size() > 1 && rest.front() == '(' && rest.back() == ')')
    rest = trimmed(rest.substr(1, rest.size() - 2));
  return rest;
}

std::string from_poetry(std::string_view constraint) {
  if (constraint.find('|') != std::string_view::npos) return {};
  std::vector<std::string> parts;
  for (const std::string_view part : split(constraint, ',')) {
    const std::string bound = one(trimmed(part));
    if (!bound.empty()) parts.push_back(bound);
  }
  return join(parts, ",");
}

}  // namespace djaz::dependencies
