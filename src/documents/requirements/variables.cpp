#include "documents/requirements/variables.h"

#include <algorithm>

#include "support/text.h"

namespace djaz::requirements {
namespace {

bool is_name_byte(char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }

}  // namespace

Variables::Variables(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    if (end > at + 2 && end < text.size() && text[end] == '}') places_.push_back({at, ++end});
    at = end;
  }
}

Range Variables::overlapping(Range range) const {
  if (!range.present() || range.empty()) return {};
  const auto found = std::partition_point(
      places_.begin(), places_.end(), [&](const Range& place) { return place.end <= range.begin; });
  return found != places_.end() && found->begin < range.end ? *found : Range();
}

Range Variables::last_overlapping(Range range) const {
  if (!range.present() || range.empty()) return {};
  const auto after = std::partition_point(
      places_.begin(), places_.end(), [&](const Range& place) { return place.begin < range.end; });
  return after != places_.begin() && (after - 1)->end > range.begin ? *(after - 1) : Range();
}

bool Variables::fill(Range range) const {
  if (!range.present()) return false;
  std::size_t at = range.begin;
  while (at < range.end) {
    const Range place = overlapping({at, at + 1});
    if (!place.present()) return false;
    at = place.end;
  }
  return !range.empty();
}

std::string Variables::masked(std::string_view text) const {
  std::string out(text);
  for (const Range& place : places_)
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(place.begin),
              out.begin() + static_cast<std::ptrdiff_t>(place.end), '0');
  return out;
}

}  // namespace djaz::requirements
