#include "documents/azure/hidden.h"

namespace djaz::azure {
namespace {

constexpr int kDeepest = 100;

}  // namespace

const Node* with_hidden(const Builder& builder, const Node& node, Hides hides, int depth) {
  if (depth > kDeepest) return &node;
  if (node.is(Kind::string)) {
    const Unknown* about = hides(node.text);
    if (!about) return &node;
    Node* unknown = builder.copy(node);
    unknown->kind = Kind::unknown;
    unknown->text = {};
    unknown->unknown = about;
    return unknown;
  }
  bool changed = false;
  if (node.is(Kind::list)) {
    std::vector<const Node*> items;
    items.reserve(node.items.size());
    for (const Node* item : node.items) {
      items.push_back(with_hidden(builder, *item, hides, depth + 1));
      changed |= items.back() != item;
    }
    if (!changed) return &node;
    Node* list = builder.copy(node);
    list->items = builder.arena().list(items);
    return list;
  }
  if (!node.is(Kind::mapping)) return &node;
  std::vector<Entry> entries(node.entries.begin(), node.entries.end());
  for (Entry& entry : entries) {
    const Node* value = with_hidden(builder, *entry.value, hides, depth + 1);
    changed |= value != entry.value;
    entry.value = value;
  }
  if (!changed) return &node;
  Node* mapping = builder.copy(node);
  mapping->entries = builder.arena().list(entries);
  return mapping;
}

}  // namespace djaz::azure
