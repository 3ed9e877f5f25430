// Kleene's three-valued logic: what cannot be known is `unknown`, and unknown is a third answer.
#pragma once

#include <cstdint>
#include <string_view>

namespace djaz {

// Ordered so that `and` is the minimum and `or` the maximum.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

constexpr Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a > b ? a : b; }
constexpr Truth negate(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }
// The answer that holds in both worlds: equal answers stay, different ones are unknown.
constexpr Truth agree(Truth a, Truth b) { return a == b ? a : Truth::unknown; }

constexpr std::string_view to_string(Truth truth) {
  switch (truth) {
    case Truth::no:
      return "false";
    case Truth::unknown:
      return "unknown";
    case Truth::yes:
      return "true";
  }
  return "";
}

}  // namespace djaz
