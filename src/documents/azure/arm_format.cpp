// Alignments and number formats of `format()`: `{0,8}`, `{0:D3}`, `{0:X4}`, `{0:N0}`, `{0:000}`.
#include <algorithm>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::int64_t kWidest = 1'000;

std::string with_zeros(std::string digits, std::int64_t width) {
  const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(width, 0, kWidest));
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  return digits;
}

std::string digits_of(std::int64_t value) {
  std::string digits = std::to_string(value);
  return value < 0 ? digits.substr(1) : digits;
}

std::string hexadecimal(std::int64_t value, bool upper) {
  const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  auto bits = static_cast<std::uint64_t>(value);
  std::string out;
  do {
    out.insert(out.begin(), digits[bits & 15]);
    bits >>= 4;
  } while (bits > 0);
  return out;
}

std::string in_groups(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

// Empty where the format is not known.
std::string number(std::int64_t value, std::string_view spec) {
  const std::string sign = value < 0 ? "-" : "";
  if (spec.empty()) return std::to_string(value);
  if (spec.find_first_not_of('0') == spec.npos)
    return sign + with_zeros(digits_of(value), static_cast<std::int64_t>(spec.size()));
  const auto count = parse_integer(spec.substr(1));
  if (spec.size() > 1 && (!count || *count < 0 || *count > kWidest)) return {};
  switch (lower(spec[0])) {
    case 'd':
      return sign + with_zeros(digits_of(value), count.value_or(0));
    case 'g':
      return spec.size() == 1 ? std::to_string(value) : std::string();
    case 'x':
      return with_zeros(hexadecimal(value, spec[0] == 'X'), count.value_or(0));
    case 'n':
    case 'f': {
      const std::string whole =
          lower(spec[0]) == 'n' ? in_groups(digits_of(value)) : digits_of(value);
      const auto places = static_cast<std::size_t>(count.value_or(2));
      return sign + whole + (places > 0 ? "." + std::string(places, '0') : "");
    }
    default:
      return {};
  }
}

}  // namespace

const Node* formatted(const Builder& builder, const Node& value, std::string_view how) {
  if (how.empty()) return &value;
  const Node* unmodelled = builder.unknown(Reason::unsupported, "a number format is not modelled");
  if (value.is(Kind::unknown)) return unknown_like(builder, value, Kind::string);
  const std::size_t colon = std::min(how.find(':'), how.size());
  const std::string_view width = trimmed(how.substr(0, colon));
  const std::string_view spec = colon < how.size() ? how.substr(colon + 1) : std::string_view();
  std::string out;
  if (value.is(Kind::integer))
    out = number(value.integer, spec);
  else if (value.is(Kind::string))
    out = value.text;
  else if (value.is(Kind::boolean))
    out = value.boolean ? "True" : "False";
  if (out.empty() && !value.is(Kind::string)) return unmodelled;
  if (!width.empty()) {
    const auto wide = parse_integer(trimmed(width.substr(1)));
    if (!wide || *wide > kWidest || *wide < -kWidest) return unmodelled;
    const auto size = static_cast<std::int64_t>(count_code_points(out));
    if (*wide > size) out.insert(0, static_cast<std::size_t>(*wide - size), ' ');
    if (-*wide > size) out.append(static_cast<std::size_t>(-*wide - size), ' ');
  }
  return made(builder, out);
}

}  // namespace djaz::azure
