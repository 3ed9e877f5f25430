// Firewall rules that let in a large part of the public Internet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "checks/check.h"

namespace djaz {

// "10.0.0.1" as a number; nothing for anything else, leading zeros and spaces included.
std::optional<std::uint32_t> parse_ipv4(std::string_view text);

// Of a mapping with `startIpAddress` and `endIpAddress`, or a resource that holds them: does the
// range hold more public addresses than `more_than` (16,777,216 when it is not given), and not more
// than `at_most`? `startIP` and `endIP` are read alike. The single
// address 0.0.0.0, by which Azure means its own services, is no range.
CheckAnswer check_wide_ipv4_range(const CheckContext& context);

}  // namespace djaz
