// Lists, tuples, dicts and sets as contents: making, looking, copying, and losing track of them.
#include <algorithm>
#include <unordered_set>

#include "python/eval/evaluator.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostCompared = 32;

// Whether two items of a set may be one. Paths whose texts differ are different, unless one hangs
// on where the project lies.
bool may_be_one(Evaluator& e, Value a, Value b, int depth = 0) {
  const bool objects = a->is(Type::path) && a->boolean;
  if (objects != (b->is(Type::path) && b->boolean)) return false;
  if (a->is(Type::path) && b->is(Type::path)) {
    const bool alike = a->text.starts_with('/') == b->text.starts_with('/');
    return !alike || normal_path(a->text) == normal_path(b->text);
  }
  if (a->is(Type::tuple) != b->is(Type::tuple)) return a->is(Type::unknown) || b->is(Type::unknown);
  if (!a->is(Type::tuple)) return e.equal(a, b) != Truth::no;
  if (depth > 4 || a->open || b->open) return true;
  if (a->items.size() != b->items.size()) return false;
  for (std::size_t i = 0; i < a->items.size(); ++i)
    if (!may_be_one(e, a->items[i], b->items[i], depth + 1)) return false;
  return true;
}

}  // namespace

Value Evaluator::make_list(Type type, std::vector<Value> items, bool open) {
  if (items.size() > limits.elements) return over_budget("too many items", kind_of(type));
  if (type == Type::tuple || type == Type::iterator) {
    const Value tuple = values.tuple(type, items);
    if (!open) return tuple;
    Data* data = values.copy(tuple);
    data->open = true;
    return data;
  }
  auto object = std::make_shared<Object>();
  object->type = type;
  object->span = here;
  if (type == Type::set) {
    std::unordered_set<std::string> keys;
    std::vector<Value> distinct;
    // Without a key of their own, and so compared one by one.
    std::vector<Value> unkeyed;
    const auto may_be_in = [&](const std::vector<Value>& others, Value item) {
      return others.size() > kMostCompared ||
             std::any_of(others.begin(), others.end(),
                         [&](Value other) { return may_be_one(*this, item, other); });
    };
    for (Value item : items) {
      const std::string key = key_text(item);
      if (key.empty() && item->is_object()) return raised("TypeError");
      if (!key.empty() && !keys.insert(key).second) continue;
      open = open || may_be_in(key.empty() ? distinct : unkeyed, item);
      distinct.push_back(item);
      if (key.empty()) unkeyed.push_back(item);
    }
    items = std::move(distinct);
  }
  object->ways.push_back({{}, std::move(items), open});
  return values.at(values.object(type, state.add(std::move(object))), here);
}

Value Evaluator::make_dict(std::vector<DictEntry> entries, bool open) {
  auto object = std::make_shared<Object>();
  object->type = Type::dict;
  object->span = here;
  object->open = open;
  for (const DictEntry& entry : entries)
    if (!dict_set(*object, entry.key, entry.value, entry.key_span)) object->open = true;
  if (object->entries.size() > limits.elements) return over_budget("too many items", Kind::mapping);
  return values.at(values.object(Type::dict, state.add(std::move(object))), here);
}

std::string Evaluator::key_text(Value key) {
  switch (key->type) {
    case Type::none:
      return "n";
    case Type::boolean:
    case Type::integer:
      return "i" + std::to_string(key->integer);
    case Type::real: {
      if (key->real == static_cast<double>(static_cast<std::int64_t>(
                           key->real > -1e15 && key->real < 1e15 ? key->real : 0.5)))
        return "i" + std::to_string(static_cast<std::int64_t>(key->real));
      return "r" + real_text(key->real);
    }
    case Type::string:
      return "s" + std::string(key->text);
    case Type::bytes:
      return "b" + std::string(key->text);
    case Type::tuple: {
      if (key->open || key->items.size() > 16) return {};
      std::string all = "(";
      for (Value item : key->items) {
        const std::string one = item->is(Type::tuple) ? std::string() : key_text(item);
        if (one.empty()) return {};
        all += std::to_string(one.size()) + ":" + one;
      }
      return all;
    }
    case Type::klass:
      return "k" + std::to_string(key->object);
    default:
      return {};
  }
}

const DictEntry* Evaluator::dict_find(const Object& dict, Value key) {
  auto found = dict.index.find(key_text(key));
  return found == dict.index.end() ? nullptr : &dict.entries[found->second];
}

bool Evaluator::dict_set(Object& dict, Value key, Value value, Span key_span) {
  const std::string text = key_text(key);
  if (text.empty()) return false;
  auto [place, added] = dict.index.emplace(text, dict.entries.size());
  if (added) {
    dict.entries.push_back({key, value, key_span});
  } else {
    DictEntry& entry = dict.entries[place->second];
    entry.value = value;
    if (key_span.valid()) entry.key_span = key_span;
  }
  return true;
}

namespace {

std::vector<Value> letters(Evaluator& e, std::string_view text) {
  std::vector<Value> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    decode_utf8(text, at);
    all.push_back(e.values.borrowed(Type::string, text.substr(begin, at - begin)));
  }
  return all;
}

}  // namespace

