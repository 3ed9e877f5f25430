// The methods of lists, tuples, dicts and sets.
#include <algorithm>

#include "python/eval/tables.h"

namespace djaz::python::eval {
namespace {

using View = Evaluator::View;

Value give_up(Evaluator& e, Value self, std::string_view detail) {
  e.may_raise();
  e.lose(self, Reason::unsupported, detail);
  return e.unknown(Reason::unsupported, detail);
}

bool lost(Evaluator& e, Value self) { return e.state.object(self->object).lost != nullptr; }

// A change that is made to every way a list or set may be.
Value change_each(Evaluator& e, Value self, const std::function<Value(Items&)>& act) {
  if (lost(e, self)) {
    e.may_raise();
    return e.unknown(Reason::unsupported, "a part of a list that is not known");
  }
  const std::size_t ways = e.state.object(self->object).ways.size();
  if (ways == 1) return act(e.state.change(self->object).ways[0]);
  std::vector<Branch> branches;
  const std::vector<Items> all = e.state.object(self->object).ways;
  for (const Items& way : all) {
    branches.push_back({way.when, [&e, self, way, &act]() -> Value {
                          Object& object = e.state.change(self->object);
                          object.ways.assign(1, way);
                          return act(object.ways[0]);
                        }});
  }
  return e.fork(branches);
}

Value kept(Evaluator& e, Value v) {
  return v->is(Type::iterator) ? e.unknown(Reason::unsupported, "an iterator") : v;
}

Value append(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 1 || given.positional.empty()) return e.raised("TypeError");
  const Value item = kept(e, given.positional[0]);
  Object& list = e.state.change(self->object);
  if (list.lost != nullptr) return e.values.none();
  for (Items& way : list.ways) {
    if (way.items.size() >= e.limits.elements) {
      e.lose(self, Reason::budget, "too many items");
      break;
    }
    way.items.push_back(item);
  }
  return e.values.none();
}

Value extend(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 1 || given.positional.empty()) return e.raised("TypeError");
  e.extend_list(self, given.positional[0]);
  return e.values.none();
}

Value insert(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 2 || given.positional.size() != 2) return e.raised("TypeError");
  const Value item = kept(e, given.positional[1]);
  const Value place = given.positional[0];
  return change_each(e, self, [&](Items& way) -> Value {
    const auto size = static_cast<std::int64_t>(way.items.size());
    if (way.items.size() >= e.limits.elements) return give_up(e, self, "too many items");
    if (!place->is(Type::integer) || (way.open && place->integer != 0)) {
      // Somewhere: it is there, and order is not known.
      if (place->is(Type::integer) || place->is(Type::unknown)) {
        way.items.push_back(item);
        way.open = true;
        if (!place->is(Type::integer)) e.lose(self, Reason::unsupported, "inserted somewhere");
        return e.values.none();
      }
      return e.raised("TypeError");
    }
    std::int64_t at = place->integer < 0 ? place->integer + size : place->integer;
    if (place->integer < -size) at = 0;
    at = std::clamp<std::int64_t>(at, 0, size);
    way.items.insert(way.items.begin() + at, item);
    return e.values.none();
  });
}

// Where the item certainly is first; size(): not there; npos: not known.
std::size_t place_of(Evaluator& e, const Items& way, Value item) {
  e.step(way.items.size() / 8);
  for (std::size_t i = 0; i < way.items.size(); ++i) {
    const Truth found = e.equal(way.items[i], item);
    if (found == Truth::yes) return way.open ? std::string_view::npos : i;
    if (found == Truth::unknown) return std::string_view::npos;
  }
  return way.open ? std::string_view::npos : way.items.size();
}

Value remove(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 1 || given.positional.empty()) return e.raised("TypeError");
  const Value item = given.positional[0];
  return change_each(e, self, [&](Items& way) -> Value {
    const std::size_t at = place_of(e, way, item);
    if (at == std::string_view::npos)
      return give_up(e, self, "an item that is not known is removed");
    if (at == way.items.size()) {
      e.raise(self->is(Type::set) ? "KeyError" : "ValueError");
      return e.nothing();
    }
    way.items.erase(way.items.begin() + static_cast<std::ptrdiff_t>(at));
    return e.values.none();
  });
}

Value pop(Evaluator& e, Value self, const Arguments& given) {
  const Value place = given.get(0);
  if (place != nullptr && !place->is(Type::integer)) return give_up(e, self, "popped somewhere");
  const std::int64_t index = place == nullptr ? -1 : place->integer;
  return change_each(e, self, [&](Items& way) -> Value {
    if (way.open) return give_up(e, self, "popped from a list that is not fully known");
    const auto size = static_cast<std::int64_t>(way.items.size());
    if (index < -size || index >= size) return e.raised("IndexError");
    const auto at = way.items.begin() + (index < 0 ? index + size : index);
    const Value item = *at;
    way.items.erase(at);
    return item;
  });
}

