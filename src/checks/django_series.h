// The series of Django, from rules/data/django_versions.toml: which of them a requirement lets in,
// whether it still gets security fixes, and on which Pythons it runs.
#pragma once

#include <string_view>
#include <vector>

#include "checks/check.h"
#include "checks/pep440.h"

namespace djaz {

struct DjangoSeries {
  std::string_view number;  // "5.2"
  std::string_view support_ends;
  std::string_view python_min;
  std::string_view python_max;
  bool lts = false;
};

// Newest first.
const std::vector<DjangoSeries>& django_series();
// Those of which some version fits, newest first.
std::vector<const DjangoSeries*> allowed_series(const std::vector<VersionBound>& bounds);
// Whether `>=5.2,<6` and the like lets in one series at most.
bool allows_one_series(std::string_view specifier);

// Of a requirement of Django: the newest series that it allows is out of support on the day that
// `--as-of` gives, else the day of the table.
CheckAnswer check_django_support(const CheckContext& context);

// The host's Python is older than the newest series that is allowed can run on; with `newer = true`
// instead: newer than the series was released for.
CheckAnswer check_django_python(const CheckContext& context);

}  // namespace djaz