Evaluator::View Evaluator::view(Value v) {
  View result;
  switch (v->type) {
    case Type::tuple:
    case Type::iterator:
      result.items.assign(v->items.begin(), v->items.end());
      result.open = v->open;
      result.known = true;
      break;
    case Type::string:
      if (v->text.size() > limits.elements) break;
      result.items = letters(*this, v->text);
      result.known = true;
      break;
    case Type::range: {
      const std::int64_t step_size = v->items[2]->integer;
      const std::int64_t stop = v->items[1]->integer;
      for (std::int64_t at = v->items[0]->integer; step_size > 0 ? at < stop : at > stop;) {
        if (result.items.size() >= limits.elements || !step()) return {};
        result.items.push_back(values.integer(at));
        if (__builtin_add_overflow(at, step_size, &at)) break;
      }
      result.known = true;
      break;
    }
    case Type::list:
    case Type::set: {
      const Object& object = state.object(v->object);
      if (object.lost != nullptr) break;
      const Items* only = nullptr;
      for (const Items& way : object.ways) {
        if (!conditions.possible(way.when)) continue;
        if (only != nullptr) return result;
        only = &way;
      }
      if (only == nullptr) break;
      result.items = only->items;
      result.open = only->open;
      result.ordered = v->is(Type::list) || only->items.size() < 2;
      result.known = true;
      break;
    }
    case Type::dict: {
      const Object& object = state.object(v->object);
      if (object.lost != nullptr) break;
      result.open = object.open;
      for (const DictEntry& entry : object.entries) {
        const Value value = narrow(entry.value);
        if (value == nullptr) continue;
        if (value->is(Type::unknown))
          for (const Alternative& one : value->unknown->alternatives)
            if (one.value == nullptr) return {};
        result.items.push_back(entry.key);
      }
      result.known = true;
      break;
    }
    default:
      break;
  }
  return result;
}

Value Evaluator::with_items(Value v, const std::function<Value(const View&)>& act) {
  if (v->is(Type::list) || v->is(Type::set)) {
    const ObjectPtr object = state.shared(v->object);
    if (object->lost == nullptr && object->ways.size() > 1) {
      distributed_ += object->ways.size();
      if (distributed_ > 200'000) {
        may_raise();
        return act({});
      }
      std::vector<Branch> branches;
      for (const Items& way : object->ways) {
        branches.push_back(
            {way.when, [&act, &way, v] {
               return act({way.items, way.open, true, v->is(Type::list) || way.items.size() < 2});
             }});
      }
      return fork(branches);
    }
  }
  return act(view(v));
}

void Evaluator::lose(Value start, Reason reason, std::string_view detail) {
  std::vector<Value> work{start};
  std::unordered_set<std::uint32_t> seen;
  const Loss loss(*this);
  Info plain;
  plain.reason = reason;
  plain.detail = detail;
  const Info* info = scratch.make<Info>(plain);
  while (!work.empty()) {
    const Value v = work.back();
    work.pop_back();
    if (v == nullptr) continue;
    if (v->is(Type::external) && v->text == "globals()")
      lose_everything(names_of(v), detail);
    else if (v->self != nullptr && !v->is(Type::iterator))
      work.push_back(v->self);
    if (v->is(Type::function)) lose_closure(*v->closure, reason, detail);
    for (Value item : v->items)
      if (item->is_object() || !item->items.empty() || item->is(Type::unknown) ||
          item->is(Type::function) || item->is(Type::klass) || item->is(Type::instance))
        work.push_back(item);
    if (v->is(Type::unknown) && known_kind(v) == Kind::unknown) ++attributes_written;
    if (v->is(Type::unknown))
      for (const Alternative& one : v->unknown->alternatives) work.push_back(one.value);
    if (v->is(Type::instance)) lose_attributes(v);
    if (v->is(Type::module) || v->is(Type::klass) || v->is(Type::instance)) {
      if (!lost_scopes_.insert(v->object).second) continue;
      state.each_name(v->object, [&work](Value named) { work.push_back(named); });
    }
    if (!v->is_object() || !state.has_object(v->object) || !seen.insert(v->object).second) continue;
    const ObjectPtr before = state.shared(v->object);
    for (const Items& way : before->ways)
      work.insert(work.end(), way.items.begin(), way.items.end());
    for (const DictEntry& entry : before->entries) work.push_back(entry.value);
    if (before->lost != nullptr || before->frozen) continue;
    auto after = std::make_shared<Object>();
    after->type = before->type;
    after->span = before->span;
    after->lost = info;
    after->ways.emplace_back();
    state.put(v->object, std::move(after));
  }
}

Value Evaluator::copy_collection(Value v, int depth) {
  std::unordered_map<std::uint32_t, Value> made;
  std::function<Value(Value, int)> copy = [&](Value from, int left) -> Value {
    if (from == nullptr || left == 0 || !step()) return from;
    if (from->is(Type::tuple) && left > 1) {
      std::vector<Value> items;
      for (Value item : from->items) items.push_back(copy(item, left - 1));
      Data* data = values.copy(from);
      data->items = scratch.list(items);
      return data;
    }
    if (from->is(Type::unknown) && left > 1 && !from->unknown->alternatives.empty()) {
      std::vector<Alternative> all;
      for (const Alternative& one : from->unknown->alternatives)
        all.push_back({one.when, copy(one.value, left - 1)});
      return join_values(all);
    }
    if (from->is(Type::instance)) {
      lose(from, Reason::unsupported, "a copy of an object");
      return unknown(Reason::unsupported, "a copy of an object");
    }
    if (!from->is_object()) return from;
    auto known = made.find(from->object);
    if (known != made.end()) return known->second;
    auto object = std::make_shared<Object>(*state.shared(from->object));
    object->frozen = false;
    const std::uint32_t id = state.add(object);
    Data* data = values.copy(from);
    data->object = id;
    made.emplace(from->object, data);
    if (left > 1) {
      for (Items& way : object->ways)
        for (Value& item : way.items) item = copy(item, left - 1);
      for (DictEntry& entry : object->entries) entry.value = copy(entry.value, left - 1);
    }
    return data;
  };
  return copy(v, depth);
}

}  // namespace djaz::python::eval
