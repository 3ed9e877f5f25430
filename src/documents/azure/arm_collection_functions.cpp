#include <algorithm>
#include <map>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

using B = const Builder&;
using A = Arguments;

bool all_of_kind(A a, Kind kind) {
  return std::all_of(a.begin(), a.end(), [&](const Node* node) { return node->is(kind); });
}

const Node* empty(B b, A a) {
  const Node& node = *a[0];
  switch (node.kind) {
    case Kind::null:
      return b.boolean(true);
    case Kind::string:
      return b.boolean(node.text.empty());
    case Kind::list:
    case Kind::mapping: {
      const bool none = node.items.empty() && node.entries.empty();
      if (none && node.open) return unknown_like(b, node, Kind::boolean);
      return b.boolean(none);
    }
    case Kind::unknown:
      if (node.unknown->not_empty) return b.boolean(false);
      return unknown_like(b, node, Kind::boolean);
    default:
      return nullptr;
  }
}

const Node* length(B b, A a) {
  const Node& node = *a[0];
  if (node.is(Kind::unknown) || node.open) return unknown_like(b, node, Kind::integer);
  if (node.is(Kind::string))
    return b.integer(static_cast<std::int64_t>(count_code_points(node.text)));
  if (node.is(Kind::list)) return b.integer(static_cast<std::int64_t>(node.items.size()));
  if (node.is(Kind::mapping)) return b.integer(static_cast<std::int64_t>(node.entries.size()));
  return nullptr;
}

const Node* end_of(B b, const Node& node, bool first) {
  if (node.is(Kind::unknown)) return unknown_like(b, node, Kind::unknown);
  if (node.is(Kind::list)) {
    if (node.open && (!first || node.items.empty())) return unknown_like(b, node, Kind::unknown);
    if (node.items.empty()) return b.null();
    return first ? node.items.front() : node.items.back();
  }
  if (!node.is(Kind::string)) return nullptr;
  if (node.text.empty()) return b.string("");
  const std::size_t at = first ? code_point_after(node.text, 0, 1)
                               : code_point_after(node.text, 0, count_code_points(node.text) - 1);
  return b.string(first ? node.text.substr(0, at) : node.text.substr(at));
}
const Node* first(B b, A a) { return end_of(b, *a[0], true); }
const Node* last(B b, A a) { return end_of(b, *a[0], false); }

const Node* slice(B b, A a, bool skip) {
  if (!a[1]->is(Kind::integer)) return nullptr;
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(a[1]->integer, 0));
  if (a[0]->is(Kind::string)) {
    const std::string_view text = a[0]->text;
    const std::size_t at = code_point_after(text, 0, count);
    return b.string(skip ? text.substr(at) : text.substr(0, at));
  }
  if (!a[0]->is(Kind::list)) return nullptr;
  const auto items = a[0]->items;
  const std::size_t at = std::min(count, items.size());
  return b.sequence(Kind::list, skip ? items.subspan(at) : items.first(at));
}
const Node* skip(B b, A a) { return slice(b, a, true); }
const Node* take(B b, A a) { return slice(b, a, false); }

// Counted from the end, the last one being 1.
const Node* from_end(B b, A a, bool try_it) {
  if (!a[0]->is(Kind::list) || !a[1]->is(Kind::integer)) return nullptr;
  const auto size = static_cast<std::int64_t>(a[0]->items.size());
  if (a[1]->integer >= 1 && a[1]->integer <= size)
    return a[0]->items[static_cast<std::size_t>(size - a[1]->integer)];
  return try_it ? b.null() : nullptr;
}
const Node* index_from_end(B b, A a) { return from_end(b, a, false); }
const Node* try_index_from_end(B b, A a) { return from_end(b, a, true); }

const Node* extreme(B b, A a, bool least) {
  const A numbers = a.size() == 1 && a[0]->is(Kind::list) ? a[0]->items : a;
  if (numbers.empty() || !all_of_kind(numbers, Kind::integer)) return nullptr;
  std::int64_t value = numbers[0]->integer;
  for (const Node* node : numbers)
    value = least ? std::min(value, node->integer) : std::max(value, node->integer);
  return b.integer(value);
}
const Node* min(B b, A a) { return extreme(b, a, true); }
const Node* max(B b, A a) { return extreme(b, a, false); }

const Node* range(B b, A a) {
  if (!all_of_kind(a, Kind::integer) || a[1]->integer < 0) return nullptr;
  const std::int64_t from = a[0]->integer;
  const std::int64_t count = a[1]->integer;
  if (count > static_cast<std::int64_t>(kLongestList))
    return over_budget(b, "the list would be longer than 1000 elements", Kind::list);
  std::int64_t end = 0;
  if (__builtin_add_overflow(from, count, &end)) return nullptr;
  std::vector<const Node*> items;
  for (std::int64_t i = from; i < end; ++i) items.push_back(b.integer(i));
  return b.list(items);
}

