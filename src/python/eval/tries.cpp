// try, with and match: paths that leave in the middle and are caught.
#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

namespace {
constexpr std::size_t kMostFollowed = 4;
}  // namespace

bool Evaluator::inside_try() const {
  for (const Catcher& catcher : catchers_)
    if (catcher.kind == Catcher::Kind::tries) return true;
  return false;
}

bool Evaluator::tried_in_module() const {
  for (std::size_t i = module_catchers_; i < catchers_.size(); ++i)
    if (catchers_[i].kind == Catcher::Kind::tries) return true;
  return false;
}

Truth Evaluator::handles(const ExceptClause& handler, std::string_view raised) {
  if (handler.type == nullptr) return Truth::yes;
  Truth any = Truth::no;
  std::vector<const Expression*> types{handler.type};
  if (handler.type->kind == ExpressionKind::tuple) {
    const auto& written = as<Sequence>(*handler.type).elements;
    types.assign(written.begin(), written.end());
  }
  for (const Expression* type : types) {
    if (type->kind != ExpressionKind::name || !is_exception_name(as<Name>(*type).id)) {
      any = either(any, Truth::unknown);
    } else {
      any = either(any, exception_is(raised, as<Name>(*type).id));
    }
  }
  return any;
}

// An exit that is not caught here goes on to the next that may catch it.
void Evaluator::pass_on(const Exit& exit, std::size_t mark) {
  state.push();
  state.apply(exit.outcome.changes);
  bool feasible = true;
  for (Literal literal : exit.outcome.literals)
    feasible = feasible && conditions.assume({std::span<const Literal>(&literal, 1), {}});
  if (feasible) leave(exit.how, exit.exception, nullptr);
  dead_ = false;
  state.pop();
  conditions.rewind(mark);
}

void Evaluator::try_except(const Try& s) {
  const auto first_scope = static_cast<std::uint32_t>(scopes_.size());
  const std::size_t mark = conditions.mark();
  const std::size_t depth = state.depth();
  ++forks_;
  state.push();
  catchers_.emplace_back();
  catchers_.back().depth = depth;
  catchers_.back().mark = mark;
  run_block(s.body);
  Catcher caught = std::move(catchers_.back());
  catchers_.pop_back();
  std::vector<Outcome> ends;
  if (!dead_) run_block(s.otherwise);
  if (!dead_) ends.push_back(outcome_since(depth, mark, nothing_));
  dead_ = false;
  state.pop();
  conditions.rewind(mark);
  if (exhausted_) {
    --forks_;
    return;
  }
  if (caught.overflow) {
    state.push();
    lose_effects(effects_of(&s, s.body, nullptr), Reason::budget, "too many ways to leave a try");
    caught.exits.push_back({Leave::raise, {}, outcome_since(depth, mark, nothing_)});
    state.pop();
  }
  std::vector<Exit> left = std::move(caught.exits);
  for (const ExceptClause& handler : s.handlers) {
    std::vector<Outcome> starts;
    std::vector<Exit> passed;
    for (Exit& exit : left) {
      const Truth match = handles(handler, exit.exception);
      if (match != Truth::no) starts.push_back(exit.outcome);
      if (match != Truth::yes) passed.push_back(std::move(exit));
    }
    left = std::move(passed);
    if (starts.empty()) continue;
    for (Outcome& start : starts) start.value = nothing_;
    state.push();
    merge(std::move(starts), first_scope);
    if (!handler.name.empty()) store(handler.name, unknown(Reason::unsupported, "an exception"));
    run_block(handler.body);
    if (!dead_ && !exhausted_) {
      if (!handler.name.empty())
        state.set(name_key(scope_for_store(handler.name).id, intern(handler.name)), nullptr);
      ends.push_back(outcome_since(depth, mark, nothing_));
    }
    dead_ = false;
    state.pop();
    conditions.rewind(mark);
  }
  for (const Exit& exit : left) pass_on(exit, mark);
  --forks_;
  if (ends.empty()) {
    dead_ = true;
  } else {
    merge(std::move(ends), first_scope);
  }
}

