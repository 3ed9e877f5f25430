// Evaluation of expressions: the dispatcher, where values are from, and the forms that choose.

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr int kDeepest = 250;
constexpr std::size_t kMostUsed = 8;

bool is_written(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::none:
    case ExpressionKind::true_literal:
    case ExpressionKind::false_literal:
    case ExpressionKind::ellipsis:
    case ExpressionKind::integer:
    case ExpressionKind::real:
    case ExpressionKind::string:
    case ExpressionKind::bytes:
    case ExpressionKind::list:
    case ExpressionKind::tuple:
    case ExpressionKind::set:
    case ExpressionKind::dict:
    case ExpressionKind::lambda:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool Evaluator::too_deep() const {
  const char* here_now = static_cast<const char*>(__builtin_frame_address(0));
  return depth_ > kDeepest * (1 + calls_) ||
         static_cast<std::size_t>(stack_base_ - here_now) > stack_limit_;
}

Value Evaluator::evaluate(const Expression* expression) {
  if (dead_ || exhausted_) return nothing_;
  if (too_deep()) {
    may_raise();
    remark(expression->span, "nested too deeply to follow");
    lose_effects(effects_of(expression, {}, expression), Reason::budget, "nested too deeply");
    return over_budget("nested too deeply to follow");
  }
  ++depth_;
  const Span before = here;
  here = expression->span;
  step();
  const Value value = evaluate_kind(*expression);
  here = before;
  --depth_;
  return value;
}

Value Evaluator::evaluate_kind(const Expression& e) {
  switch (e.kind) {
    case ExpressionKind::name:
      return load(as<Name>(e).id, e.span);
    case ExpressionKind::none:
    case ExpressionKind::true_literal:
    case ExpressionKind::false_literal:
    case ExpressionKind::ellipsis:
    case ExpressionKind::integer:
    case ExpressionKind::real:
    case ExpressionKind::imaginary:
    case ExpressionKind::string:
    case ExpressionKind::bytes:
      return literal(e);
    case ExpressionKind::formatted:
      return formatted(as<Formatted>(e));
    case ExpressionKind::list:
    case ExpressionKind::tuple:
    case ExpressionKind::set:
      return display(as<Sequence>(e));
    case ExpressionKind::dict:
      return dict_display(as<Dict>(e));
    case ExpressionKind::unary:
      return unary(as<Unary>(e));
    case ExpressionKind::binary:
      return binary_chain(as<Binary>(e));
    case ExpressionKind::boolean:
      return boolean_chain(as<Boolean>(e));
    case ExpressionKind::comparison:
      return comparison(as<Comparison>(e));
    case ExpressionKind::conditional:
      return conditional(as<Conditional>(e));
    case ExpressionKind::call:
      return call_expression(as<Call>(e));
    case ExpressionKind::attribute: {
      const auto& written = as<Attribute>(e);
      const Value object = evaluate(written.object);
      if (dead_ || exhausted_) return nothing_;
      return each(object, [&](Value one) { return attribute(one, written.name, e.span); });
    }
    case ExpressionKind::subscript:
      return subscript_expression(as<Subscript>(e));
    case ExpressionKind::comprehension:
      return comprehension(as<Comprehension>(e));
    case ExpressionKind::lambda: {
      const auto& lambda = as<Lambda>(e);
      Closure closure;
      closure.name = "<lambda>";
      closure.parameters = lambda.parameters;
      closure.fallbacks = parameter_fallbacks(lambda.parameters);
      closure.expression = lambda.body;
      closure.scope = scope;
      closure.effects = &effects_of(&e, {}, lambda.body);
      return closure_value(closure, e.span);
    }
    case ExpressionKind::named: {
      const auto& named = as<Named>(e);
      const Value value = settled(named.value);
      if (dead_ || exhausted_) return nothing_;
      store(named.target->id, value);
      return value;
    }
    case ExpressionKind::await_yield:
    case ExpressionKind::unsupported:
      may_raise();
      remark(e.span, "an expression that is not modelled");
      lose_effects(effects_of(&e, {}, &e), Reason::unsupported, "not modelled");
      return unknown(Reason::unsupported, "an expression that is not modelled");
    case ExpressionKind::slice:
    case ExpressionKind::starred:
      break;
  }
  may_raise();
  return unknown(Reason::unsupported, "an expression that is not modelled");
}

Value Evaluator::settled(const Expression* expression, bool keep_iterators) {
  const std::size_t mark = used_.size();
  const Value value = evaluate(expression);
  if (dead_ || exhausted_) return nothing_;
  return settle(value, expression, mark, keep_iterators);
}

Value Evaluator::settle(Value value, const Expression* expression, std::size_t mark,
                        bool keep_iterators) {
  switch (value->type) {
    case Type::iterator:
      if (keep_iterators) return value;
      value = unknown(Reason::unsupported, "an iterator");
      break;
    case Type::function:
    case Type::klass:
    case Type::instance:
    case Type::module:
    case Type::external:
    case Type::method:
      return value;
    default:
      break;
  }
  if (is_written(expression->kind)) {
    if (value->span.valid()) return value;
    return values.at(value, expression->span);
  }
  std::vector<Used> inputs;
  for (std::size_t i = mark; i < used_.size() && inputs.size() < kMostUsed; ++i) {
    bool known = false;
    for (const Used& other : inputs) known = known || other.symbol == used_[i].symbol;
    if (!known) inputs.push_back(used_[i]);
  }
  std::string_view words = value->cause != nullptr ? value->cause->text : std::string_view();
  for (const Used& one : inputs)
    if (words.empty() && one.value != nullptr && one.value->cause != nullptr)
      words = one.value->cause->text;
  if (words.empty() && !inputs.empty()) {
    std::string text = "computed from ";
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (i > 0) text += i + 1 == inputs.size() ? " and " : ", ";
      text += "`" + std::string(inputs[i].symbol) + "`";
    }
    words = keep(text);
  }
  Data* data = values.copy(value);
  data->span = expression->span;
  if (inputs.empty() && value->cause != nullptr) return data;
  Cause cause{words, scratch.list(inputs)};
  data->cause = scratch.make<Cause>(cause);
  return data;
}

