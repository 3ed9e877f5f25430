// Statements, one after another: each kind to what knows it, and the smallest kinds themselves.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

void Evaluator::run_block(Block block) {
  for (const Statement* one : block) {
    if (dead_ || exhausted_ || ended_) return;
    statement(*one);
  }
}

// The module's own level: a statement that certainly raises ends the module in CPython. It is
// noted, and the rest is read all the same, without what the statement would have bound.
void Evaluator::run_top(Block block, ModuleRun& run) {
  for (const Statement* one : block) {
    if (ended_) return;
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
      lose_statement(*one, Reason::unresolved, "the statement that sets it raises");
      dead_ = false;
    }
    used_.resize(std::min(used_mark, used_.size()));
  }
}

// What the statement would have done is not known.
void Evaluator::lose_statement(const Statement& s, Reason reason, std::string_view detail) {
  const Statement* one = &s;
  lose_effects(effects_of(one, Block(&one, 1), nullptr), reason, detail);
}

// An iterator that nobody asks calls nothing: `map(f, items)` as a statement of its own.
bool Evaluator::leaves_lazy(const Expression* e) {
  if (e->kind != ExpressionKind::call) return false;
  const Call& call = as<Call>(*e);
  if (call.callee->kind != ExpressionKind::name || too_deep()) return false;
  const std::string_view name = as<Name>(*call.callee).id;
  if (name != "map" && name != "filter") return false;
  const Value callee = evaluate(call.callee);
  if (dead_ || exhausted_ || !callee->is(Type::external) || callee->text != name) return false;
  for (const Argument& argument : call.arguments) {
    if (!leaves_lazy(argument.value)) evaluate(argument.value);
    if (dead_ || exhausted_) return true;
  }
  may_raise();
  return true;
}

void Evaluator::statement(const Statement& s) {
  if (too_deep()) {
    remark(s.span, "nested too deeply to follow");
    may_raise();
    lose_statement(s, Reason::budget, "nested too deeply");
    return;
  }
  step();
  here = s.span;
  switch (s.kind) {
    case StatementKind::expression:
      if (!leaves_lazy(as<ExpressionStatement>(s).value))
        evaluate(as<ExpressionStatement>(s).value);
      break;
    case StatementKind::assign:
      assignment(as<Assign>(s));
      break;
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
      for (std::string_view name : as<Names>(s).names) scope->outer.insert(name);
      break;
    case StatementKind::nonlocal_names:
    case StatementKind::type_alias:
    case StatementKind::pass:
      break;
    case StatementKind::unsupported:
      may_raise();
      remark(s.span, "a statement that is not modelled");
      lose_statement(s, Reason::unsupported, "not modelled");
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
    if (clause.test == nullptr) return chain.otherwise(run);
    const Value test = evaluate(clause.test);
    if (dead_ || exhausted_) break;
    if (!chain.clause(split(test, clause.test), run)) return;
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
