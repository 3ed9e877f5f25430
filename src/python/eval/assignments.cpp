// Assignment in all its forms, and del: where values are put and taken away.
#include <algorithm>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

void Evaluator::assignment(const Assign& s) {
  if (s.value == nullptr) return;
  const bool unpacks = s.targets.size() == 1 && (s.targets[0]->kind == ExpressionKind::tuple ||
                                                 s.targets[0]->kind == ExpressionKind::list);
  const Value value = settled(s.value, unpacks);
  for (const Expression* target : s.targets) {
    if (dead_ || exhausted_) return;
    assign(target, value, s.span);
  }
}

// The object and index that a subscript stands for as a target; false when there is no such place.
bool Evaluator::item_place(const Subscript& place, std::string_view slice_words, Value& object,
                           Value& index) {
  object = evaluate(place.object);
  if (dead_ || exhausted_) return false;
  if (place.index->kind == ExpressionKind::slice) {
    may_raise();
    lose(object, Reason::unsupported, slice_words);
    return false;
  }
  index = evaluate(place.index);
  return !dead_ && !exhausted_;
}

// `NAME[:] = …` gives a list other items. False: nothing was done.
bool Evaluator::replace_items(const Subscript& place, Value value) {
  const auto& slice = as<Slice>(*place.index);
  if (slice.step != nullptr || place.object->kind != ExpressionKind::name) return false;
  const Value object = evaluate(place.object);
  if (dead_ || exhausted_ || !object->is(Type::list)) return false;
  const View before = view(object);
  const bool whole = slice.lower == nullptr && slice.upper == nullptr;
  if (!whole && (!before.known || before.open)) return false;
  const auto size = static_cast<std::int64_t>(before.items.size());
  std::int64_t bounds[2] = {0, size};
  for (const auto& [bound, written] :
       {std::pair{&bounds[0], slice.lower}, std::pair{&bounds[1], slice.upper}}) {
    const Value at = written == nullptr ? nullptr : evaluate(written);
    if (dead_ || exhausted_) return false;
    if (at == nullptr || at->is(Type::none)) continue;
    if (!at->is(Type::integer)) return false;
    *bound = std::clamp<std::int64_t>(at->integer < 0 ? at->integer + size : at->integer, 0, size);
  }
  // Looked at first: they may be the list's own.
  View all = view(value);
  if (!all.known || all.open || !all.ordered) return false;
  if (!whole) {
    const auto lower = before.items.begin() + bounds[0];
    const auto upper = before.items.begin() + std::max(bounds[0], bounds[1]);
    all.items.insert(all.items.begin(), before.items.begin(), lower);
    all.items.insert(all.items.end(), upper, before.items.end());
  }
  Arguments more;
  more.positional.push_back(make_list(Type::list, all.items));
  call_method(object, "clear", {});
  call_method(object, "extend", more);
  return true;
}

void Evaluator::assign(const Expression* target, Value value, Span span) {
  if (dead_ || exhausted_) return;
  switch (target->kind) {
    case ExpressionKind::name: {
      const std::string_view name = as<Name>(*target).id;
      // The targets of a comprehension are its own.
      if (scope->kind == Scope::Kind::comprehension) {
        store_in(*scope, name, value);
        break;
      }
      store(name, value);
      const Scope& owner = scope_for_store(name);
      if (owner.kind == Scope::Kind::module || owner.kind == Scope::Kind::klass)
        note_bound(name_key(owner.id, intern(name)), value, target->span);
      break;
    }
    case ExpressionKind::tuple:
    case ExpressionKind::list:
      each(value, [&](Value one) -> Value {
        return with_items(one, [&](const View&) -> Value {
          unpack(as<Sequence>(*target).elements, one, span);
          return nothing_;
        });
      });
      break;
    case ExpressionKind::starred:
      assign(as<Starred>(*target).value, value, span);
      break;
    case ExpressionKind::subscript: {
      const auto& place = as<Subscript>(*target);
      Value object = nullptr;
      Value index = nullptr;
      if (place.index->kind == ExpressionKind::slice && replace_items(place, value)) break;
      if (item_place(place, "a slice of it is written", object, index))
        store_item(object, index, value, place.index->span);
      break;
    }
    case ExpressionKind::attribute: {
      const auto& place = as<Attribute>(*target);
      const Value object = evaluate(place.object);
      if (dead_ || exhausted_) return;
      each(object, [&](Value one) -> Value {
        if (one->is(Type::module) || one->is(Type::klass)) {
          store_in(scopes_[one->object], place.name, value);
        } else if (one->is(Type::instance)) {
          store_attribute(one, place.name, value);
        } else if (one->is(Type::external) && one->self != nullptr) {
          // How an Env reads is one of its attributes: a prefix, whether it is smart.
          lose(one, Reason::dynamic, "an attribute of it is written");
        } else if (one->is(Type::unknown)) {
          may_raise();
          lose(one, Reason::dynamic, "an attribute of it is written");
        } else if (!one->is(Type::external) && !one->is(Type::function)) {
          raise("AttributeError");
        }
        return nothing_;
      });
      break;
    }
    default:
      may_raise();
      break;
  }
}