const Node* union_of_lists(B b, A a) {
  std::vector<const Node*> items;
  bool open = false;
  for (const Node* list : a) {
    open |= list->open || list->is(Kind::unknown);
    for (const Node* item : list->items) {
      const bool seen = std::any_of(items.begin(), items.end(),
                                    [&](const Node* other) { return equal(*other, *item); });
      if (!seen) items.push_back(item);
      if (items.size() > kLongestList) return nullptr;
    }
  }
  return b.list(items, {}, open);
}

constexpr int kDeepestUnion = 32;
void replace_or_join(B b, Entry& old, const Entry& entry, bool deep, int depth);

// The last mapping that names a key wins, or is joined with what was there when both are mappings
// and `deep`. After an unknown one, nothing said before is certain.
const Node* union_of_mappings(B b, A a, bool deep, int depth = 0) {
  std::vector<Entry> entries;
  std::map<std::string, std::size_t> places;
  bool open = false;
  for (const Node* mapping : a) {
    open |= mapping->open || mapping->is(Kind::unknown);
    if (mapping->is(Kind::unknown) || mapping->open) {
      for (Entry& entry : entries) {
        Node* value = b.copy(*unknown_like(b, *mapping, Kind::unknown));
        value->span = entry.value->span;
        value->key_span = entry.key_span;
        entry.value = value;
      }
    }
    for (const Entry& entry : mapping->entries) {
      const auto [place, added] = places.try_emplace(lowered(entry.name), entries.size());
      if (added)
        entries.push_back(entry);
      else
        replace_or_join(b, entries[place->second], entry, deep, depth);
    }
    if (entries.size() > kLongestList) return nullptr;
  }
  return b.mapping(entries, {}, open);
}

void replace_or_join(B b, Entry& old, const Entry& entry, bool deep, int depth) {
  const bool both = old.value->is(Kind::mapping) && entry.value->is(Kind::mapping);
  const Node* const pair[] = {old.value, entry.value};
  old = entry;
  if (!deep || !both || depth >= kDeepestUnion) return;
  const Node* joined = union_of_mappings(b, pair, true, depth + 1);
  if (joined == nullptr) return;
  Node* value = b.copy(*joined);
  value->key_span = entry.value->key_span;
  old.value = value;
}

const Node* union_of(B b, A a) {
  auto any = [&](Kind kind) {
    return std::any_of(a.begin(), a.end(), [&](const Node* node) { return node->is(kind); });
  };
  auto only = [&](Kind kind) {
    return std::all_of(a.begin(), a.end(),
                       [&](const Node* node) { return node->is(kind) || node->is(Kind::unknown); });
  };
  if (any(Kind::mapping)) return only(Kind::mapping) ? union_of_mappings(b, a, true) : nullptr;
  if (any(Kind::list)) return only(Kind::list) ? union_of_lists(b, a) : nullptr;
  return any(Kind::unknown) ? unknown_like(b, *a[0], Kind::unknown) : nullptr;
}

// All mappings of a list in one, the later over the earlier.
const Node* shallow_merge(B b, A a) {
  if (!a[0]->is(Kind::list)) return nullptr;
  if (a[0]->items.empty()) return b.mapping({});
  for (const Node* item : a[0]->items)
    if (!item->is(Kind::mapping)) return nullptr;
  return union_of_mappings(b, a[0]->items, false);
}

bool holds(const Node& list, const Node& item) {
  return std::any_of(list.items.begin(), list.items.end(),
                     [&](const Node* other) { return equal(*other, item); });
}

// The entries of the first that all others have with an equal value.
const Node* intersection_of_mappings(B b, A a) {
  std::vector<Entry> entries;
  for (const Entry& entry : a[0]->entries) {
    const bool everywhere = std::all_of(a.begin(), a.end(), [&](const Node* other) {
      const Entry* found = find_entry_ignoring_case(*other, entry.name);
      return found && equal(*found->value, *entry.value);
    });
    if (everywhere) entries.push_back(entry);
  }
  return b.mapping(entries);
}

const Node* intersection(B b, A a) {
  if (all_of_kind(a, Kind::mapping)) return intersection_of_mappings(b, a);
  if (!all_of_kind(a, Kind::list)) return nullptr;
  std::vector<const Node*> items;
  for (const Node* item : a[0]->items) {
    const bool everywhere =
        std::all_of(a.begin(), a.end(), [&](const Node* list) { return holds(*list, *item); });
    if (everywhere) items.push_back(item);
  }
  return b.list(items);
}