void Evaluator::try_block(const Try& s) {
  if (s.finally.empty()) {
    try_except(s);
    return;
  }
  const std::size_t mark = conditions.mark();
  const std::size_t depth = state.depth();
  catchers_.emplace_back();
  catchers_.back().all = true;
  catchers_.back().depth = depth;
  catchers_.back().mark = mark;
  state.push();
  try_except(s);
  Catcher caught = std::move(catchers_.back());
  catchers_.pop_back();
  const bool alive = !dead_;
  dead_ = false;
  const Changes changes = state.pop();
  const std::vector<Literal> literals = conditions.since(mark);
  conditions.rewind(mark);
  if (exhausted_) return;
  // Paths that only pass through. Where they are many, what `finally` does is not followed.
  const Effects& effects = effects_of(&s.finally, s.finally, nullptr);
  const bool few = caught.exits.size() <= kMostFollowed;
  for (const Exit& exit : caught.exits) {
    state.push();
    state.apply(exit.outcome.changes);
    bool feasible = true;
    for (Literal literal : exit.outcome.literals)
      feasible = feasible && conditions.assume({std::span<const Literal>(&literal, 1), {}});
    if (feasible) {
      if (few) {
        run_block(s.finally);
        if (!dead_ && !exhausted_) leave(exit.how, exit.exception, exit.outcome.value);
      } else {
        lose_effects(effects, Reason::unsupported, "changed while a path leaves");
        // A return there takes the place of the way that was left by.
        if (calls_ > 0 && has_return(s.finally)) {
          leave(Leave::give_back, {},
                unknown(Reason::unsupported, "returned while another path leaves"));
          dead_ = false;
        }
        const bool gives = exit.how == Leave::give_back && has_return(s.finally);
        if (!gives) leave(exit.how, exit.exception, exit.outcome.value);
      }
    }
    dead_ = false;
    state.pop();
    conditions.rewind(mark);
  }
  if (!alive) {
    dead_ = true;
    return;
  }
  state.apply(changes);
  for (Literal literal : literals) conditions.assume({std::span<const Literal>(&literal, 1), {}});
  run_block(s.finally);
}

// `with suppress(A, B):` is a try whose handler for them does nothing; no type where it is not
// that.
ExceptClause Evaluator::suppressed_by(const With& s) {
  ExceptClause none{};
  if (s.items.size() != 1 || s.items[0].context->kind != ExpressionKind::call) return none;
  const auto& call = as<Call>(*s.items[0].context);
  if (call.callee->kind != ExpressionKind::name && call.callee->kind != ExpressionKind::attribute)
    return none;
  const Value callee = evaluate(call.callee);
  if (dead_ || exhausted_ || !callee->is(Type::external) || callee->text != "contextlib.suppress")
    return none;
  std::vector<const Expression*> types;
  for (const Argument& argument : call.arguments) {
    if (argument.spread != Argument::Spread::none || !argument.keyword.empty()) return none;
    types.push_back(argument.value);
  }
  ExceptClause handler{};
  handler.type = scratch.make<Sequence>(Expression{ExpressionKind::tuple, call.span},
                                        Expressions(scratch.list(types)));
  return handler;
}