Value Evaluator::boolean_chain(const Boolean& e) {
  const bool stops_at = e.op == Operator::logical_or;
  Chain chain(*this);
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    const Value value = evaluate(e.operands[i]);
    if (dead_) return chain.finish(nullptr);
    if (exhausted_ || i + 1 == e.operands.size()) return chain.finish(value);
    const Split decision = split(value, e.operands[i]);
    if (decision.truth == truth_of(stops_at)) return chain.finish(value);
    if (decision.truth != Truth::unknown) continue;
    chain.side(stops_at ? decision.yes : decision.no,
               [&] { return refine(narrow(value) == nullptr ? value : narrow(value), stops_at); });
    if (!chain.rest(stops_at ? decision.no : decision.yes)) return chain.finish(nullptr);
  }
  return chain.finish(nothing_);
}

Value Evaluator::conditional(const Conditional& first) {
  Chain chain(*this);
  const Conditional* e = &first;
  while (true) {
    const Value test = evaluate(e->test);
    if (dead_ || exhausted_) return chain.finish(dead_ ? nullptr : nothing_);
    const Split decision = split(test, e->test);
    if (decision.truth == Truth::yes) {
      const Value last = evaluate(e->then);
      return chain.finish(dead_ ? nullptr : last);
    }
    if (decision.truth == Truth::unknown) {
      chain.side(decision.yes, [&] { return evaluate(e->then); });
      if (!chain.rest(decision.no)) return chain.finish(nullptr);
    }
    if (e->otherwise->kind == ExpressionKind::conditional) {
      e = &as<Conditional>(*e->otherwise);
      continue;
    }
    const Value last = evaluate(e->otherwise);
    return chain.finish(dead_ ? nullptr : last);
  }
}

}  // namespace djaz::python::eval
