#include "checks/requirement_conflicts.h"

#include "checks/marker_values.h"
#include "checks/requirement_nodes.h"

namespace djaz {
namespace {

std::span<const Node* const> others_of(const CheckContext& context, std::string_view key) {
  const Node* node = context.place.node;
  if (node == nullptr || !node->is(Kind::mapping)) return {};
  const Entry* entry = find_entry(*node, key);
  return entry == nullptr ? std::span<const Node* const>() : entry->value->items;
}

bool has(const Node& mapping, std::string_view key) { return find_entry(mapping, key) != nullptr; }

// No version fits both.
Truth excludes(const Node& a, const Node& b) {
  // What an address holds is not known.
  if (has(a, "url") || has(b, "url") || has(a, "path") || has(b, "path")) return Truth::no;
  const auto first = version_bounds(a);
  const auto second = version_bounds(b);
  if (!first || !second) return Truth::unknown;
  if (first->empty() || second->empty()) return Truth::no;
  std::vector<VersionBound> all = *first;
  all.insert(all.end(), second->begin(), second->end());
  return truth_of(!fitting_version(all));
}

Truth meet(const Node& a, const Node& b, const Node& project) {
  for (const Node* each : {&a, &b})
    if (has(*each, "markers") && text_under(*each, "markers").empty()) return Truth::unknown;
  return markers_meet(text_under(a, "markers"), text_under(b, "markers"), host_python(project));
}

CheckAnswer conflict(const CheckContext& context, std::string_view key, std::string_view words) {
  CheckAnswer answer = {Truth::no, "", {}};
  for (const Node* other : others_of(context, key)) {
    Truth guilty = excludes(*other, *context.place.node);
    if (guilty != Truth::no)
      guilty = both(guilty, meet(*other, *context.place.node, context.project));
    if (guilty == Truth::unknown && answer.guilty == Truth::no)
      answer = {guilty, "whether both are installed depends on the host's Python", {}};
    if (guilty != Truth::yes) continue;
    return {
        guilty, std::string(text_under(*other, "specifier")), {{other->span, std::string(words)}}};
  }
  return answer;
}

}  // namespace

CheckAnswer check_version_conflict(const CheckContext& context) {
  return conflict(context, "earlier", "asked for here");
}

CheckAnswer check_constraint_conflict(const CheckContext& context) {
  return conflict(context, "constrained_by", "constrained here");
}

CheckAnswer check_repeated_requirement(const CheckContext& context) {
  if (check_version_conflict(context).guilty != Truth::no) return {Truth::no, "", {}};
  for (const Node* other : others_of(context, "earlier")) {
    const Node& self = *context.place.node;
    const Entry* own = find_entry(self, "extras");
    const Entry* its = find_entry(*other, "extras");
    // pip-compile wrote both lines, each file for an installation of its own.
    if (has(self, "compiled_from") && has(*other, "compiled_from") &&
        text_under(self, "file") != text_under(*other, "file"))
      continue;
    const bool same_extras =
        own == nullptr || its == nullptr ? own == its : equal(*own->value, *its->value);
    if (!same_extras || meet(*other, self, context.project) != Truth::yes) continue;
    return {Truth::yes, std::string(text_under(*other, "file")), {{other->span, "listed here"}}};
  }
  return {Truth::no, "", {}};
}

}  // namespace djaz