void Evaluator::with_block(const With& s) {
  bool swallows = false;
  // What an object of the project does before and after the block is not followed.
  std::vector<Value> own;
  const auto lose_own = [&] {
    for (Value one : own) {
      lose(one, Reason::call, "used as a context manager");
      for (const std::string_view method : {"__enter__", "__exit__"}) {
        bool unclear = false;
        const Value found =
            one->is(Type::instance) ? instance_attribute(one, method, unclear) : nullptr;
        if (found != nullptr) lose(found, Reason::call, "called by `with`");
      }
    }
  };
  const ExceptClause suppressed = suppressed_by(s);
  for (const WithItem& item : s.items) {
    const Value context = evaluate(item.context);
    if (dead_ || exhausted_) return;
    may_raise();
    const bool file = context->is(Type::unknown) && context->text == "file";
    const bool lock = context->is(Type::unknown) && context->text == "lock";
    swallows = swallows || !(file || lock);
    if (!file && !lock) own.push_back(context);
    // Of an object of which nothing is known, its class.
    if (!file && !lock && item.context->kind == ExpressionKind::call &&
        as<Call>(*item.context).callee->kind == ExpressionKind::name)
      own.push_back(evaluate(as<Call>(*item.context).callee));
    lose_own();
    if (item.target != nullptr)
      assign(item.target, file ? context : unknown(Reason::call, "what `with` gives"), s.span);
  }
  if (!swallows) {
    run_block(s.body);
    return;
  }
  // A context manager may swallow what is raised inside.
  const auto first_scope = static_cast<std::uint32_t>(scopes_.size());
  const std::size_t mark = conditions.mark();
  const std::size_t depth = state.depth();
  state.push();
  catchers_.emplace_back();
  catchers_.back().depth = depth;
  catchers_.back().mark = mark;
  ++forks_;
  run_block(s.body);
  --forks_;
  Catcher caught = std::move(catchers_.back());
  catchers_.pop_back();
  std::vector<Outcome> ends;
  if (!dead_) ends.push_back(outcome_since(depth, mark, nothing_));
  dead_ = false;
  state.pop();
  conditions.rewind(mark);
  if (exhausted_) return;
  if (suppressed.type == nullptr) may_raise();
  for (Exit& exit : caught.exits) {
    const Truth here_caught =
        suppressed.type == nullptr ? Truth::yes : handles(suppressed, exit.exception);
    if (here_caught != Truth::yes) pass_on(exit, mark);
    exit.outcome.value = nothing_;
    if (here_caught != Truth::no) ends.push_back(std::move(exit.outcome));
  }
  if (ends.empty()) {
    dead_ = true;
  } else {
    merge(std::move(ends), first_scope);
  }
  if (caught.overflow)
    lose_effects(effects_of(&s.body, s.body, nullptr), Reason::budget, "too many ways to leave");
  if (!dead_) lose_own();
}

// Whether the subject is one of the values of a plain pattern.
Value Evaluator::matches(Value subject, std::span<const Expression* const> values_left) {
  const Expression* value = values_left.front();
  const bool singleton = value->kind == ExpressionKind::none ||
                         value->kind == ExpressionKind::true_literal ||
                         value->kind == ExpressionKind::false_literal;
  const Value outcome =
      compare(singleton ? Operator::is : Operator::equal, subject, evaluate(value));
  if (dead_ || exhausted_) return nothing_;
  if (values_left.size() == 1) return outcome;
  return choose(
      outcome, nullptr, [&] { return values.boolean(true); },
      [&] { return matches(subject, values_left.subspan(1)); });
}

void Evaluator::match_block(const Match& s) {
  const Value subject = evaluate(s.subject);
  if (dead_ || exhausted_) return;
  may_raise();
  Chain chain(*this);
  for (const MatchCase& one : s.cases) {
    const bool plain = one.plain && one.values.size() <= 50;
    auto run = [&]() -> Value {
      for (const Expression* capture : one.captures) assign(capture, subject, s.span);
      run_block(one.body);
      return nothing_;
    };
    if (plain && one.anything) return chain.otherwise(run);
    if (plain) {
      const Value outcome = matches(subject, one.values);
      if (dead_ || exhausted_) break;
      if (!chain.clause(split(outcome, nullptr), run)) return;
      continue;
    }
    const Literal fact = conditions.fact({}, "a case matches", "a case does not match");
    // What is captured may be the subject or a part of it, and may be changed next.
    if (!one.captures.empty()) lose(subject, Reason::unsupported, "captured by a pattern");
    for (const Expression* capture : one.captures)
      assign(capture, unknown(Reason::unsupported, "captured by a pattern"), s.span);
    chain.side(conditions.one(fact), [&]() -> Value {
      run_block(one.body);
      return nothing_;
    });
    chain.rest(conditions.one(opposite(fact)));
  }
  chain.finish(dead_ ? nullptr : nothing_);
}

}  // namespace djaz::python::eval
