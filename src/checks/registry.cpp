#include "checks/check.h"
#include "checks/ipv4_range.h"

namespace djaz {
namespace {

constexpr std::string_view kIpv4RangeArguments[] = {"more_than"};

constexpr Check kChecks[] = {
    // Arithmetic on addresses: the rule language compares texts, numbers and versions only.
    {"wide-ipv4-range", kIpv4RangeArguments, check_wide_ipv4_range},
};

}  // namespace

std::span<const Check> checks() { return kChecks; }

const Check* find_check(std::string_view name) {
  for (const Check& check : kChecks)
    if (check.name == name) return &check;
  return nullptr;
}

}  // namespace djaz
