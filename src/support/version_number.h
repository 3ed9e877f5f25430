// Dotted release numbers such as "5.2" and "5.2.19", compared number by number; missing parts are
// 0.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace djaz {

class VersionNumber {
 public:
  // Nothing when the text does not start with a number; what follows the dotted numbers
  // ("rc1", "-alpine") is ignored.
  static std::optional<VersionNumber> parse(std::string_view text);

  friend std::strong_ordering operator<=>(const VersionNumber& a, const VersionNumber& b);
  friend bool operator==(const VersionNumber& a, const VersionNumber& b) {
    return (a <=> b) == std::strong_ordering::equal;
  }

 private:
  std::vector<std::uint32_t> parts_;
};

}  // namespace djaz
