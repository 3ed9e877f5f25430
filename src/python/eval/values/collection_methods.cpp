// The methods of lists, tuples and sets.
#include "python/eval/values/collection_methods.h"

#include <algorithm>

namespace djaz::python::eval {
namespace {

using View = Evaluator::View;

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

Value sort(Evaluator& e, Value self, const Arguments& given) {
  Arguments sorted{{self}, given.named, false, given.span};
  const Value ordered = find_builtin("sorted")(e, sorted);
  if (e.stopped()) return e.nothing();
  if (!ordered->is(Type::list)) return give_up(e, self, "sorted in a way that is not known");
  e.state.put(self->object, std::make_shared<Object>(e.state.object(ordered->object)));
  return e.values.none();
}

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

// A set beside others: which items of ours they have.
template <bool Kept>
Value common(Evaluator& e, Value self, const Arguments& given) {
  const View own = e.view(self);
  bool plain = own.known && !own.open;
  std::vector<Value> items = own.items;
  for (Value one : given.positional) {
    const View other = e.view(one);
    plain = plain && other.known && !other.open;
    if (!plain || !e.step(1 + items.size() * other.items.size() / 8)) break;
    std::vector<Value> left;
    for (Value item : items) {
      Truth found = Truth::no;
      for (Value each : other.items) found = either(found, e.equal(item, each));
      plain = plain && found != Truth::unknown;
      if (found == truth_of(Kept)) left.push_back(item);
    }
    items = std::move(left);
  }
  if (e.stopped()) return e.nothing();
  if (!plain) return e.unknown_from(self, given.get(0), "items that are not known", Kind::set);
  return e.make_list(Type::set, std::move(items));
}

// Whether all of one are in the other.
template <bool Inner>
Value within(Evaluator& e, Value self, const Arguments& given) {
  const Value other = given.get(0);
  if (other == nullptr || given.count() != 1) return e.raised("TypeError");
  const View a = e.view(Inner ? self : other);
  const View b = e.view(Inner ? other : self);
  if (!a.known || a.open || !b.known || b.open || !e.step(a.items.size() * b.items.size() / 8))
    return e.unknown_from(self, other, "a comparison of sets", Kind::boolean);
  Truth all = Truth::yes;
  for (Value item : a.items) {
    Truth found = Truth::no;
    for (Value each : b.items) found = either(found, e.equal(item, each));
    all = both(all, found);
  }
  return e.truth_value(all, self);
}

}  // namespace

Value give_up(Evaluator& e, Value self, std::string_view detail) {
  e.may_raise();
  e.lose(self, Reason::unsupported, detail);
  return e.unknown(Reason::unsupported, detail);
}

Value kept(Evaluator& e, Value v) {
  return v->is(Type::iterator) ? e.unknown(Reason::unsupported, "an iterator") : v;
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

const MethodTable& set_methods() {
  static const MethodTable table = {
      {"add", add},
      {"remove", remove},
      {"discard", discard},
      {"copy", copy},
      {"update", set_update},
      {"union", unions},
      {"clear", clear},
      {"intersection", common<true>},
      {"difference", common<false>},
      {"issubset", within<true>},
      {"issuperset", within<false>},
  };
  return table;
}

}  // namespace djaz::python::eval
