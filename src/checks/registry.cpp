#include "checks/check.h"
#include "checks/django_settings.h"
#include "checks/ipv4_range.h"
#include "checks/log_level.h"
#include "checks/middleware_order.h"
#include "checks/stale_value.h"

namespace djaz {
namespace {

constexpr std::string_view kIpv4RangeArguments[] = {"more_than"};

constexpr Check kChecks[] = {
    // Arithmetic on addresses: the rule language compares texts, numbers and versions only.
    {"wide-ipv4-range", kIpv4RangeArguments, check_wide_ipv4_range},
    // A level, its handlers, their levels and filters, each by name in another mapping.
    {"log-level-debug", {}, check_log_level_debug},
    // Positions in a list, and a table of pairs.
    {"middleware-order", {}, check_middleware_order},
    // Edit distance.
    {"setting-name-typo", {}, check_setting_name_typo},
    // A table of names with the series and the successor of each.
    {"setting-removed", {}, check_setting_removed},
    // A walk through the origins of a value.
    {"stale-derived-value", {}, check_stale_value},
};

}  // namespace

std::span<const Check> checks() { return kChecks; }

const Check* find_check(std::string_view name) {
  for (const Check& check : kChecks)
    if (check.name == name) return &check;
  return nullptr;
}

}  // namespace djaz
