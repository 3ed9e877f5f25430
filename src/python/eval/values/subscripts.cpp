// Reading and writing items: `a[0]`, `a["k"]`, `a[1:3]`, `a["k"] = v`, and in-place growth.
#include <algorithm>

#include "python/eval/effects/outside_files.h"
#include "python/eval/evaluator.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

// Where slice bounds fall in a sequence of this length, as CPython adjusts them.
struct Bounds {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
};

std::int64_t clamped(std::int64_t at, std::int64_t length, bool down) {
  if (at < 0) {
    at = at < -length ? -1 : at + length;
    return at < 0 ? (down ? -1 : 0) : at;
  }
  return at >= length ? (down ? length - 1 : length) : at;
}

bool bounds(Value lower, Value upper, Value step, std::int64_t length, Bounds& out) {
  auto whole = [](Value v) {
    return v == nullptr || v->is(Type::none) || v->is(Type::integer) || v->is(Type::boolean);
  };
  auto given = [](Value v) { return v != nullptr && !v->is(Type::none); };
  if (!whole(lower) || !whole(upper) || !whole(step)) return false;
  out.step = given(step) ? step->integer : 1;
  if (out.step == 0 || out.step < -(1LL << 62)) return false;
  const bool down = out.step < 0;
  out.start = given(lower) ? clamped(lower->integer, length, down) : (down ? length - 1 : 0);
  out.stop = given(upper) ? clamped(upper->integer, length, down) : (down ? -1 : length);
  return true;
}

std::vector<std::int64_t> places(const Bounds& b, std::int64_t length) {
  std::vector<std::int64_t> all;
  std::int64_t at = b.start;
  while (b.step > 0 ? at < b.stop : at > b.stop) {
    if (at < 0 || at >= length) break;
    all.push_back(at);
    if (__builtin_add_overflow(at, b.step, &at)) break;
  }
  return all;
}

bool is_index(Value v) { return v->is(Type::integer) || v->is(Type::boolean); }

Value item_at(Evaluator& e, const Evaluator::View& all, Value index) {
  const auto length = static_cast<std::int64_t>(all.items.size());
  const std::int64_t at = index->integer < 0 ? index->integer + length : index->integer;
  if (index->integer < -length || at >= length) return e.raised("IndexError");
  return all.items[static_cast<std::size_t>(at)];
}

}  // namespace

Value Evaluator::subscript_expression(const Subscript& e) {
  const Value object = evaluate(e.object);
  if (dead_ || exhausted_) return nothing_;
  if (e.index->kind == ExpressionKind::slice) {
    const auto& written = as<Slice>(*e.index);
    Value bound[3] = {nullptr, nullptr, nullptr};
    const Expression* parts[3] = {written.lower, written.upper, written.step};
    for (int i = 0; i < 3; ++i)
      if (parts[i] != nullptr) bound[i] = evaluate(parts[i]);
    if (dead_ || exhausted_) return nothing_;
    return each(object, [&](Value one) { return slice(one, bound[0], bound[1], bound[2]); });
  }
  const Value index = evaluate(e.index);
  if (dead_ || exhausted_) return nothing_;
  return each2(object, index, [&](Value o, Value i) { return subscript(o, i); });
}

Value Evaluator::subscript(Value object, Value index) {
  switch (object->type) {
    case Type::list:
    case Type::tuple:
    case Type::range:
      if (index->is(Type::unknown)) break;
      if (!is_index(index)) return raised("TypeError");
      return with_items(object, [&](const View& all) -> Value {
        if (!all.known || all.open) {
          may_raise("IndexError");
          Data* item = values.copy(
              unknown_from(object, nullptr, "an item of a list that is not fully known"));
          for (Value one : all.items) item->traits |= inherited_traits(one->traits);
          return item;
        }
        return item_at(*this, all, index);
      });
    case Type::string: {
      if (!is_index(index)) break;
      const View all = view(object);
      if (!all.known) break;
      return item_at(*this, all, index);
    }
    case Type::dict: {
      const Object& dict = state.object(object->object);
      if (dict.lost != nullptr || key_text(index).empty()) break;
      const DictEntry* entry = dict_find(dict, index);
      const Value value = entry == nullptr ? nullptr : narrow(entry->value);
      if (value == nullptr) {
        if (dict.open) break;
        return raised("KeyError");
      }
      if (!value->is(Type::unknown)) return value;
      std::vector<Branch> branches;
      bool absent = false;
      for (const Alternative& one : value->unknown->alternatives) {
        absent = absent || one.value == nullptr;
        branches.push_back({one.when, [this, one]() -> Value {
                              if (one.value != nullptr) return one.value;
                              return raised("KeyError");
                            }});
      }
      return absent ? fork(branches) : value;
    }
    case Type::external:
      if (object->text == "os.environ" ||
          (object->text == kEnvironmentCopy && index->is(Type::string) &&
           !variable_written(index->text)))
        return required_variable(index, here);
      if (object->text == "globals()" && index->is(Type::string)) {
        const Value value = narrow(lookup(name_key(object->object, intern(index->text))));
        if (value != nullptr && (!value->is(Type::unknown) || value->unknown->alternatives.empty()))
          return value;
      }
      if (object->text == "sys.modules" && index->self != nullptr) {
        const ModuleRun* run = run_of(index->self->object);
        if (run != nullptr) return module_value(*run);
      }
      if (object->text == "sys.argv") {
        may_raise("IndexError");
        Data* data =
            values.copy(unknown(Reason::unsupported, "how the server was started", Kind::string));
        data->text = "argv";
        return data;
      }
      break;
    case Type::method:
      if (object->self->is(Type::path) && object->text == "parents" && is_index(index) &&
          index->integer >= 0 && index->integer < 64) {
        Value at = object->self;
        for (std::int64_t i = 0; i <= index->integer; ++i) at = attribute(at, "parent", here);
        return at;
      }
      break;
    case Type::none:
    case Type::boolean:
    case Type::integer:
    case Type::real:
      return raised("TypeError");
    default:
      break;
  }
  return unknown_from(object, index, "an item that is not known");
}

