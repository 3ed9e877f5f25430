#include "checks/check.h"
#include "checks/ipv4_range.h"
#include "checks/open_ports.h"
#include "checks/support_ended.h"

namespace djaz {
namespace {

constexpr std::string_view kIpv4RangeArguments[] = {"more_than", "at_most"};
constexpr std::string_view kOpenPortsArguments[] = {"ports", "every", "protocol"};
constexpr std::string_view kSupportArguments[] = {"of"};

constexpr Check kChecks[] = {
    // Ranges: the rule language does not ask whether a number lies between two others.
    {"open-ports", kOpenPortsArguments, check_open_ports},
    // A table of dates and the day of the run.
    {"support-ended", kSupportArguments, check_support_ended},
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
