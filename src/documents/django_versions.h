// The series of Django, from rules/data/django_versions.toml, and which of them a requirement lets
// in. Everything that asks which Django runs asks in series.
#pragma once

#include <string_view>
#include <vector>

#include "support/pep440.h"
#include "tree/builder.h"

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
// Whether some version of the series fits.
bool allows_some_of(const std::vector<VersionBound>& bounds, const DjangoSeries& series);
// Those of which some version fits, newest first.
std::vector<const DjangoSeries*> allowed_series(const std::vector<VersionBound>& bounds);
// Whether `>=5.2,<6` and the like lets in one series at most.
bool allows_one_series(std::string_view specifier);

// The Django that a specifier installs, as a node at `span`: the one series that it lets in, else
// an unknown that is one of them, the newest first. A specifier that bounds nothing, or that is not
// understood, leaves it unknown.
const Node* django_of(const Builder& builder, std::string_view specifier, Span span);

}  // namespace djaz
