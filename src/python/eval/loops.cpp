// Loops: known collections are unrolled; what cannot be unrolled leaves everything that its body
// may change unknown.
#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

const Effects& Evaluator::effects_of(const void* key, Block block, const Expression* expression) {
  auto& known = effects_[key];
  if (known == nullptr) known = std::make_unique<Effects>(eval::effects_of(block, expression));
  return *known;
}

namespace {

constexpr std::size_t kMostTurns = 256;

// The builtins that write names which stand nowhere.
bool writes_names(const Effects& effects) {
  if (effects.modules) return true;
  for (std::string_view name : {"globals", "locals", "vars", "exec", "execfile", "eval"})
    if (effects.used.contains(name) && !effects.bound.contains(name)) return true;
  return false;
}

bool may_be(Value value, std::string_view external) {
  if (value->is(Type::external)) return value->text == external;
  if (value->is(Type::unknown))
    for (const Alternative& one : value->unknown->alternatives)
      if (one.value != nullptr && may_be(one.value, external)) return true;
  return false;
}

}  // namespace

void Evaluator::lose_effects(const Effects& effects, Reason reason, std::string_view detail) {
  if (losing_ > 100) {
    lose_everything(detail);
    return;
  }
  const Loss loss(*this);
  ++losing_;
  const bool was_dead = dead_;
  dead_ = false;
  // What the name may be worth here: another path's list is not touched on this one.
  auto each_used = [&](std::string_view name, const std::function<void(Value)>& act) {
    for (Scope* at = scope; at != nullptr; at = at->parent) {
      if (at->outer.contains(name) && at->parent != nullptr) continue;
      const Value found = lookup(name_key(at->id, intern(name)));
      if (found == nullptr) continue;
      // Loops and functions look at `__name__` for their loggers.
      if (const Value value = narrow(found);
          value != nullptr && !(value->is(Type::string) && value->self != nullptr))
        act(value);
      break;
    }
  };
  for (const auto& [name, adding] : effects.used) {
    each_used(name, [&, grows = adding](Value value) {
      if (grows && value->is(Type::list) && state.object(value->object).lost == nullptr) {
        for (Items& way : state.change(value->object).ways) way.open = true;
      } else {
        lose(value, reason, detail);
      }
    });
  }
  bool includes = false;
  for (const auto& [name, adding] : effects.used)
    each_used(name, [&](Value value) {
      includes = includes || may_be(value, "split_settings.tools.include");
    });
  for (std::string_view name : effects.iterated) {
    each_used(name, [&](Value value) {
      if (!value->is(Type::list) || state.object(value->object).lost != nullptr) {
        lose(value, reason, detail);
        return;
      }
      const ObjectPtr list = state.shared(value->object);
      for (const Items& way : list->ways)
        for (Value item : way.items) lose(item, reason, detail);
    });
  }
  for (const auto& [holder, name] : effects.variables) {
    bool environment = holder.empty();
    each_used(holder, [&, any = name.empty()](Value value) {
      environment = may_be(value, "os.environ") || may_be(value, kEnvironmentCopy) ||
                    (any && may_be(value, "os"));
    });
    if (environment) lose_variable(name);
  }
  auto forget_in = [&](const Scope& target, std::string_view name) {
    const NameKey key = name_key(target.id, intern(name));
    const Value before = lookup(key);
    // A list that only grows stays the same object.
    auto use = effects.used.find(name);
    if (before != nullptr && before->is(Type::list) && use != effects.used.end() && use->second)
      return;
    const Value rewritten = unknown(reason, keep(detail));
    // A name that was not there may still not be.
    state.set(key, before == nullptr ? join_values({{{}, nullptr}, {{}, rewritten}}) : rewritten);
  };
  auto forget = [&](std::string_view name) { forget_in(scope_for_store(name), name); };
  for (std::string_view name : effects.bound_order)
    if (effects.bound.empty() || effects.bound.contains(name)) forget(name);
  for (std::string_view name : effects.outer) forget(name);
  // A function that the block defines may be called by it.
  for (std::string_view name : effects.rebound) {
    forget(name);
    forget_in(module_scope(), name);
  }
  for (std::string_view prefix : effects.written_prefixes)
    lose_names(module_scope(), prefix, detail);
  if (includes || effects.star_import || writes_names(effects)) lose_everything(detail);
  dead_ = was_dead;
  --losing_;
}

