#include "support/version_number.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::uint32_t kLargestPart = 1'000'000'000;

}  // namespace

std::optional<VersionNumber> VersionNumber::parse(std::string_view text) {
  VersionNumber version;
  std::size_t i = 0;
  while (i < text.size() && is_digit(text[i]) && version.parts_.size() < 16) {
    std::uint32_t part = 0;
    for (; i < text.size() && is_digit(text[i]); ++i)
      part = part < kLargestPart / 10 ? part * 10 + static_cast<std::uint32_t>(text[i] - '0')
                                      : kLargestPart;
    version.parts_.push_back(part);
    if (i == text.size() || text[i] != '.') break;
    ++i;
  }
  if (version.parts_.empty()) return std::nullopt;
  return version;
}

std::strong_ordering operator<=>(const VersionNumber& a, const VersionNumber& b) {
  const std::size_t count = std::max(a.parts_.size(), b.parts_.size());
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t left = i < a.parts_.size() ? a.parts_[i] : 0;
    const std::uint32_t right = i < b.parts_.size() ? b.parts_[i] : 0;
    if (left != right) return left <=> right;
  }
  return std::strong_ordering::equal;
}

}  // namespace djaz