Value index(Evaluator& e, Value self, const Arguments& given) {
  const Value item = given.get(0);
  if (item == nullptr) return e.raised("TypeError");
  return e.with_items(self, [&](const View& all) -> Value {
    if (!all.known || given.count() != 1)
      return e.unknown_from(self, item, "an index", Kind::integer);
    const std::size_t at = place_of(e, {{}, all.items, all.open}, item);
    if (at == std::string_view::npos) return e.unknown_from(self, item, "an index", Kind::integer);
    if (at == all.items.size()) return e.raised("ValueError");
    return e.values.integer(static_cast<std::int64_t>(at));
  });
}

Value count(Evaluator& e, Value self, const Arguments& given) {
  const Value item = given.get(0);
  if (item == nullptr) return e.raised("TypeError");
  return e.with_items(self, [&](const View& all) -> Value {
    std::int64_t found = 0;
    bool sure = all.known && !all.open;
    for (Value one : all.items) {
      const Truth same_item = e.equal(one, item);
      sure = sure && same_item != Truth::unknown;
      found += same_item == Truth::yes ? 1 : 0;
    }
    return sure ? e.values.integer(found) : e.unknown_from(self, item, "a count", Kind::integer);
  });
}

Value reverse(Evaluator& e, Value self, const Arguments&) {
  return change_each(e, self, [&](Items& way) -> Value {
    std::reverse(way.items.begin(), way.items.end());
    return e.values.none();
  });
}

Value clear(Evaluator& e, Value self, const Arguments&) {
  Object& object = e.state.change(self->object);
  object.lost = nullptr;
  object.ways.assign(1, {});
  object.entries.clear();
  object.index.clear();
  object.open = false;
  return e.values.none();
}

Value copy(Evaluator& e, Value self, const Arguments&) { return e.copy_collection(self, 1); }

Value sort(Evaluator& e, Value self, const Arguments& given) {
  Arguments sorted{{self}, given.named, false, given.span};
  const Value ordered = find_builtin("sorted")(e, sorted);
  if (e.stopped()) return e.nothing();
  if (!ordered->is(Type::list)) return give_up(e, self, "sorted in a way that is not known");
  e.state.put(self->object, std::make_shared<Object>(e.state.object(ordered->object)));
  return e.values.none();
}

// dict

bool maybe_absent(Value v) {
  if (!v->is(Type::unknown)) return false;
  for (const Alternative& one : v->unknown->alternatives)
    if (one.value == nullptr) return true;
  return false;
}

// What a dict has under a key, with something else where it is absent; null: not known.
Value look(Evaluator& e, Value self, Value key, const std::function<Value()>& absent) {
  const Object& dict = e.state.object(self->object);
  if (dict.lost != nullptr || e.key_text(key).empty()) return nullptr;
  const DictEntry* entry = e.dict_find(dict, key);
  const Value value = entry == nullptr ? nullptr : e.narrow(entry->value);
  if (value == nullptr) return dict.open ? nullptr : absent();
  if (!maybe_absent(value)) return value;
  std::vector<Branch> branches;
  for (const Alternative& one : value->unknown->alternatives)
    branches.push_back(
        {one.when, [one, &absent] { return one.value == nullptr ? absent() : one.value; }});
  return e.fork(branches);
}

Value get(Evaluator& e, Value self, const Arguments& given) {
  const Value key = given.get(0);
  if (key == nullptr) return e.raised("TypeError");
  const Value fallback = given.get(1) == nullptr ? e.values.none() : given.get(1);
  const Value value = look(e, self, key, [&] { return fallback; });
  return value != nullptr ? value
                          : e.unknown_from(self, key, "a value under a key that is not known");
}

Value set_default(Evaluator& e, Value self, const Arguments& given) {
  const Value key = given.get(0);
  if (key == nullptr) return e.raised("TypeError");
  const Value fallback = given.get(1) == nullptr ? e.values.none() : kept(e, given.get(1));
  const Value value = look(e, self, key, [&] {
    e.store_item(self, key, fallback, {});
    return fallback;
  });
  return value != nullptr ? value : give_up(e, self, "a key that is not known is set");
}

Value pop_key(Evaluator& e, Value self, const Arguments& given) {
  const Value key = given.get(0);
  if (key == nullptr) return e.raised("TypeError");
  const Value value = look(e, self, key, [&]() -> Value {
    if (given.get(1) != nullptr) return given.get(1);
    return e.raised("KeyError");
  });
  if (e.stopped()) return e.nothing();
  if (value == nullptr) return give_up(e, self, "a key that is not known is removed");
  Object& dict = e.state.change(self->object);
  auto found = dict.index.find(e.key_text(key));
  if (found == dict.index.end()) return value;
  const std::size_t at = found->second;
  dict.entries.erase(dict.entries.begin() + static_cast<std::ptrdiff_t>(at));
  dict.index.erase(found);
  for (auto& [text, place] : dict.index)
    if (place > at) --place;
  e.step(dict.entries.size() / 8);
  return value;
}

