#include "documents/web_config/sections.h"

#include <algorithm>
#include <unordered_map>

#include "secrets/values.h"

namespace djaz::web_config {
namespace {

using Elements = std::vector<const XmlElement*>;

// Elements that stand side by side. All others are meant to occur once, and IIS reads groups of
// sections that do not as one.
constexpr std::string_view kLists[] = {"add",   "remove", "clear", "location",
                                       "allow", "deny",   "rule"};

bool is_list(std::string_view name) {
  return std::find(std::begin(kLists), std::end(kLists), name) != std::end(kLists);
}

// Sections whose entries have a name and a value.
struct Table {
  std::string_view section;
  std::string_view entry;
  std::string_view name;
  std::string_view value;
};

constexpr Table kTables[] = {
    {"appSettings", "add", "key", "value"},
    {"connectionStrings", "add", "name", "connectionString"},
    {"environmentVariables", "environmentVariable", "name", "value"},
    {"environmentVariables", "add", "name", "value"},
};

const XmlAttribute* find_attribute(const XmlElement& element, std::string_view name) {
  for (const XmlAttribute& attribute : element.attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

// Part of the section stands in another file, or is encrypted.
bool is_elsewhere(const XmlElement& element) {
  return find_attribute(element, "configSource") != nullptr ||
         find_attribute(element, "file") != nullptr ||
         find_attribute(element, "configProtectionProvider") != nullptr;
}

// The last entry under a name counts, however many there are.
class Entries {
 public:
  bool has(std::string_view name) const { return index_.contains(name); }
  void set(std::string_view name, const Node* value, const Span& key) {
    const auto [position, fresh] = index_.try_emplace(name, entries_.size());
    if (fresh) entries_.emplace_back();
    entries_[position->second] = {name, value, key, nullptr};
  }
  void remove(std::string_view name) {
    const auto found = index_.find(name);
    if (found == index_.end()) return;
    entries_[found->second].value = nullptr;
    index_.erase(found);
  }
  void clear() {
    entries_.clear();
    index_.clear();
  }
  const Node* build(const Builder& builder, const Span& span, bool open) {
    std::erase_if(entries_, [](const Entry& entry) { return entry.value == nullptr; });
    Node* node = builder.mapping(entries_, span, open);
    node->key_span = span;
    return node;
  }

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

const Node* value_node(const Builder& builder, std::string_view text, const Span& span,
                       const Span& key) {
  Node* node = builder.borrowed_string(text, span);
  node->key_span = key;
  return node;
}

const Node* attribute_node(const Builder& builder, const XmlAttribute& attribute) {
  return value_node(builder, attribute.value, attribute.span, attribute.name_span);
}

void add_pair(const Builder& builder, const XmlElement& element, const Table& table,
              Entries& entries) {
  const XmlAttribute* name = find_attribute(element, table.name);
  const XmlAttribute* value = find_attribute(element, table.value);
  if (name == nullptr) return;
  const Node* node = value == nullptr ? value_node(builder, "", name->span, name->span)
                                      : value_node(builder, value->value, value->span, name->span);
  if (is_secret_pair(name->value, node->text)) node = builder.with_traits(*node, {Trait::secret});
  entries.set(name->value, node, name->span);
}

// Null when the section is no such table.
const Node* table_of(const Builder& builder, const Elements& same) {
  const XmlElement& first = *same.front();
  Entries entries;
  bool is_table = false;
  bool open = false;
  for (const Table& table : kTables) is_table = is_table || table.section == first.name;
  if (!is_table) return nullptr;
  for (const XmlElement* element : same) {
    open = open || is_elsewhere(*element);
    for (const XmlElement* child : element->children) {
      if (child->name == "clear") entries.clear();
      for (const Table& table : kTables) {
        if (table.section != first.name) continue;
        if (child->name == table.entry) add_pair(builder, *child, table, entries);
        const XmlAttribute* gone =
            child->name == "remove" ? find_attribute(*child, table.name) : nullptr;
        if (gone != nullptr) entries.remove(gone->value);
      }
      open = open || child->name == "EncryptedData";
    }
  }
  return entries.build(builder, first.span, open);
}

const Node* content(const Builder& builder, const Elements& same);

// Each group of children that share a name, in the order of the first of each.
std::vector<Elements> groups_of(const Elements& same) {
  std::vector<Elements> groups;
  std::unordered_map<std::string_view, std::size_t> index;
  for (const XmlElement* element : same) {
    for (const XmlElement* child : element->children) {
      const auto [position, fresh] = index.try_emplace(child->name, groups.size());
      if (fresh) groups.emplace_back();
      groups[position->second].push_back(child);
    }
  }
  return groups;
}

const Node* list_of(const Builder& builder, const Elements& same) {
  std::vector<const Node*> items;
  for (const XmlElement* element : same) items.push_back(content(builder, {element}));
  Node* list = builder.sequence(Kind::list, items, same.front()->span);
  list->key_span = same.front()->span;
  return list;
}

// As deep as the document, which the reader has bounded.
const Node* content(const Builder& builder, const Elements& same) {
  if (const Node* table = table_of(builder, same)) return table;
  const XmlElement& first = *same.front();
  if (same.size() == 1 && first.attributes.empty() && first.children.empty() && !first.text.empty())
    return value_node(builder, first.text, first.text_span, first.span);
  Entries entries;
  bool open = false;
  for (const XmlElement* element : same) {
    open = open || is_elsewhere(*element);
    for (const XmlAttribute& attribute : element->attributes)
      entries.set(attribute.name, attribute_node(builder, attribute), attribute.name_span);
    if (!element->text.empty())
      entries.set("#text", value_node(builder, element->text, element->text_span, element->span),
                  element->span);
  }
  for (const Elements& group : groups_of(same)) {
    const XmlElement& child = *group.front();
    // IIS knows no element that has the name of an attribute beside it.
    if (entries.has(child.name)) {
      open = true;
      continue;
    }
    const Node* node = is_list(child.name) ? list_of(builder, group) : content(builder, group);
    entries.set(child.name, node, child.span);
  }
  return entries.build(builder, first.span, open);
}

}  // namespace

const Node* section(const Builder& builder, const XmlElement& element) {
  return content(builder, {&element});
}

}  // namespace djaz::web_config
