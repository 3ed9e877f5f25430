#include "documents/azure/power_shell.h"

#include <algorithm>
#include <iterator>

#include "documents/azure/arm_scope.h"
#include "documents/azure/hidden.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kDeepest = 3;

struct Rename {
  std::string_view written;
  std::string_view name;
};
// Where two become one, the first in this order counts.
constexpr Rename kRenames[] = {
    {"ResourceId", "id"},
    {"Id", "id"},
    {"ResourceType", "type"},
    {"Type", "type"},
    {"ResourceName", "name"},
    {"Name", "name"},
    {"ResourceGroupName", "resourceGroup"},
    {"ResourceGroup", "resourceGroup"},
    {"ETag", "etag"},
};
// What the cmdlets add about the resource, and no resource has.
constexpr std::string_view kAdded[] = {
    "ChangedTime",    "CreatedTime",      "ExtensionResourceName",
    "ParentResource", "Resources",        "ExtensionResourceType",
    "PropertiesText", "ResourceIdString", "TagsTable",
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// ConvertTo-Json goes two levels deep unless it is told otherwise, and writes the rest as text.
const Unknown* cut_off(std::string_view text) {
  static const Unknown kCutOff = [] {
    Unknown about;
    about.reason = Reason::not_exported;
    about.detail = "ConvertTo-Json cut the value off; export it with `-Depth 100`";
    return about;
  }();
  if (starts_with(text, "@{") && text.back() == '}') return &kCutOff;
  const bool type_name = text.find_first_of(" /:,;") == text.npos;
  for (const std::string_view start :
       {"System.Object", "System.Collections.", "System.Management.Automation."})
    if (type_name && starts_with(text, start)) return &kCutOff;
  const bool model = type_name && starts_with(text, "Microsoft.Azure.") &&
                     (text.find(".Models.") != text.npos || text.find(".PS") != text.npos);
  return model ? &kCutOff : nullptr;
}

// The place of a name among the renames, or their number.
std::size_t rank_of(std::string_view written) {
  const auto* found = std::find_if(
      std::begin(kRenames), std::end(kRenames),
      [&](const Rename& rename) { return equal_ignoring_case(rename.written, written); });
  return static_cast<std::size_t>(found - std::begin(kRenames));
}

const Node* renamed(const Builder& builder, const Node& element) {
  std::vector<Entry> entries;
  std::vector<std::size_t> ranks;
  for (const Entry& entry : element.entries) {
    const bool added =
        std::any_of(std::begin(kAdded), std::end(kAdded),
                    [&](std::string_view name) { return equal_ignoring_case(name, entry.name); });
    if (added) continue;
    const std::size_t rank = rank_of(entry.name);
    if (rank == std::size(kRenames)) {
      entries.push_back(entry);
      ranks.push_back(rank);
      continue;
    }
    // Nothing stands under the other name, often enough.
    if (entry.value->is(Kind::null)) continue;
    Entry copy = entry;
    copy.name = kRenames[rank].name;
    std::size_t at = 0;
    while (at < entries.size() && entries[at].name != copy.name) ++at;
    if (at == entries.size()) {
      entries.push_back(copy);
      ranks.push_back(rank);
    } else if (rank < ranks[at]) {
      entries[at] = copy;
      ranks[at] = rank;
    }
  }
  Node* node = builder.copy(element);
  node->entries = builder.arena().list(entries);
  return node;
}

void add(const Builder& builder, const Node& element, int depth, std::vector<const Node*>& out) {
  if (!element.is(Kind::mapping) || depth > kDeepest) return;
  out.push_back(with_hidden(builder, *renamed(builder, element), cut_off));
  const Node* children = member(element, "resources");
  if (!children) return;
  for (const Node* child : children->items) add(builder, *child, depth + 1, out);
}

}  // namespace

std::vector<const Node*> power_shell_resources(const Builder& builder, const Node& element) {
  std::vector<const Node*> out;
  add(builder, element, 0, out);
  return out;
}

}  // namespace djaz::azure