void Evaluator::unpack(Expressions targets, Value value, Span span) {
  const View all = view(value);
  std::size_t star = targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i]->kind == ExpressionKind::starred) star = i;
  const bool starred = star < targets.size();
  if (!all.known || all.open || !all.ordered) {
    if (value->is(Type::none) || value->is_number()) {
      raise("TypeError");
      return;
    }
    may_raise("ValueError");
    for (std::size_t i = 0; i < targets.size(); ++i)
      assign(targets[i],
             unknown_from(value, nullptr, "a part of a value that is not known",
                          i == star ? Kind::list : Kind::unknown),
             span);
    return;
  }
  const std::size_t fixed = starred ? targets.size() - 1 : targets.size();
  if (starred ? all.items.size() < fixed : all.items.size() != fixed) {
    raise("ValueError");
    return;
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (i < star) {
      assign(targets[i], all.items[i], span);
    } else if (i == star) {
      const auto begin = all.items.begin() + static_cast<std::ptrdiff_t>(i);
      std::vector<Value> rest(begin, begin + static_cast<std::ptrdiff_t>(all.items.size() - fixed));
      assign(targets[i], make_list(Type::list, std::move(rest)), span);
    } else {
      assign(targets[i], all.items[all.items.size() - (targets.size() - i)], span);
    }
  }
}

// Lists, dicts and sets change where they are; anything else gives a new value.
Value Evaluator::changed_in_place(const Augmented& s, Value v, Value right) {
  if (v->is(Type::list) && s.op == Operator::add) {
    extend_list(v, right);
    return v;
  }
  if (v->is(Type::dict) && s.op == Operator::bit_or) {
    call_method(v, "update", Arguments{{right}, {}, false, s.value->span});
    return v;
  }
  if (v->is(Type::external) && v->text == "os.environ" && s.op == Operator::bit_or) {
    call(attribute(v, "update", s.span), Arguments{{right}, {}, false, s.value->span});
    return v;
  }
  if (v->is(Type::set) && !state.object(v->object).frozen &&
      (s.op == Operator::bit_or || s.op == Operator::subtract || s.op == Operator::bit_and ||
       s.op == Operator::bit_xor)) {
    if (s.op == Operator::bit_or && (known_kind(right) == Kind::set)) {
      call_method(v, "update", Arguments{{right}, {}, false, s.value->span});
    } else {
      may_raise();
      lose(v, Reason::unsupported, "changed by a set operation");
    }
    return v;
  }
  if (v->is(Type::list)) {
    may_raise();
    lose(v, Reason::unsupported, "changed in place");
    return v;
  }
  return binary(s.op, v, right);
}

void Evaluator::augmented(const Augmented& s) {
  const std::size_t mark = used_.size();
  // The place is evaluated once.
  Value object = nullptr;
  Value index = nullptr;
  Value before = nullptr;
  if (s.target->kind == ExpressionKind::subscript &&
      as<Subscript>(*s.target).index->kind != ExpressionKind::slice) {
    object = evaluate(as<Subscript>(*s.target).object);
    index = evaluate(as<Subscript>(*s.target).index);
    if (dead_ || exhausted_) return;
    before = each2(object, index, [&](Value o, Value i) { return subscript(o, i); });
  } else {
    before = evaluate(s.target);
  }
  if (dead_ || exhausted_) return;
  const Value right = evaluate(s.value);
  if (dead_ || exhausted_) return;
  const Value after = each(before, [&](Value v) -> Value { return changed_in_place(s, v, right); });
  if (dead_ || exhausted_) return;
  const Value kept = settle(after, s.value, mark, false);
  if (object != nullptr) {
    store_item(object, index, kept, {});
  } else {
    assign(s.target, kept, s.span);
  }
}

void Evaluator::remove(const Expression* target) {
  switch (target->kind) {
    case ExpressionKind::name:
      remove_name(as<Name>(*target).id);
      break;
    case ExpressionKind::tuple:
    case ExpressionKind::list:
      for (const Expression* one : as<Sequence>(*target).elements)
        if (!dead_) remove(one);
      break;
    case ExpressionKind::subscript: {
      const auto& place = as<Subscript>(*target);
      Value object = nullptr;
      Value index = nullptr;
      if (place.index->kind == ExpressionKind::slice &&
          replace_items(place, make_list(Type::tuple, {})))
        return;
      if (!item_place(place, "a slice of it is removed", object, index)) return;
      each(object, [&](Value one) -> Value {
        if (one->is(Type::external) && one->text == "os.environ") {
          required_variable(index, here);
          if (!dead_) remove_variable(index);
          return nothing_;
        }
        if (one->is(Type::external) && one->text == kEnvironmentCopy) {
          may_raise("KeyError");
          lose_variable({});
          return nothing_;
        }
        if (one->is(Type::dict) || one->is(Type::list))
          return call_method(one, "pop", Arguments{{index}, {}, false, place.span});
        may_raise();
        if (one->is(Type::external) && one->text == "globals()" && index->is(Type::string)) {
          may_raise("KeyError");
          state.set(name_key(names_of(one).id, intern(index->text)), nullptr);
          return nothing_;
        }
        if (one->is(Type::external) && one->text == "globals()")
          lose_everything(names_of(one), "names are removed through globals()");
        lose(one, Reason::unsupported, "an item of it is removed");
        return nothing_;
      });
      break;
    }
    case ExpressionKind::attribute: {
      const Value object = evaluate(as<Attribute>(*target).object);
      may_raise();
      if (!dead_) lose(object, Reason::unsupported, "an attribute of it is removed");
      if (!dead_ && object->is(Type::module))
        state.set(name_key(object->object, intern(as<Attribute>(*target).name)), nullptr);
      break;
    }
    default:
      may_raise();
      break;
  }
}

}  // namespace djaz::python::eval
