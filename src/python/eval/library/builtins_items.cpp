// Python's own functions over what can be iterated: they make collections and walk them.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

using View = Evaluator::View;

// list(), tuple(), set(), frozenset()
template <Type Made>
Value collect(Evaluator& e, const Arguments& given) {
  if (given.count() == 0) return e.make_list(Made, {});
  const Value from = given.get(0);
  if (from == nullptr || from->is(Type::none) || from->is_number()) return e.raised("TypeError");
  return e.with_items(from, [&](const View& all) -> Value {
    if (!all.known || (!all.ordered && Made != Type::set))
      return e.unknown_from(from, nullptr, "items that are not known", kind_of(Made));
    e.step(all.items.size() / 8);
    return e.make_list(Made, all.items, all.open);
  });
}

Value frozen_set(Evaluator& e, const Arguments& given) {
  const Value set = collect<Type::set>(e, given);
  if (!e.stopped() && set->is(Type::set)) e.state.change(set->object).frozen = true;
  return set;
}

Value dict(Evaluator& e, const Arguments& given) {
  const Value made = e.make_dict({});
  if (given.get(0) != nullptr && given.get(0)->is(Type::external))
    return e.unknown_from(nullptr, nullptr, "a mapping", Kind::mapping);
  e.call_method(made, "update", given);
  return e.stopped() ? e.nothing() : made;
}

// `dict.fromkeys`: what drops repeated items and keeps their order.
Value from_keys(Evaluator& e, const Arguments& given) {
  const Value keys = given.get(0);
  if (keys == nullptr || given.positional.size() > 2 || !given.named.empty())
    return e.raised("TypeError");
  const Value value = given.positional.size() == 2 ? given.positional[1] : e.values.none();
  return e.with_items(keys, [&](const View& all) -> Value {
    bool plain = all.known && !all.open && all.ordered;
    for (const Value item : all.items) plain = plain && item->is(Type::string);
    if (!plain || !e.step(all.items.size()))
      return e.unknown_from(keys, nullptr, "a mapping of keys that are not known", Kind::mapping);
    const Value made = e.make_dict({});
    for (const Value item : all.items) {
      e.store_item(made, item, value, item->span);
      if (e.stopped()) return e.nothing();
    }
    return made;
  });
}

Value length(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr || v->is(Type::none) || v->is_number()) return e.raised("TypeError");
  if (v->is(Type::string))
    return e.values.integer(static_cast<std::int64_t>(count_code_points(v->text)));
  if (v->is(Type::bytes)) return e.values.integer(static_cast<std::int64_t>(v->text.size()));
  if (v->is(Type::iterator)) return e.unknown_from(v, nullptr, "a length", Kind::integer);
  return e.with_items(v, [&](const View& all) -> Value {
    if (!all.known || all.open) return e.unknown_from(v, nullptr, "a length", Kind::integer);
    return e.values.integer(static_cast<std::int64_t>(all.items.size()));
  });
}

template <bool Any>
Value any_all(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  return e.with_items(v, [&](const View& all) -> Value {
    Truth result = Any ? Truth::no : Truth::yes;
    for (Value item : all.items) {
      const Truth next = e.truth(item);
      result = Any ? either(result, next) : both(result, next);
    }
    if (!all.known) result = Truth::unknown;
    if (all.open && result != truth_of(Any)) result = Truth::unknown;
    return e.truth_value(result, v);
  });
}

Value sum(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  const View all = e.view(v);
  if (!all.known || all.open || !all.ordered || given.named.size() > 0)
    return e.unknown_from(v, nullptr, "a sum");
  Value total = given.get(1) == nullptr ? e.values.integer(0) : given.get(1);
  for (Value item : all.items) {
    if (!e.step() || e.stopped()) return e.nothing();
    total = e.binary(Operator::add, total, item);
  }
  return total;
}

// What the items are compared by; false when they cannot be had.
bool keys_of(Evaluator& e, Value key, const std::vector<Value>& items, Span span,
             std::vector<Value>& keys) {
  keys = items;
  if (key == nullptr) return true;
  if (items.size() > 500) {
    e.lose(key, Reason::budget, "called for many items");
    return false;
  }
  for (Value& one : keys) {
    if (!e.step(2)) return false;
    one = e.call(key, Arguments{{one}, {}, false, span});
    if (e.stopped()) return false;
  }
  return true;
}

