// Statements, one after another: assignment in all its forms, and the smaller ones.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

void Evaluator::run_block(Block block) {
  for (const Statement* one : block) {
    if (dead_ || exhausted_) return;
    statement(*one);
  }
}

// The module's own level: a statement that certainly raises ends the module in CPython. It is
// noted, and the rest is read all the same, without what the statement would have bound.
void Evaluator::run_top(Block block, ModuleRun& run) {
  for (const Statement* one : block) {
    const std::size_t used_mark = calls_ == 0 && loading_.size() <= 1 ? 0 : used_.size();
    Changes before_changes;
    state.push();
    const std::size_t mark = conditions.mark();
    statement(*one);
    const bool failed = dead_;
    dead_ = false;
    Changes changes = state.pop();
    if (!failed) {
      state.apply(changes);
    } else {
      conditions.rewind(mark);
      run.raises = true;
      remark(one->span, "this statement raises, so the module cannot be imported");
      const Block alone(&one, 1);
      lose_effects(effects_of(one, alone, nullptr), Reason::unresolved,
                   "the statement that sets it raises");
      dead_ = false;
    }
    used_.resize(std::min(used_mark, used_.size()));
  }
}

void Evaluator::statement(const Statement& s) {
  if (too_deep()) {
    remark(s.span, "nested too deeply to follow");
    const Statement* one = &s;
    may_raise();
    lose_effects(effects_of(one, Block(&one, 1), nullptr), Reason::budget, "nested too deeply");
    return;
  }
  step();
  here = s.span;
  switch (s.kind) {
    case StatementKind::expression:
      evaluate(as<ExpressionStatement>(s).value);
      break;
    case StatementKind::assign: {
      const auto& written = as<Assign>(s);
      if (written.value == nullptr) break;
      const bool unpacks =
          written.targets.size() == 1 && (written.targets[0]->kind == ExpressionKind::tuple ||
                                          written.targets[0]->kind == ExpressionKind::list);
      const Value value = settled(written.value, unpacks);
      for (const Expression* target : written.targets) {
        if (dead_ || exhausted_) break;
        assign(target, value, s.span);
      }
      break;
    }
    case StatementKind::augmented:
      augmented(as<Augmented>(s));
      break;
    case StatementKind::remove:
      for (const Expression* target : as<Remove>(s).targets)
        if (!dead_ && !exhausted_) remove(target);
      break;
    case StatementKind::import:
      import(as<Import>(s));
      break;
    case StatementKind::import_from:
      import_from(as<ImportFrom>(s));
      break;
    case StatementKind::if_chain:
      if_chain(as<If>(s));
      break;
    case StatementKind::for_loop:
      for_loop(as<For>(s));
      break;
    case StatementKind::while_loop:
      while_loop(as<While>(s));
      break;
    case StatementKind::try_block:
      try_block(as<Try>(s));
      break;
    case StatementKind::with_block:
      with_block(as<With>(s));
      break;
    case StatementKind::match_block:
      match_block(as<Match>(s));
      break;
    case StatementKind::function:
      define_function(as<Function>(s));
      break;
    case StatementKind::class_definition:
      define_class(as<Class>(s));
      break;
    case StatementKind::return_value: {
      const Expression* value = as<Return>(s).value;
      const Value result = value == nullptr ? values.none() : settled(value);
      if (!dead_ && !exhausted_) leave(Leave::give_back, {}, result);
      break;
    }
    case StatementKind::raise:
      raise_statement(as<Raise>(s));
      break;
    case StatementKind::assertion:
      assertion(as<Assertion>(s));
      break;
    case StatementKind::break_loop:
      leave(Leave::stop, {}, nullptr);
      break;
    case StatementKind::continue_loop:
      leave(Leave::next, {}, nullptr);
      break;
    case StatementKind::global_names:
    case StatementKind::nonlocal_names:
      if (s.kind == StatementKind::global_names)
        for (std::string_view name : as<Names>(s).names) scope->outer.insert(name);
      break;
    case StatementKind::type_alias:
    case StatementKind::pass:
      break;
    case StatementKind::unsupported: {
      const Statement* one = &s;
      may_raise();
      remark(s.span, "a statement that is not modelled");
      lose_effects(effects_of(one, Block(&one, 1), nullptr), Reason::unsupported, "not modelled");
      break;
    }
  }
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
      if (owner.kind == Scope::Kind::module)
        name_spans_[name_key(owner.id, intern(name))] = target->span;
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
      const Value object = evaluate(place.object);
      if (dead_ || exhausted_) return;
      if (place.index->kind == ExpressionKind::slice) {
        may_raise();
        lose(object, Reason::unsupported, "a slice of it is written");
        return;
      }
      const Value index = evaluate(place.index);
      if (dead_ || exhausted_) return;
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
  const Value after = each(before, [&](Value v) -> Value {
    if (v->is(Type::list) && s.op == Operator::add) {
      extend_list(v, right);
      return v;
    }
    if (v->is(Type::dict) && s.op == Operator::bit_or) {
      call_method(v, "update", Arguments{{right}, {}, false, s.value->span});
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
  });
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
      const Value object = evaluate(place.object);
      if (dead_ || exhausted_) return;
      if (place.index->kind == ExpressionKind::slice) {
        may_raise();
        lose(object, Reason::unsupported, "a slice of it is removed");
        return;
      }
      const Value index = evaluate(place.index);
      if (dead_ || exhausted_) return;
      each(object, [&](Value one) -> Value {
        if (one->is(Type::external) && one->text == "os.environ") {
          required_variable(index, here);
          if (!dead_) remove_variable(index);
          return nothing_;
        }
        if (one->is(Type::dict) || one->is(Type::list))
          return call_method(one, "pop", Arguments{{index}, {}, false, place.span});
        may_raise();
        if (one->is(Type::external) && one->text == "globals()")
          lose_everything("names are removed through globals()");
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

void Evaluator::if_chain(const If& s) {
  Chain chain(*this);
  for (const IfClause& clause : s.clauses) {
    auto run = [this, &clause]() -> Value {
      run_block(clause.body);
      return nothing_;
    };
    if (clause.test == nullptr) {
      run();
      chain.finish(dead_ ? nullptr : nothing_);
      return;
    }
    const Value test = evaluate(clause.test);
    if (dead_ || exhausted_) break;
    const Split decision = split(test, clause.test);
    if (decision.truth == Truth::no) continue;
    if (decision.truth == Truth::yes) {
      run();
      chain.finish(dead_ ? nullptr : nothing_);
      return;
    }
    chain.side(decision.yes, run);
    if (!chain.rest(decision.no)) {
      chain.finish(nullptr);
      return;
    }
  }
  chain.finish(dead_ ? nullptr : nothing_);
}

void Evaluator::assertion(const Assertion& s) {
  const Value test = evaluate(s.test);
  if (dead_ || exhausted_) return;
  choose(
      test, s.test, [&] { return nothing_; }, [&] { return raised("AssertionError"); });
}

void Evaluator::raise_statement(const Raise& s) {
  std::string_view name;
  if (s.value != nullptr) {
    const Expression* type = s.value;
    evaluate(s.value);
    if (dead_ || exhausted_) return;
    if (type->kind == ExpressionKind::call) type = as<Call>(*type).callee;
    if (type->kind == ExpressionKind::name && is_exception_name(as<Name>(*type).id))
      name = as<Name>(*type).id;
  }
  raise(name);
}

}  // namespace djaz::python::eval
