// What `>=4.2`, `~=4.2.1` or `==4.*` allow, as packaging reads them.
#include <algorithm>

#include "support/pep440.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMostBounds = 32;

bool is_prefix(std::string_view version) { return version.ends_with(".*"); }

// Of the version itself; the operator has been looked at.
bool equals(std::string_view text, const Pep440& version) {
  if (is_prefix(text)) {
    const auto prefix = Pep440::parse(text.substr(0, text.size() - 2));
    return prefix && version.begins_with(*prefix);
  }
  const auto wanted = Pep440::parse(text);
  if (!wanted) return false;
  return (wanted->has_local() ? version : version.without_local()) == *wanted;
}

bool is_compatible(const Pep440& wanted, const Pep440& version) {
  return wanted.release_length() > 1 && version.without_local() >= wanted &&
         version.begins_with(wanted, wanted.release_length() - 1);
}

// Not what leads up to the version itself, its pre-releases.
bool is_less(const Pep440& wanted, const Pep440& version) {
  return version < (wanted.is_prerelease() ? wanted : wanted.first_dev());
}

// Neither the local versions of the version itself nor its post-releases.
bool is_greater(const Pep440& wanted, const Pep440& version) {
  if (version <= wanted) return false;
  if (wanted.is_dev() || wanted.is_postrelease()) return version.without_local() != wanted;
  return !version.is_of_release(wanted);
}

}  // namespace

std::optional<std::vector<VersionBound>> parse_bounds(std::string_view specifier) {
  std::vector<VersionBound> out;
  for (const std::string_view part : split(specifier, ',')) {
    const std::string_view one = trimmed(part);
    // A comma at the end is allowed.
    if (one.empty()) continue;
    const std::size_t end = one.find_first_not_of("=!~<>");
    if (end == 0 || end == std::string_view::npos || out.size() == kMostBounds) return std::nullopt;
    out.push_back({std::string(one.substr(0, end)), std::string(trimmed(one.substr(end)))});
  }
  return out;
}

bool allows(const VersionBound& bound, const Pep440& version) {
  if (bound.op == "===") return lowered(bound.version) == lowered(version.text());
  if (bound.op == "==") return equals(bound.version, version);
  if (bound.op == "!=") return !equals(bound.version, version);
  const auto wanted = Pep440::parse(bound.version);
  if (!wanted) return false;
  if (bound.op == "~=") return is_compatible(*wanted, version);
  if (bound.op == ">=") return version.without_local() >= *wanted;
  if (bound.op == "<=") return version.without_local() <= *wanted;
  if (bound.op == "<") return is_less(*wanted, version);
  return bound.op == ">" && is_greater(*wanted, version);
}

bool allows(const std::vector<VersionBound>& bounds, const Pep440& version) {
  return std::all_of(bounds.begin(), bounds.end(),
                     [&](const VersionBound& bound) { return allows(bound, version); });
}

// Ranges end at the versions that are written, so some neighbour of one of them fits, if any does.
std::optional<std::string> fitting_version(const std::vector<VersionBound>& bounds) {
  if (bounds.empty()) return "0";
  if (bounds.size() > kMostBounds) return bounds.front().version;
  std::vector<Pep440> ends;
  std::size_t width = 1;
  for (const VersionBound& bound : bounds) {
    std::string_view text = bound.version;
    // Any text may follow `===`, and then it is the only version there is.
    if (bound.op == "===" && !Pep440::parse(text)) return bound.version;
    if (is_prefix(text)) text.remove_suffix(2);
    const auto end = Pep440::parse(text);
    if (!end) return bound.version;
    width = std::max(width, end->release_length());
    ends.push_back(*end);
  }
  ends.push_back(*Pep440::parse("0"));
  for (const Pep440& end : ends)
    for (const Pep440& candidate : end.neighbours(width))
      if (allows(bounds, candidate)) return candidate.text();
  return std::nullopt;
}

}  // namespace djaz