Value Evaluator::slice(Value object, Value lower, Value upper, Value step_size) {
  // Words of the command line, no fewer to tell from it than all of them.
  if (object->is(Type::external) && object->text == "sys.argv") {
    Data* data =
        values.copy(unknown(Reason::unsupported, "how the server was started", Kind::list));
    data->text = "argv";
    return data;
  }
  if (object->is(Type::string)) {
    const View all = view(object);
    Bounds b;
    if (all.known &&
        bounds(lower, upper, step_size, static_cast<std::int64_t>(all.items.size()), b)) {
      std::string text;
      for (std::int64_t at : places(b, static_cast<std::int64_t>(all.items.size())))
        text += all.items[static_cast<std::size_t>(at)]->text;
      return new_string(std::move(text), object);
    }
    return unknown_from(object, lower, "a slice", Kind::string);
  }
  if (object->is(Type::list) || object->is(Type::tuple)) {
    return with_items(object, [&](const View& all) -> Value {
      const auto length = static_cast<std::int64_t>(all.items.size());
      Bounds b;
      if (!all.known || all.open || !bounds(lower, upper, step_size, length, b))
        return unknown_from(object, lower, "a slice", kind_of(object->type));
      std::vector<Value> items;
      for (std::int64_t at : places(b, length))
        items.push_back(all.items[static_cast<std::size_t>(at)]);
      step(items.size() / 8);
      return make_list(object->type, std::move(items));
    });
  }
  const Kind kind = known_kind(object);
  return unknown_from(
      object, lower, "a slice",
      kind == Kind::string || kind == Kind::list || kind == Kind::tuple ? kind : Kind::unknown);
}

Value Evaluator::store_item(Value object, Value index, Value value, Span key_span) {
  if (dead_ || exhausted_) return nothing_;
  return each2(object, index, [&](Value target, Value key) -> Value {
    if (target->is(Type::external)) {
      if (target->text == "os.environ") {
        write_variable(key, value, here, false);
      } else if (target->text == kEnvironmentCopy) {
        lose_variable({});
      } else if (target->text == "globals()" && key->is(Type::string)) {
        store_in(names_of(target), key->text, value);
      } else if (target->text == "globals()") {
        each(key, [&](Value) { return nothing_; });
        const std::string_view file = outside_file(key);
        if (!file.empty())
          overridden_by(*this, file, here);
        else
          lose_everything(names_of(target), "names are written through a computed name");
      }
      return nothing_;
    }
    if (target->is(Type::dict)) {
      history_.changed(target->object, here);
      Object& dict = state.change(target->object);
      if (dict.lost != nullptr) return nothing_;
      if (!dict_set(dict, key, value, key_span)) {
        may_raise("TypeError");
        lose(target, Reason::unresolved, "written under a key that is not known");
      } else if (dict.entries.size() > limits.elements) {
        lose(target, Reason::budget, "too many items");
      }
      return nothing_;
    }
    if (target->is(Type::list)) {
      history_.changed(target->object, here);
      Object& list = state.change(target->object);
      if (list.lost != nullptr) return nothing_;
      if (list.ways.size() != 1 || list.ways[0].open || !is_index(key)) {
        may_raise();
        lose(target, Reason::unresolved, "an item that is not known is written");
        return nothing_;
      }
      auto& items = list.ways[0].items;
      const auto length = static_cast<std::int64_t>(items.size());
      if (key->integer < -length || key->integer >= length) return raised("IndexError");
      items[static_cast<std::size_t>(key->integer < 0 ? key->integer + length : key->integer)] =
          value;
      return nothing_;
    }
    if (target->is(Type::unknown))
      may_raise();
    else if (!target->is(Type::klass) && !target->is(Type::module) && !target->is(Type::instance))
      raise("TypeError");
    lose(target, Reason::dynamic, "written in a way that is not modelled");
    return nothing_;
  });
}

Value Evaluator::extend_list(Value list, Value more) {
  each(more, [&](Value one) {
    return with_items(one, [&](const View& added) -> Value {
      history_.changed(list->object, here);
      Object& target = state.change(list->object);
      if (target.lost != nullptr) return nothing_;
      const std::vector<Value> items = added.items;
      if (!added.known) {
        if (!one->is(Type::unknown) && !one->is_object() && !one->is(Type::external) &&
            !one->is(Type::iterator) && !one->is(Type::range) && !one->is(Type::string))
          return raised("TypeError");
        may_raise("TypeError");
      }
      for (Items& way : target.ways) {
        if (way.items.size() + items.size() > limits.elements) {
          lose(list, Reason::budget, "too many items");
          return nothing_;
        }
        if (added.ordered)
          way.items.insert(way.items.end(), items.begin(), items.end());
        else
          way.items.insert(way.items.end(), items.begin(), items.end()), way.open = true;
        way.open = way.open || added.open || !added.known;
      }
      step(items.size() / 8);
      return nothing_;
    });
  });
  return nothing_;
}

}  // namespace djaz::python::eval