template <bool Max>
Value extreme(Evaluator& e, const Arguments& given) {
  std::vector<Value> items = given.positional;
  const Value key = given.named_or_null("key");
  const Value fallback = given.named_or_null("default");
  const bool keyed = key != nullptr && !key->is(Type::none);
  if (items.empty()) return e.raised("TypeError");
  if (items.size() == 1) {
    const View all = e.view(items[0]);
    if (!all.known || all.open) return e.unknown_from(given.positional[0], nullptr, "an extreme");
    items = all.items;
  }
  if (items.empty()) return fallback != nullptr ? fallback : e.raised("ValueError");
  std::vector<Value> keys;
  if (!keys_of(e, keyed ? key : nullptr, items, given.span, keys)) {
    if (e.stopped()) return e.nothing();
    return e.unknown_from(key, nullptr, "an extreme");
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (!e.step()) return e.nothing();
    const Value better =
        e.compare_plain(Max ? Operator::greater : Operator::less, keys[i], keys[best]);
    if (e.stopped()) return e.nothing();
    if (!better->is(Type::boolean)) return e.unknown_from(better, nullptr, "an extreme");
    if (better->boolean) best = i;
  }
  return items[best];
}

bool is_plain(Value v) {
  return v->is(Type::string) || v->is(Type::integer) || v->is(Type::boolean);
}

// -1, 0, 1; 2 when Python raises or nothing is known.
int order_of(Value a, Value b) {
  if (a->is(Type::string) && b->is(Type::string)) {
    const int sign = a->text.compare(b->text);
    return sign < 0 ? -1 : sign > 0 ? 1 : 0;
  }
  if (!is_plain(a) || !is_plain(b) || a->is(Type::string) || b->is(Type::string)) return 2;
  return a->integer < b->integer ? -1 : a->integer > b->integer ? 1 : 0;
}

// Rows are compared by their first column that differs.
int order_of_rows(Value a, Value b) {
  for (std::size_t i = 0; i < std::min(a->items.size(), b->items.size()); ++i) {
    const int sign = order_of(a->items[i], b->items[i]);
    if (sign != 0) return sign;
  }
  return a->items.size() < b->items.size() ? -1 : a->items.size() > b->items.size() ? 1 : 0;
}

Value sorted(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  const Value reverse = given.named_or_null("reverse");
  const Value key = given.named_or_null("key");
  return e.with_items(v, [&](const View& all) -> Value {
    bool plain = all.known && !all.open && (reverse == nullptr || reverse->is(Type::boolean)) &&
                 all.items.size() <= 5000;
    bool texts = true;
    bool numbers = true;
    bool rows = true;
    std::vector<Value> keys;
    if (plain && !keys_of(e, key == nullptr || key->is(Type::none) ? nullptr : key, all.items,
                          given.span, keys)) {
      if (e.stopped()) return e.nothing();
      plain = false;
    }
    for (Value item : keys) {
      texts = texts && item->is(Type::string);
      numbers = numbers && (item->is(Type::integer) || item->is(Type::boolean));
      rows = rows && item->is(Type::tuple) && !item->open;
    }
    if (!plain || (!texts && !numbers && !rows) || !e.step(all.items.size()))
      return e.unknown_from(v, nullptr, "a sorted list", Kind::list);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < all.items.size(); ++i) order.push_back(i);
    const bool down = reverse != nullptr && reverse->boolean;
    bool sure = true;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      const Value a = keys[down ? j : i];
      const Value b = keys[down ? i : j];
      const int sign = rows ? order_of_rows(a, b) : order_of(a, b);
      sure = sure && sign != 2;
      return sign == -1;
    });
    if (!sure) return e.unknown_from(v, nullptr, "a sorted list", Kind::list);
    std::vector<Value> items;
    for (std::size_t i : order) items.push_back(all.items[i]);
    return e.make_list(Type::list, std::move(items));
  });
}

Value reversed(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  View all = e.view(v);
  if (!all.known || all.open || !all.ordered) return e.unknown_from(v, nullptr, "reversed items");
  std::reverse(all.items.begin(), all.items.end());
  return iterator_over(e, std::move(all.items), {v}, false);
}

Value range(Evaluator& e, const Arguments& given) {
  Value parts[3] = {e.values.integer(0), nullptr, e.values.integer(1)};
  if (given.positional.empty() || given.positional.size() > 3) return e.raised("TypeError");
  if (given.positional.size() == 1)
    parts[1] = given.positional[0];
  else
    for (std::size_t i = 0; i < given.positional.size(); ++i) parts[i] = given.positional[i];
  std::vector<Value> kept;
  for (Value part : parts) {
    if (part->is(Type::boolean)) part = e.values.integer(part->integer);
    if (!part->is(Type::integer)) return e.unknown_from(part, nullptr, "a range");
    kept.push_back(part);
  }
  if (kept[2]->integer == 0) return e.raised("ValueError");
  return e.values.tuple(Type::range, kept);
}

