// Dotted versions as rules compare them: Django's, Python's, TLS's. `1.10` is more than `1.9`,
// `5.0` equals `5.0.0`, `5.0rc1` is less than `5.0`; "TLS1_2" is read as 1.2.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace djaz {

struct Version {
  std::vector<std::uint32_t> numbers;
  bool prerelease = false;
};

std::optional<Version> parse_version(std::string_view text);
// Less than, equal to or greater than zero.
int compare(const Version& a, const Version& b);

}  // namespace djaz
