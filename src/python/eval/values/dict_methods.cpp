// The methods of dicts.
#include "python/eval/control.h"
#include "python/eval/values/collection_methods.h"

namespace djaz::python::eval {
namespace {

using View = Evaluator::View;

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
  if (value != nullptr) return value;
  // What is changed through what this gives may be the fallback itself.
  e.lose(fallback, Reason::unresolved, "it may be what a dict gives for a key that is not known");
  return e.unknown_from(self, key, "a value under a key that is not known");
}

Value set_default(Evaluator& e, Value self, const Arguments& given) {
  const Value key = given.get(0);
  if (key == nullptr) return e.raised("TypeError");
  const Value fallback = given.get(1) == nullptr ? e.values.none() : kept(e, given.get(1));
  const Value value = look(e, self, key, [&] {
    e.store_item(self, key, fallback, {});
    return fallback;
  });
  if (value != nullptr) return value;
  e.lose(fallback, Reason::unresolved, "it may be what a dict gives for a key that is not known");
  return give_up(e, self, "a key that is not known is set");
}

Value pop_key(Evaluator& e, Value self, const Arguments& given) {
  const Value key = given.get(0);
  if (key == nullptr) return e.raised("TypeError");
  const Value value = look(e, self, key, [&]() -> Value {
    if (given.get(1) != nullptr) return given.get(1);
    return e.raised("KeyError");
  });
  if (e.stopped()) return e.nothing();
  if (value == nullptr) {
    if (given.get(1) != nullptr)
      e.lose(given.get(1), Reason::unresolved,
             "it may be what a dict gives for a key that is not known");
    return give_up(e, self, "a key that is not known is removed");
  }
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

Value pop_item(Evaluator& e, Value self, const Arguments& given) {
  const View all = e.view(self);
  if (given.count() != 0) return e.raised("TypeError");
  if (!all.known || all.open) return give_up(e, self, "some item is removed");
  if (all.items.empty()) return e.raised("KeyError");
  const Value key = all.items.back();
  const Value value = pop_key(e, self, Arguments{{key}, {}, false, given.span});
  return e.stopped() ? e.nothing() : e.make_list(Type::tuple, {key, value});
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
        value = e.laid_over(value, before == nullptr ? nullptr : before->value);
      }
      if (value != nullptr && !e.stopped()) e.store_item(self, entry.key, value, entry.key_span);
    }
    return;
  }
  const View pairs = e.view(from);
  bool plain = pairs.known && !pairs.open && !from->is(Type::string);
  std::vector<View> parts;
  for (Value pair : pairs.items) {
    if (!pair->is(Type::tuple) && !pair->is(Type::list)) plain = false;
    if (!plain) break;
    parts.push_back(e.view(pair));
    plain = parts.back().known && !parts.back().open && parts.back().items.size() == 2;
  }
  if (!plain) {
    e.may_raise();
    e.lose(self, Reason::unresolved, "updated with values that are not known");
    return;
  }
  for (const View& pair : parts) e.store_item(self, pair.items[0], pair.items[1], {});
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
  return iterator_over(e, all.items, {self}, true);
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
  return iterator_over(e, std::move(items), {self}, true);
}

}  // namespace

const MethodTable& dict_methods() {
  static const MethodTable table = {
      {"get", get},          {"setdefault", set_default}, {"pop", pop_key},
      {"keys", keys},        {"values", contents<false>}, {"items", contents<true>},
      {"copy", copy},        {"update", update},          {"clear", clear},
      {"popitem", pop_item},
  };
  return table;
}

}  // namespace djaz::python::eval
