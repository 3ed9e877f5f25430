// Networks in CIDR notation, and times since the epoch: `parseCidr`, `cidrSubnet`, `cidrHost`,
// `dateTimeFromEpoch`, `dateTimeToEpoch`. Networks are those of IPv4; others stay unknown.
#include <array>
#include <cstdio>
#include <optional>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

using B = const Builder&;
using A = Arguments;

struct Network {
  std::uint32_t address = 0;  // with the bits of the host cleared
  int bits = 0;
};

std::uint32_t mask_of(int bits) { return bits == 0 ? 0 : ~std::uint32_t{0} << (32 - bits); }

std::string dotted(std::uint32_t address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8)
    out += (out.empty() ? "" : ".") + std::to_string(address >> shift & 255);
  return out;
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto bits = slash == text.npos ? std::nullopt : parse_integer(text.substr(slash + 1));
  if (!bits || *bits < 0 || *bits > 32) return std::nullopt;
  Network network;
  network.bits = static_cast<int>(*bits);
  const auto parts = split(text.substr(0, slash), '.');
  if (parts.size() != 4) return std::nullopt;
  for (const std::string_view part : parts) {
    const auto value = parse_integer(part);
    if (!value || *value < 0 || *value > 255) return std::nullopt;
    network.address = network.address << 8 | static_cast<std::uint32_t>(*value);
  }
  network.address &= mask_of(network.bits);
  return network;
}

const Node* beyond_ipv4(B b) {
  return b.unknown(Reason::unsupported, "networks of IPv6 are not modelled");
}

const Node* parse_cidr(B b, A a) {
  if (text(a, 0).find(':') != std::string_view::npos) return beyond_ipv4(b);
  const auto network = parse_network(text(a, 0));
  if (!network) return nullptr;
  const std::uint32_t mask = mask_of(network->bits);
  const std::uint32_t last = network->address | ~mask;
  const bool hosts = network->bits < 31;
  const Entry entries[] = {
      {"network", b.string(dotted(network->address)), {}, nullptr},
      {"netmask", b.string(dotted(mask)), {}, nullptr},
      {"broadcast", b.string(dotted(last)), {}, nullptr},
      {"firstUsable", b.string(dotted(network->address + (hosts ? 1 : 0))), {}, nullptr},
      {"lastUsable", b.string(dotted(last - (hosts ? 1 : 0))), {}, nullptr},
      {"cidr", b.integer(network->bits), {}, nullptr},
  };
  return b.mapping(entries);
}

const Node* cidr_subnet(B b, A a) {
  if (text(a, 0).find(':') != std::string_view::npos) return beyond_ipv4(b);
  const auto network = parse_network(text(a, 0));
  if (!network || !a[1]->is(Kind::integer) || !a[2]->is(Kind::integer)) return nullptr;
  const std::int64_t bits = a[1]->integer;
  const std::int64_t index = a[2]->integer;
  if (bits < network->bits || bits > 32 || index < 0) return nullptr;
  if (index >= std::int64_t{1} << (bits - network->bits)) return nullptr;
  const auto step = static_cast<std::uint64_t>(index) << (32 - bits);
  return b.string(dotted(network->address + static_cast<std::uint32_t>(step)) + '/' +
                  std::to_string(bits));
}

// The first host has the index 0.
const Node* cidr_host(B b, A a) {
  if (text(a, 0).find(':') != std::string_view::npos) return beyond_ipv4(b);
  const auto network = parse_network(text(a, 0));
  if (!network || !a[1]->is(Kind::integer)) return nullptr;
  const std::int64_t hosts = (std::int64_t{1} << (32 - network->bits)) - 2;
  if (a[1]->integer < 0 || a[1]->integer >= hosts) return nullptr;
  return b.string(dotted(network->address + 1 + static_cast<std::uint32_t>(a[1]->integer)));
}

// Days since 1970 of a day of the Gregorian calendar, and back: Hinnant's algorithm.
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

const Node* date_from_epoch(B b, A a) {
  constexpr std::int64_t kLatest = 253'402'300'799;
  if (!a[0]->is(Kind::integer) || a[0]->integer < 0 || a[0]->integer > kLatest) return nullptr;
  const std::int64_t days = a[0]->integer / 86400 + 719468;
  const auto rest = static_cast<int>(a[0]->integer % 86400);
  const std::int64_t era = days / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const auto day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  const auto shown = static_cast<int>(year + era * 400 + (month <= 2 ? 1 : 0));
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", shown, month, day,
                rest / 3600, rest / 60 % 60, rest % 60);
  return b.string(out.data());
}

// Only the one spelling that the other function gives.
const Node* epoch_of_date(B b, A a) {
  const std::string_view in = text(a, 0);
  if (in.size() != 20 || in[4] != '-' || in[7] != '-' || in[10] != 'T' || in[13] != ':' ||
      in[16] != ':' || in[19] != 'Z')
    return b.unknown(Reason::unsupported, "this spelling of a time is not modelled");
  std::array<int, 6> values{};
  constexpr std::array<std::size_t, 6> kAt = {0, 5, 8, 11, 14, 17};
  for (std::size_t i = 0; i < kAt.size(); ++i) {
    const auto value = parse_integer(in.substr(kAt[i], i == 0 ? 4 : 2));
    if (!value) return nullptr;
    values[i] = static_cast<int>(*value);
  }
  if (values[1] < 1 || values[1] > 12 || values[2] < 1 || values[2] > 31) return nullptr;
  return b.integer(days_from_civil(values[0], values[1], values[2]) * 86400 + values[3] * 3600 +
                   values[4] * 60 + values[5]);
}

constexpr Function kFunctions[] = {
    {"parsecidr", 1, 1, Kind::mapping, false, parse_cidr},
    {"cidrsubnet", 3, 3, Kind::string, false, cidr_subnet},
    {"cidrhost", 2, 2, Kind::string, false, cidr_host},
    {"datetimefromepoch", 1, 1, Kind::string, false, date_from_epoch},
    {"datetimetoepoch", 1, 1, Kind::integer, false, epoch_of_date},
};

}  // namespace

std::span<const Function> network_functions() { return kFunctions; }

}  // namespace djaz::azure