void put_all(Evaluator& e, Value self, Value from) {
  if (from->is(Type::dict) && e.state.object(from->object).lost == nullptr) {
    const ObjectPtr source = e.state.shared(from->object);
    if (source->open) e.lose(self, Reason::unresolved, "updated with keys that are not known");
    e.step(source->entries.size());
    for (const DictEntry& entry : source->entries) {
      Value value = entry.value;
      if (maybe_absent(value)) {
        const DictEntry* before = e.dict_find(e.state.object(self->object), entry.key);
        std::vector<Alternative> all;
        for (const Alternative& one : value->unknown->alternatives)
          all.push_back(
              {one.when, one.value == nullptr && before != nullptr ? before->value : one.value});
        value = e.join_values(all);
      }
      if (value != nullptr && !e.stopped()) e.store_item(self, entry.key, value, entry.key_span);
    }
    return;
  }
  const View pairs = e.view(from);
  bool plain = pairs.known && !pairs.open && !from->is(Type::string);
  for (Value pair : pairs.items) plain = plain && pair->is(Type::tuple) && pair->items.size() == 2;
  if (!plain) {
    e.may_raise();
    e.lose(self, Reason::unresolved, "updated with values that are not known");
    return;
  }
  for (Value pair : pairs.items) e.store_item(self, pair->items[0], pair->items[1], {});
}

Value update(Evaluator& e, Value self, const Arguments& given) {
  if (given.get(0) != nullptr) put_all(e, self, given.get(0));
  for (const auto& [name, value] : given.named)
    e.store_item(self, e.values.borrowed(Type::string, name), kept(e, value), {});
  return e.values.none();
}

Value keys(Evaluator& e, Value self, const Arguments&) {
  const View all = e.view(self);
  if (!all.known || all.open) return e.unknown_from(self, nullptr, "keys that are not known");
  return e.make_list(Type::iterator, all.items);
}

template <bool Pairs>
Value contents(Evaluator& e, Value self, const Arguments&) {
  const View all = e.view(self);
  if (!all.known || all.open) return e.unknown_from(self, nullptr, "items that are not known");
  std::vector<Value> items;
  for (Value key : all.items) {
    const Value value = e.narrow(e.dict_find(e.state.object(self->object), key)->value);
    items.push_back(Pairs ? e.make_list(Type::tuple, {key, value}) : value);
  }
  return e.make_list(Type::iterator, std::move(items));
}

// set

Value add(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 1 || given.positional.empty()) return e.raised("TypeError");
  const Value item = given.positional[0];
  return change_each(e, self, [&](Items& way) -> Value {
    const std::string key = e.key_text(item);
    if (way.items.size() >= e.limits.elements) return give_up(e, self, "too many items");
    for (Value other : way.items)
      if (!key.empty() && e.key_text(other) == key) return e.values.none();
    e.step(way.items.size() / 8);
    way.items.push_back(item);
    if (key.empty()) way.open = true;
    return e.values.none();
  });
}

Value set_update(Evaluator& e, Value self, const Arguments& given) {
  for (Value more : given.positional) {
    const View all = e.view(more);
    for (Value item : all.items) add(e, self, Arguments{{item}, {}, false, given.span});
    if (all.known && !all.open) continue;
    e.may_raise();
    for (Items& way : e.state.change(self->object).ways) way.open = true;
  }
  return e.values.none();
}

Value discard(Evaluator& e, Value self, const Arguments& given) {
  if (given.count() != 1 || given.positional.empty()) return e.raised("TypeError");
  return change_each(e, self, [&](Items& way) -> Value {
    const std::size_t at = place_of(e, way, given.positional[0]);
    if (at == std::string_view::npos)
      return give_up(e, self, "an item that is not known is removed");
    if (at < way.items.size()) way.items.erase(way.items.begin() + static_cast<std::ptrdiff_t>(at));
    return e.values.none();
  });
}

Value unions(Evaluator& e, Value self, const Arguments& given) {
  const Value copied = e.copy_collection(self, 1);
  if (!lost(e, copied)) set_update(e, copied, given);
  return copied;
}

}  // namespace

const MethodTable& list_methods() {
  static const MethodTable table = {
      {"append", append}, {"extend", extend}, {"insert", insert}, {"remove", remove},
      {"pop", pop},       {"index", index},   {"count", count},   {"reverse", reverse},
      {"sort", sort},     {"clear", clear},   {"copy", copy},
  };
  return table;
}

const MethodTable& tuple_methods() {
  static const MethodTable table = {{"index", index}, {"count", count}};
  return table;
}

const MethodTable& dict_methods() {
  static const MethodTable table = {
      {"get", get},   {"setdefault", set_default}, {"pop", pop_key},
      {"keys", keys}, {"values", contents<false>}, {"items", contents<true>},
      {"copy", copy}, {"update", update},          {"clear", clear},
  };
  return table;
}

const MethodTable& set_methods() {
  static const MethodTable table = {
      {"add", add},           {"remove", remove}, {"discard", discard}, {"copy", copy},
      {"update", set_update}, {"union", unions},  {"clear", clear},
  };
  return table;
}

}  // namespace djaz::python::eval