const Node* contains(B b, A a) {
  const Node& where = *a[0];
  const Node& what = *a[1];
  if (where.is(Kind::unknown) || what.is(Kind::unknown))
    return unknown_like(b, where.is(Kind::unknown) ? where : what, Kind::boolean);
  if (where.is(Kind::string) && what.is(Kind::string))
    return b.boolean(where.text.find(what.text) != std::string_view::npos);
  bool found = false;
  if (where.is(Kind::mapping) && what.is(Kind::string)) {
    found = find_entry_ignoring_case(where, what.text) != nullptr;
  } else if (where.is(Kind::list)) {
    found = holds(where, what);
    if (!found && first_unknown(where))
      return unknown_like(b, *first_unknown(where), Kind::boolean);
  } else {
    return nullptr;
  }
  if (!found && where.open) return unknown_like(b, where, Kind::boolean);
  return b.boolean(found);
}

const Node* array(B b, A a) {
  if (a[0]->is(Kind::list)) return a[0];
  if (a[0]->is(Kind::unknown)) return unknown_like(b, *a[0], Kind::list);
  return b.sequence(Kind::list, a);
}
const Node* create_array(B b, A a) { return b.sequence(Kind::list, a); }

const Node* create_object(B b, A a) {
  if (a.size() % 2 != 0) return nullptr;
  std::vector<const Node*> parts;
  for (std::size_t i = 0; i < a.size(); i += 2) {
    if (!a[i]->is(Kind::string)) return unknown_like(b, *a[i], Kind::mapping);
    const Entry entry{a[i]->text, a[i + 1], {}, nullptr};
    parts.push_back(b.mapping(std::span<const Entry>(&entry, 1)));
  }
  return union_of_mappings(b, parts, false);
}

const Node* object_keys(B b, A a) {
  if (!a[0]->is(Kind::mapping)) return nullptr;
  std::vector<const Node*> items;
  for (const Entry& entry : a[0]->entries) items.push_back(b.string(entry.name));
  return b.list(items);
}

const Node* items_of(B b, A a) {
  if (!a[0]->is(Kind::mapping)) return nullptr;
  std::vector<Entry> sorted(a[0]->entries.begin(), a[0]->entries.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Entry& x, const Entry& y) { return lowered(x.name) < lowered(y.name); });
  std::vector<const Node*> items;
  for (const Entry& entry : sorted) {
    const Entry pair[] = {{"key", b.string(entry.name), {}, nullptr},
                          {"value", entry.value, {}, nullptr}};
    items.push_back(b.mapping(pair));
  }
  return b.list(items);
}

const Node* flatten(B b, A a) {
  if (!a[0]->is(Kind::list) || !all_of_kind(a[0]->items, Kind::list)) return nullptr;
  std::vector<const Node*> items;
  for (const Node* list : a[0]->items) {
    items.insert(items.end(), list->items.begin(), list->items.end());
    if (items.size() > kLongestList) return nullptr;
  }
  return b.list(items);
}

constexpr Function kFunctions[] = {
    {"empty", 1, 1, Kind::boolean, true, empty},
    {"length", 1, 1, Kind::integer, true, length},
    {"first", 1, 1, Kind::unknown, true, first},
    {"last", 1, 1, Kind::unknown, true, last},
    {"skip", 2, 2, Kind::unknown, false, skip},
    {"take", 2, 2, Kind::unknown, false, take},
    {"indexfromend", 2, 2, Kind::unknown, false, index_from_end},
    {"tryindexfromend", 2, 2, Kind::unknown, false, try_index_from_end},
    {"min", 1, 255, Kind::integer, false, min},
    {"max", 1, 255, Kind::integer, false, max},
    {"range", 2, 2, Kind::list, false, range},
    {"union", 1, 255, Kind::unknown, true, union_of},
    {"shallowmerge", 1, 1, Kind::mapping, false, shallow_merge},
    {"intersection", 2, 255, Kind::unknown, false, intersection},
    {"contains", 2, 2, Kind::boolean, true, contains},
    {"array", 1, 1, Kind::list, true, array},
    {"createarray", 0, 255, Kind::list, true, create_array},
    {"createobject", 0, 255, Kind::mapping, true, create_object},
    {"objectkeys", 1, 1, Kind::list, false, object_keys},
    {"items", 1, 1, Kind::list, false, items_of},
    {"flatten", 1, 1, Kind::list, false, flatten},
};

}  // namespace

std::span<const Function> collection_functions() { return kFunctions; }

}  // namespace djaz::azure