Value enumerate(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  const Value start = given.get(1, "start");
  if (v == nullptr) return e.raised("TypeError");
  const View all = e.view(v);
  if (!all.known || all.open || !all.ordered || (start != nullptr && !start->is(Type::integer)) ||
      (start != nullptr && (start->integer > (1LL << 60) || start->integer < -(1LL << 60))))
    return e.unknown_from(v, nullptr, "numbered items");
  std::vector<Value> items;
  std::int64_t at = start == nullptr ? 0 : start->integer;
  for (Value item : all.items)
    items.push_back(e.make_list(Type::tuple, {e.values.integer(at++), item}));
  return iterator_over(e, std::move(items), {v}, true);
}

Value zip(Evaluator& e, const Arguments& given) {
  std::vector<View> all;
  std::size_t shortest = given.positional.empty() ? 0 : SIZE_MAX;
  for (Value v : given.positional) {
    all.push_back(e.view(v));
    if (!all.back().known || all.back().open || !all.back().ordered || !given.named.empty())
      return e.unknown_from(v, nullptr, "paired items");
    shortest = std::min(shortest, all.back().items.size());
  }
  std::vector<Value> items;
  for (std::size_t i = 0; i < shortest; ++i) {
    std::vector<Value> row;
    for (const View& one : all) row.push_back(one.items[i]);
    items.push_back(e.make_list(Type::tuple, std::move(row)));
  }
  return iterator_over(e, std::move(items), given.positional, true);
}

Value map(Evaluator& e, const Arguments& given) {
  if (given.positional.size() != 2) return e.call_unknown("map", given);
  const View all = e.view(given.positional[1]);
  if (!all.known || all.open || !all.ordered) {
    e.lose(given.positional[0], Reason::call, "used by map");
    return e.unknown_from(given.positional[1], nullptr, "mapped items");
  }
  Repetition repetition(e);
  std::vector<Value> items;
  for (Value item : all.items) {
    if (!e.step(2) || e.stopped()) break;
    items.push_back(e.call(given.positional[0], Arguments{{item}, {}, false, given.span}));
  }
  if (e.stopped()) {
    if (!repetition.outermost) return e.nothing();
    repetition.end();
    if (e.stopped()) return e.nothing();
    e.lose(given.positional[0], Reason::budget, "used by map");
    return e.over_budget("too many calls to follow");
  }
  return iterator_over(e, std::move(items), {given.positional[1]}, true);
}

Value filter(Evaluator& e, const Arguments& given) {
  if (given.positional.size() != 2) return e.call_unknown("filter", given);
  const View all = e.view(given.positional[1]);
  std::vector<Value> items;
  bool sure = all.known && !all.open && all.ordered;
  for (Value item : all.items) {
    if (!sure || e.stopped()) break;
    const Value test = given.positional[0]->is(Type::none)
                           ? item
                           : e.call(given.positional[0], Arguments{{item}, {}, false, given.span});
    if (e.stopped()) return e.nothing();
    const Truth keep = e.truth(test);
    sure = keep != Truth::unknown;
    if (keep == Truth::yes) items.push_back(item);
  }
  if (!sure) {
    e.lose(given.positional[0], Reason::call, "used by filter");
    return e.unknown_from(given.positional[1], nullptr, "filtered items");
  }
  return iterator_over(e, std::move(items), {given.positional[1]}, false);
}

}  // namespace

const BuiltinTable& item_builtins() {
  static const BuiltinTable table = {
      {"list", collect<Type::list>},
      {"tuple", collect<Type::tuple>},
      {"set", collect<Type::set>},
      {"frozenset", frozen_set},
      {"dict", dict},
      {"dict.fromkeys", from_keys},
      {"len", length},
      {"any", any_all<true>},
      {"all", any_all<false>},
      {"sum", sum},
      {"max", extreme<true>},
      {"min", extreme<false>},
      {"sorted", sorted},
      {"reversed", reversed},
      {"range", range},
      {"enumerate", enumerate},
      {"zip", zip},
      {"map", map},
      {"filter", filter},
  };
  return table;
}

}  // namespace djaz::python::eval
