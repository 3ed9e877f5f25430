#include "checks/support_ended.h"

#include <optional>

#include "checks/nodes.h"
#include "support/text.h"
#include "support/version_number.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

// "3.9.24" is of the series "3.9": all numbers of the series stand at its front.
bool is_of_series(std::string_view version, std::string_view series) {
  if (!version.starts_with(series)) return false;
  return version.size() == series.size() || !is_digit(version[series.size()]);
}

}  // namespace

CheckAnswer check_support_ended(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr)
    return {context.place.present == Truth::no ? Truth::no : Truth::unknown, "", {}};
  if (node->is(Kind::unknown)) return {Truth::unknown, "", {}};
  const std::string of(context.arguments == nullptr ? std::string_view()
                                                    : text_under(*context.arguments, "of"));
  const Node* table = embedded("rules/data/" + of + "_versions.toml");
  std::string written = node->is(Kind::integer) ? std::to_string(node->integer) : "";
  if (node->is(Kind::string)) written = std::string(node->text);
  std::string_view version = trimmed(written);
  version = version.substr(version.rfind('|') + 1);
  const auto wanted = VersionNumber::parse(version);
  if (table == nullptr || !wanted) return {Truth::no, "", {}};
  const Entry* list = find_entry(*table, "series");
  if (list == nullptr) return {Truth::no, "", {}};
  const std::string_view day = day_of(context.project, *table);
  bool older_than_all = true;
  for (const Node* series : list->value->items) {
    const std::string_view number = text_under(*series, "number");
    const auto known = VersionNumber::parse(number);
    older_than_all = older_than_all && known && *wanted < *known;
    if (!is_of_series(version, number)) continue;
    const std::string_view ends = text_under(*series, "support_ends");
    return {truth_of(!ends.empty() && ends < day), "since " + std::string(ends), {}};
  }
  return {truth_of(older_than_all), "for a long time", {}};
}

}  // namespace djaz
