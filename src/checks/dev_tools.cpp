#include "checks/dev_tools.h"

namespace djaz {
namespace {

std::span<const Node* const> texts(const Node& category, std::string_view key) {
  const Entry* entry = find_entry(category, key);
  return entry == nullptr ? std::span<const Node* const>() : entry->value->items;
}

bool names(const Node& category, std::string_view key, std::string_view name) {
  for (const Node* item : texts(category, key))
    if (item->text == name) return true;
  return false;
}

// `pytest-` alone is the name of no tool: something must stand beside the prefix or suffix.
bool in_family(const Node& category, std::string_view name) {
  for (const Node* item : texts(category, "prefixes"))
    if (name.size() > item->text.size() && name.starts_with(item->text)) return true;
  for (const Node* item : texts(category, "suffixes"))
    if (name.size() > item->text.size() && name.ends_with(item->text)) return true;
  return false;
}

}  // namespace

std::string_view dev_tool_category(std::string_view name, const Node& data) {
  const Entry* categories = find_entry(data, "category");
  if (categories == nullptr) return {};
  // A name in a list goes before any family, and an arguable one is no tool whatever its family.
  for (const Node* category : categories->value->items)
    if (names(*category, "arguable", name)) return {};
  const Node* found = nullptr;
  for (const Node* category : categories->value->items) {
    if (names(*category, "tools", name)) {
      found = category;
      break;
    }
    if (found == nullptr && in_family(*category, name)) found = category;
  }
  const Entry* title = found == nullptr ? nullptr : find_entry(*found, "name");
  return title == nullptr ? std::string_view() : title->value->text;
}

}  // namespace djaz