// The function may be called any number of times.
void Evaluator::lose_closure(const Closure& closure, Reason reason, std::string_view detail) {
  const Loss loss(*this);
  if (closure.effects == nullptr || !lost_closures_.insert(&closure).second) return;
  Scope* before = scope;
  scope = closure.scope;
  Effects outward;
  outward.used = closure.effects->used;
  outward.iterated = closure.effects->iterated;
  outward.variables = closure.effects->variables;
  outward.star_import = false;
  outward.written_prefixes = closure.effects->written_prefixes;
  // Locals are made anew by each call.
  for (std::string_view name : closure.effects->bound) {
    outward.used.erase(name);
    outward.iterated.erase(name);
    std::erase_if(outward.variables, [&](const auto& one) { return one.first == name; });
  }
  outward.modules = closure.effects->modules;
  // A method's or an inner function's `global` is the module's name, not the class's.
  for (std::string_view name : closure.effects->outer) {
    outward.bound_order.push_back(name);
    if (!closure.effects->enclosing.contains(name)) outward.rebound.insert(name);
  }
  for (std::string_view name : closure.effects->rebound) outward.bound_order.push_back(name);
  lose_effects(outward, reason, detail);
  scope = before;
}

void Evaluator::lose_everything(Scope& module, std::string_view detail) {
  module.dynamic = true;
  lose_names(module, {}, detail);
}

void Evaluator::lose_names(Scope& module, std::string_view prefix, std::string_view detail) {
  module.open = true;
  std::unordered_set<NameKey> seen;
  std::vector<std::pair<NameKey, Value>> all;
  state.each_key(module.id, [&](NameKey key) {
    if (seen.insert(key).second) all.emplace_back(key, lookup(key));
  });
  for (const auto& [key, value] : all) {
    if (value == nullptr || value->is(Type::external) || value->is(Type::module) ||
        value->is(Type::function) || value->is(Type::klass))
      continue;
    const std::string_view name = names_[static_cast<std::uint32_t>(key)];
    if (name.starts_with("__") || !name.starts_with(prefix)) continue;
    const Value rewritten = unknown(Reason::dynamic, keep(detail));
    Value joined = join_values({{{}, value}, {{}, rewritten}});
    if (joined->is(Type::unknown)) {
      Info info = *joined->unknown;
      info.reason = Reason::dynamic;
      info.detail = keep(detail);
      Data* data = values.copy(joined);
      data->unknown = scratch.make<Info>(info);
      joined = data;
    }
    state.set(key, joined);
  }
}

