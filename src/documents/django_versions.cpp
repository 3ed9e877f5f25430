#include "documents/django_versions.h"

#include <string>

#include "syntax/embedded.h"

namespace djaz {
namespace {

constexpr std::string_view kTable = "rules/data/django_versions.toml";

std::string_view text_of(const Node& item, std::string_view name) {
  const Entry* entry = find_entry(item, name);
  return entry == nullptr ? std::string_view() : entry->value->text;
}

std::vector<DjangoSeries> read_series() {
  std::vector<DjangoSeries> out;
  const Node* table = embedded(kTable);
  const Entry* list = table == nullptr ? nullptr : find_entry(*table, "series");
  if (list == nullptr) return out;
  for (const Node* item : list->value->items) {
    const Entry* lts = find_entry(*item, "lts");
    out.push_back({text_of(*item, "number"), text_of(*item, "support_ends"),
                   text_of(*item, "python_min"), text_of(*item, "python_max"),
                   lts != nullptr && lts->value->boolean});
  }
  return out;
}

}  // namespace

const std::vector<DjangoSeries>& django_series() {
  static const std::vector<DjangoSeries>& series = *new std::vector<DjangoSeries>(read_series());
  return series;
}

bool allows_some_of(const std::vector<VersionBound>& bounds, const DjangoSeries& series) {
  std::vector<VersionBound> all = bounds;
  all.push_back({"==", std::string(series.number) + ".*"});
  return fitting_version(all).has_value();
}

std::vector<const DjangoSeries*> allowed_series(const std::vector<VersionBound>& bounds) {
  std::vector<const DjangoSeries*> out;
  for (const DjangoSeries& series : django_series())
    if (allows_some_of(bounds, series)) out.push_back(&series);
  return out;
}

bool allows_one_series(std::string_view specifier) {
  const auto bounds = parse_bounds(specifier);
  return bounds && !bounds->empty() && allowed_series(*bounds).size() == 1;
}

const Node* django_of(const Builder& builder, std::string_view specifier, Span span) {
  Unknown about;
  about.reason = Reason::unresolved;
  about.detail = "the requirement allows more than one version of Django";
  about.type = Kind::string;
  about.not_empty = true;
  const auto bounds = parse_bounds(specifier);
  if (!bounds || bounds->empty()) return builder.unknown(about, span);
  const auto allowed = allowed_series(*bounds);
  // None: what is asked for is not in the table, or contradicts itself.
  if (allowed.empty()) return builder.unknown(about, span);
  std::vector<Candidate> candidates;
  for (const DjangoSeries* series : allowed) {
    Node* node = builder.borrowed_string(series->number, span);
    node->origin = builder.computed(span, "the requirement lets it in");
    const std::string condition = "Django " + std::string(series->number) + " is installed";
    candidates.push_back({node, builder.arena().text(condition), false});
  }
  if (candidates.size() == 1) return candidates.front().value;
  about.candidates = candidates;
  return builder.unknown(about, span);
}

}  // namespace djaz
