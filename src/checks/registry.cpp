#include "checks/check.h"
#include "checks/distribution_names.h"
#include "checks/django_apps.h"
#include "checks/django_files.h"
#include "checks/django_packages.h"
#include "checks/django_series.h"
#include "checks/django_settings.h"
#include "checks/django_walk.h"
#include "checks/failing_flag.h"
#include "checks/ipv4_range.h"
#include "checks/log_level.h"
#include "checks/middleware_order.h"
#include "checks/open_ports.h"
#include "checks/plain_listeners.h"
#include "checks/requirement_conflicts.h"
#include "checks/stale_value.h"
#include "checks/support_ended.h"

namespace djaz {
namespace {

constexpr std::string_view kIpv4RangeArguments[] = {"more_than", "at_most"};
constexpr std::string_view kOpenPortsArguments[] = {"ports", "every", "protocol"};
constexpr std::string_view kSupportArguments[] = {"of"};

constexpr std::string_view kMistakenNameArguments[] = {"kind"};
constexpr std::string_view kDjangoPythonArguments[] = {"newer"};
constexpr std::string_view kSettingArguments[] = {"setting"};
constexpr std::string_view kFaultArguments[] = {"fault"};
constexpr std::string_view kIdArguments[] = {"id"};

constexpr Check kChecks[] = {
    // Do two ranges of versions meet, where two markers do?
    {"constraint-conflict", {}, check_constraint_conflict},
    // The newest series that a range lets in, and its dates.
    {"django-python", kDjangoPythonArguments, check_django_python},
    {"django-support", {}, check_django_support},
    // Long lists of names, each with words of its own.
    {"mistaken-name", kMistakenNameArguments, check_mistaken_name},
    {"near-name", {}, check_near_name},
    {"repeated-requirement", {}, check_repeated_requirement},
    {"version-conflict", {}, check_version_conflict},
    // Ranges: the rule language does not ask whether a number lies between two others.
    {"open-ports", kOpenPortsArguments, check_open_ports, true},
    // A reference by an id of which only the last part may be known.
    {"plain-listeners", {}, check_plain_listeners, true},
    // A table of dates and the day of the run.
    {"support-ended", kSupportArguments, check_support_ended, true},
    // Arithmetic on addresses: the rule language compares texts, numbers and versions only.
    {"wide-ipv4-range", kIpv4RangeArguments, check_wide_ipv4_range, true},
    // Subclasses, configurations of applications, the first engine of several.
    {"admin-needs", kIdArguments, check_admin_needs},
    // Paths that contain each other.
    {"cache-location", kSettingArguments, check_cache_location},
    // Types as Python sees them, aliases of settings, parts of an origin, packages by their version.
    {"cors-setting", kIdArguments, check_cors_setting},
    {"csp-setting", kIdArguments, check_csp_setting},
    {"debug-toolbar", kIdArguments, check_debug_toolbar},
    {"page-size", {}, check_page_size},
    // A text inside the values of two policies, and of several engines.
    {"csp-nonce", {}, check_csp_nonce},
    // The first item of a pair.
    {"language-pair", {}, check_language_pair},
    // Positions in a list.
    {"login-before-authentication", {}, check_login_before_authentication},
    // What an integer field makes of a value.
    {"site-id", {}, check_site_id},
    // Pairs and paths.
    {"static-files-dirs", kFaultArguments, check_static_files_dirs},
    // Whatever can be walked over.
    {"referrer-policy", {}, check_referrer_policy, true},
    {"walked-items", kIdArguments, check_walked_items, true},
    // A table of names, and the engines before this one.
    {"tag-library", {}, check_tag_library},
    // A level, its handlers, their levels and filters, each by name in another mapping.
    {"log-level-debug", {}, check_log_level_debug},
    // Positions in a list, and a table of pairs.
    {"middleware-order", {}, check_middleware_order},
    // What holds under one condition, across several settings.
    {"failing-flag", {}, check_failing_flag},
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