bool has_return(Block block, int depth) {
  if (depth > 100) return true;
  for (const Statement* s : block) {
    switch (s->kind) {
      case StatementKind::return_value:
        return true;
      case StatementKind::if_chain:
        for (const IfClause& clause : as<If>(*s).clauses)
          if (has_return(clause.body, depth + 1)) return true;
        break;
      case StatementKind::for_loop:
        if (has_return(as<For>(*s).body, depth + 1) || has_return(as<For>(*s).otherwise, depth + 1))
          return true;
        break;
      case StatementKind::while_loop:
        if (has_return(as<While>(*s).body, depth + 1) ||
            has_return(as<While>(*s).otherwise, depth + 1))
          return true;
        break;
      case StatementKind::with_block:
        if (has_return(as<With>(*s).body, depth + 1)) return true;
        break;
      case StatementKind::try_block: {
        const auto& t = as<Try>(*s);
        if (has_return(t.body, depth + 1) || has_return(t.otherwise, depth + 1) ||
            has_return(t.finally, depth + 1))
          return true;
        for (const ExceptClause& handler : t.handlers)
          if (has_return(handler.body, depth + 1)) return true;
        break;
      }
      case StatementKind::match_block:
        for (const MatchCase& one : as<Match>(*s).cases)
          if (has_return(one.body, depth + 1)) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

// The statement may run any number of times, wholly or in part.
void Evaluator::give_up(const Statement& s, Reason reason, std::string_view detail) {
  const Statement* one = &s;
  const Block alone(&one, 1);
  may_raise();
  lose_effects(effects_of(one, alone, nullptr), reason, detail);
  may_raise();
  if (calls_ > 0 && has_return(alone)) {
    leave(Leave::give_back, {}, unknown(reason, detail));
    dead_ = false;
  }
}

// Runs the body on a layer of its own for as long as there is a next turn; false when it had to be
// given up, and then nothing is changed.
bool Evaluator::run_turns(Block body, Block otherwise, const std::function<Truth()>& next,
                          const std::function<bool()>& still_good) {
  Repetition repetition(*this);
  const auto first_scope = static_cast<std::uint32_t>(scopes_.size());
  const std::size_t mark = conditions.mark();
  const std::size_t depth = state.depth();
  state.push();
  std::vector<Outcome> ends;
  bool complete = true;
  while (step(2)) {
    catchers_.emplace_back();
    catchers_.back().kind = Catcher::Kind::loop;
    catchers_.back().depth = depth;
    catchers_.back().mark = mark;
    const Truth turn = next();
    if (turn == Truth::yes && !dead_) run_block(body);
    Catcher caught = std::move(catchers_.back());
    catchers_.pop_back();
    complete = turn != Truth::unknown && !caught.overflow;
    if (exhausted_ || !complete || turn == Truth::no) break;
    std::vector<Outcome> goes_on;
    for (Exit& exit : caught.exits)
      (exit.how == Leave::next ? goes_on : ends).push_back(std::move(exit.outcome));
    if (!goes_on.empty()) {
      if (!dead_) goes_on.push_back(outcome_since(depth, mark, nothing_));
      dead_ = false;
      state.pop();
      conditions.rewind(mark);
      state.push();
      merge(std::move(goes_on), first_scope);
    }
    if (dead_) break;
    complete = still_good();
    if (!complete) break;
  }
  const bool gave_up = exhausted_ || !complete;
  if (!gave_up && !dead_) run_block(otherwise);
  if (!gave_up && !exhausted_ && !dead_) ends.push_back(outcome_since(depth, mark, nothing_));
  dead_ = false;
  state.pop();
  conditions.rewind(mark);
  if (exhausted_ && !repetition.outermost) return true;
  if (gave_up || exhausted_) {
    repetition.end();
    return false;
  }
  if (ends.empty()) {
    dead_ = true;
  } else {
    merge(std::move(ends), first_scope);
  }
  return true;
}

bool Evaluator::unroll(const For& s, Value iterable, const std::vector<Value>& items) {
  const Watched watched(*this, iterable);
  std::size_t place = 0;
  const auto next = [&] {
    if (place == items.size()) return Truth::no;
    assign(s.target, items[place++], s.target->span);
    return Truth::yes;
  };
  return run_turns(s.body, s.otherwise, next, [&] { return watched.unchanged_after(place - 1); });
}

void Evaluator::for_loop(const For& s) {
  const Value iterable = evaluate(s.iterable);
  if (dead_ || exhausted_) return;
  each(iterable, [&](Value one) {
    if (one->is(Type::none) || one->is_number()) return raised("TypeError");
    if (one->is(Type::range) && truth(one) == Truth::yes && !view(one).known) {
      give_up(s, Reason::budget, "a loop over too many items");
      return nothing_;
    }
    return with_items(one, [&](const View& all) -> Value {
      if (exhausted_) return nothing_;
      const bool outside = one->is(Type::unknown) && one->unknown->reason == Reason::unresolved &&
                           one->unknown->detail.ends_with(" is not in the project");
      if (outside) {
        // What the loop makes comes from there.
        give_up(s, one->unknown->reason, one->unknown->detail);
      } else if (!all.known || all.open || !all.ordered || s.is_async) {
        give_up(s, Reason::unsupported, "a loop over items that are not known");
      } else if (!unroll(s, one, all.items)) {
        remark(s.span, "the loop takes too many steps to follow");
        give_up(s, Reason::budget, "the loop takes too many steps to follow");
      }
      return nothing_;
    });
  });
}

void Evaluator::while_loop(const While& s) {
  std::size_t turns = 0;
  const auto next = [&] {
    if (++turns > kMostTurns) return Truth::unknown;
    const Value test = evaluate(s.test);
    return dead_ || exhausted_ ? Truth::no : truth(test);
  };
  if (!run_turns(s.body, s.otherwise, next, [] { return true; }))
    give_up(s, Reason::budget, "a loop that is not followed");
}

}  // namespace djaz::python::eval
