#include "checks/django_series.h"

#include <string>

#include "checks/marker_values.h"
#include "checks/requirement_nodes.h"
#include "documents/django_versions.h"
#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

constexpr std::string_view kTable = "rules/data/django_versions.toml";

const Node* argument(const CheckContext& context, std::string_view name) {
  if (context.arguments == nullptr) return nullptr;
  const Entry* entry = find_entry(*context.arguments, name);
  return entry == nullptr ? nullptr : entry->value;
}

// Its own bounds together with those of the constraints on it.
std::optional<std::vector<VersionBound>> all_bounds(const Node& requirement) {
  auto bounds = version_bounds(requirement);
  const Entry* constraints = find_entry(requirement, "constrained_by");
  if (!bounds || constraints == nullptr) return bounds;
  for (const Node* each : constraints->value->items) {
    const auto more = version_bounds(*each);
    if (!more) return std::nullopt;
    bounds->insert(bounds->end(), more->begin(), more->end());
  }
  return bounds;
}

// The series that an exact version is of.
const DjangoSeries* series_of(std::string_view version) {
  const auto exact = Pep440::parse(version);
  if (!exact) return nullptr;
  const std::string number = exact->series();
  for (const DjangoSeries& series : django_series())
    if (series.number == number) return &series;
  return nullptr;
}

const DjangoSeries* newest_allowed(const std::vector<VersionBound>& bounds) {
  // Most requirements are pinned, and then there is only one to ask of.
  for (const VersionBound& bound : bounds) {
    if (bound.op != "==" || bound.version.ends_with('*')) continue;
    const DjangoSeries* only = series_of(bound.version);
    return only != nullptr && allows_some_of(bounds, *only) ? only : nullptr;
  }
  for (const DjangoSeries& series : django_series())
    if (allows_some_of(bounds, series)) return &series;
  return nullptr;
}

struct Newest {
  Truth known = Truth::no;
  const DjangoSeries* series = nullptr;
  std::string reason;
};

// The newest series that the selected requirement lets in; nothing where it lets in any.
Newest newest_of(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr || !node->is(Kind::mapping) || find_entry(*node, "url") != nullptr) return {};
  const Truth held =
      find_entry(*node, "markers") == nullptr
          ? Truth::yes
          : markers_meet(text_under(*node, "markers"), "", host_python(context.project));
  if (held == Truth::no) return {};
  const auto bounds = all_bounds(*node);
  if (!bounds) return {Truth::unknown, nullptr, "the version is not known"};
  if (bounds->empty()) return {};
  const DjangoSeries* newest = newest_allowed(*bounds);
  if (newest == nullptr) return {};
  return {held, newest, "whether this line counts depends on the host's Python"};
}

// The one to move to: the newest with long support that is not over.
const DjangoSeries* best_series(std::string_view day) {
  for (const DjangoSeries& series : django_series())
    if (series.lts && series.support_ends > day) return &series;
  for (const DjangoSeries& series : django_series())
    if (series.support_ends > day) return &series;
  return nullptr;
}

std::string words(const DjangoSeries& series, std::string_view day) {
  std::string out = "Django " + std::string(series.number) + " has had no security fixes since " +
                    std::string(series.support_ends) + " (seen from " + std::string(day) +
                    "), so that holes found now stay open in production";
  if (const DjangoSeries* best = best_series(day))
    out += "; move to " + std::string(best->number) + ", which gets them until " +
           std::string(best->support_ends);
  return out;
}

}  // namespace

CheckAnswer check_django_support(const CheckContext& context) {
  const Newest newest = newest_of(context);
  if (newest.known == Truth::unknown) return {Truth::unknown, newest.reason, {}};
  if (newest.series == nullptr) return {Truth::no, "", {}};
  const std::string_view day = day_of(context.project, *embedded(kTable));
  return {truth_of(newest.series->support_ends < day), words(*newest.series, day), {}};
}

CheckAnswer check_django_python(const CheckContext& context) {
  const std::string_view python = host_python(context.project);
  const auto host = Pep440::parse(python);
  if (!host) return {Truth::unknown, "no document says which Python the site runs", {}};
  const Newest newest = newest_of(context);
  if (newest.known == Truth::unknown) return {Truth::unknown, newest.reason, {}};
  if (newest.series == nullptr) return {Truth::no, "", {}};
  const Node* newer = argument(context, "newer");
  const bool above = newer != nullptr && newer->boolean;
  const auto least = Pep440::parse(newest.series->python_min);
  const auto most = Pep440::parse(newest.series->python_max);
  if (!least || !most) return {Truth::no, "", {}};
  const std::string evidence = "Django " + std::string(newest.series->number) + " runs on Python " +
                               std::string(newest.series->python_min) + " to " +
                               std::string(newest.series->python_max) + ", and the site has " +
                               std::string(python);
  return {truth_of(above ? *host > *most : *host < *least), evidence, {}};
}

}  // namespace djaz
