#include "checks/ipv4_range.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

struct Block {
  std::uint32_t first;
  std::uint32_t last;
};

// Addresses that no stranger can come from, in ascending order.
constexpr Block kNotPublic[] = {
    {0x0A000000, 0x0AFFFFFF},  // 10.0.0.0/8
    {0x7F000000, 0x7FFFFFFF},  // 127.0.0.0/8
    {0xA9FE0000, 0xA9FEFFFF},  // 169.254.0.0/16
    {0xAC100000, 0xAC1FFFFF},  // 172.16.0.0/12
    {0xC0A80000, 0xC0A8FFFF},  // 192.168.0.0/16
};

std::uint64_t public_addresses(std::uint32_t first, std::uint32_t last) {
  std::uint64_t count = std::uint64_t{last} - first + 1;
  for (const Block& block : kNotPublic) {
    const std::uint32_t low = std::max(first, block.first);
    const std::uint32_t high = std::min(last, block.last);
    if (low <= high) count -= std::uint64_t{high} - low + 1;
  }
  return count;
}

enum class Known : std::uint8_t { no, unknown, yes };

Known address(const Node& range, std::string_view name, std::uint32_t& out) {
  const Entry* entry = find_entry_ignoring_case(range, name);
  if (entry == nullptr) return range.open ? Known::unknown : Known::no;
  if (entry->value->is(Kind::unknown)) return Known::unknown;
  if (!entry->value->is(Kind::string)) return Known::no;
  const auto parsed = parse_ipv4(trimmed(entry->value->text));
  if (!parsed) return Known::no;
  out = *parsed;
  return Known::yes;
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::uint64_t limit(const CheckContext& context, std::string_view name, std::uint64_t otherwise) {
  if (context.arguments == nullptr) return otherwise;
  const Entry* entry = find_entry(*context.arguments, name);
  if (entry == nullptr || !entry->value->is(Kind::integer) || entry->value->integer < 0)
    return otherwise;
  return static_cast<std::uint64_t>(entry->value->integer);
}

}  // namespace

std::optional<std::uint32_t> parse_ipv4(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  std::uint32_t address = 0;
  for (const std::string_view part : parts) {
    if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : part) {
      if (!is_digit(c)) return std::nullopt;
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (number > 255) return std::nullopt;
    address = (address << 8U) | number;
  }
  return address;
}

CheckAnswer check_wide_ipv4_range(const CheckContext& context) {
  const Node* range = context.place.node;
  if (range == nullptr)
    return {context.place.present == Truth::no ? Truth::no : Truth::unknown, "", {}};
  if (range->is(Kind::unknown)) return {Truth::unknown, "the range is not known", {}};
  // A resource keeps the ends under `properties`.
  if (const Entry* inner = find_entry_ignoring_case(*range, "properties")) {
    range = inner->value;
    if (range->is(Kind::unknown)) return {Truth::unknown, "the range is not known", {}};
  }
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  // A cache spells them differently.
  const bool cache = find_entry_ignoring_case(*range, "startIP") != nullptr;
  const Known start = address(*range, cache ? "startIP" : "startIpAddress", first);
  const Known end = address(*range, cache ? "endIP" : "endIpAddress", last);
  if (start == Known::no || end == Known::no) return {Truth::no, "", {}};
  if (start == Known::unknown || end == Known::unknown)
    return {Truth::unknown, "an end of the range is not known", {}};
  if (first > last || (first == 0 && last == 0)) return {Truth::no, "", {}};
  const std::uint64_t more_than = limit(context, "more_than", 1U << 24U);
  const std::uint64_t at_most = limit(context, "at_most", std::uint64_t{1} << 32U);
  const std::uint64_t count = public_addresses(first, last);
  return {truth_of(count > more_than && count <= at_most),
          with_commas(count) + (count == 1 ? " public address" : " public addresses"),
          {}};
}

}  // namespace djaz
