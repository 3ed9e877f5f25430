#include "python/eval/values/object_join.h"

#include <algorithm>
#include <memory>

namespace djaz::python::eval {

ObjectPtr ObjectJoin::join(const std::vector<std::pair<Condition, ObjectPtr>>& all) {
  const ObjectPtr& first = all.front().second;
  bool alike = true;
  std::size_t gone = 0;
  for (const auto& [when, object] : all) {
    alike = alike && object == first;
    gone += object->lost != nullptr ? 1 : 0;
    // What is left of a list or set that was lost on one side is that anything may be in it
    // there.
    const bool dict = first->type == Type::dict;
    if (object->type != first->type || (object->lost != nullptr && dict) || gone == all.size())
      return lost(*first, object->lost);
  }
  if (alike) return first;
  auto result = std::make_shared<Object>();
  result->type = first->type;
  result->span = first->span;
  result->frozen = first->frozen;
  if (first->type == Type::dict) {
    join_entries(all, *result);
  } else {
    join_ways(all, *result);
  }
  return result;
}

ObjectPtr ObjectJoin::lost(const Object& like, const Info* info) {
  auto result = std::make_shared<Object>();
  result->type = like.type;
  result->span = like.span;
  if (info == nullptr) {
    Info plain;
    plain.reason = Reason::conflict;
    plain.detail = "paths differ";
    info = e_.scratch.make<Info>(plain);
  }
  result->lost = info;
  result->ways.emplace_back();
  return result;
}

void ObjectJoin::join_entries(const std::vector<std::pair<Condition, ObjectPtr>>& all,
                              Object& result) {
  std::vector<std::string> order;
  std::unordered_map<std::string, const DictEntry*> keys;
  for (const auto& [when, object] : all) {
    result.open = result.open || object->open;
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const auto& [text, place] : object->index) names.emplace_back(place, text);
    std::sort(names.begin(), names.end());
    for (auto& [place, text] : names)
      if (keys.emplace(text, &object->entries[place]).second) order.push_back(text);
    e_.step(names.size() / 8);
  }
  for (const std::string& text : order) {
    const DictEntry& entry = *keys[text];
    std::vector<Alternative> ways;
    for (const auto& [when, object] : all) {
      auto found = object->index.find(text);
      Value value = found == object->index.end() ? nullptr : object->entries[found->second].value;
      if (value == nullptr && object->open)
        ways.push_back({when, e_.unknown(Reason::unresolved, "the key may have been added")});
      ways.push_back({when, value});
    }
    // Where the key is there under conditions only that exclude this path, it is absent.
    const Value joined = e_.join_values(ways);
    if (joined == nullptr) continue;
    result.index.emplace(text, result.entries.size());
    result.entries.push_back({entry.key, joined, entry.key_span});
  }
}

void ObjectJoin::join_ways(const std::vector<std::pair<Condition, ObjectPtr>>& all,
                           Object& result) {
  std::size_t size = 0;
  for (const auto& [when, object] : all) {
    if (object->lost != nullptr) {
      add(result.ways, when, Items{{}, {}, true});
      continue;
    }
    for (const Items& way : object->ways) {
      if (e_.conditions.exclude(when, way.when)) continue;
      add(result.ways, e_.conditions.both(when, way.when), way);
      size += way.items.size();
      e_.step(way.items.size() / 8);
    }
  }
  if (result.ways.empty()) result.ways.emplace_back();
  if (result.ways.size() > kMostAlternatives || size > e_.limits.elements) shrink(result);
}

void ObjectJoin::add(std::vector<Items>& ways, const Condition& when, const Items& way) {
  for (Items& other : ways) {
    if (other.open != way.open || other.items.size() != way.items.size()) continue;
    bool alike = true;
    for (std::size_t i = 0; alike && i < way.items.size(); ++i)
      alike = same(other.items[i], way.items[i]);
    if (!alike) continue;
    other.when = e_.conditions.either(other.when, when);
    return;
  }
  ways.push_back({when, way.items, way.open});
}

void ObjectJoin::shrink(Object& result) {
  Items common{{}, {}, true};
  for (Value item : result.ways.front().items) {
    bool everywhere = true;
    for (const Items& way : result.ways)
      everywhere = everywhere && std::any_of(way.items.begin(), way.items.end(),
                                             [item](Value other) { return same(item, other); });
    if (everywhere) common.items.push_back(item);
  }
  result.ways.assign(1, std::move(common));
}

}  // namespace djaz::python::eval
