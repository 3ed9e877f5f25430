// Evaluation of expressions: the dispatcher, literals, displays and the forms that choose.
#include <charconv>
#include <cstdlib>

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

namespace {

Value integer_literal(Evaluator& e, std::string_view text) {
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (base != 10) text.remove_prefix(2);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size())
    return e.over_budget("an integer beyond 64 bits", Kind::integer);
  return e.values.integer(value);
}

}  // namespace

Value Evaluator::literal(const Expression& e) {
  Value value = nullptr;
  switch (e.kind) {
    case ExpressionKind::none:
      value = values.none();
      break;
    case ExpressionKind::true_literal:
      value = values.boolean(true);
      break;
    case ExpressionKind::false_literal:
      value = values.boolean(false);
      break;
    case ExpressionKind::ellipsis:
      value = values.borrowed(Type::ellipsis, {});
      break;
    case ExpressionKind::integer:
      value = integer_literal(*this, as<djaz::python::Literal>(e).text);
      break;
    case ExpressionKind::real:
      value =
          values.real(std::strtod(std::string(as<djaz::python::Literal>(e).text).c_str(), nullptr));
      break;
    case ExpressionKind::string:
      value = values.borrowed(Type::string, as<djaz::python::Literal>(e).text);
      break;
    case ExpressionKind::bytes:
      value = values.borrowed(Type::bytes, as<djaz::python::Literal>(e).text);
      break;
    default:
      value = unknown(Reason::unsupported, "a complex number");
      break;
  }
  return values.at(value, e.span);
}

Value Evaluator::display(const Sequence& e) {
  std::vector<Value> items;
  bool open = false;
  // Spread collections that may be in several ways.
  std::vector<std::pair<std::size_t, Value>> spreads;
  for (const Expression* element : e.elements) {
    if (element->kind != ExpressionKind::starred) {
      items.push_back(settled(element));
      if (dead_ || exhausted_) return nothing_;
      continue;
    }
    const Value spread = evaluate(as<Starred>(*element).value);
    if (dead_ || exhausted_) return nothing_;
    const View one = view(spread);
    if (one.known) {
      items.insert(items.end(), one.items.begin(), one.items.end());
      open = open || one.open;
      step(one.items.size());
    } else {
      spreads.emplace_back(items.size(), spread);
    }
  }
  const Type type = e.kind == ExpressionKind::list    ? Type::list
                    : e.kind == ExpressionKind::tuple ? Type::tuple
                                                      : Type::set;
  if (spreads.size() == 1) {
    return with_items(spreads[0].second, [&](const View& one) -> Value {
      std::vector<Value> all(items.begin(),
                             items.begin() + static_cast<std::ptrdiff_t>(spreads[0].first));
      all.insert(all.end(), one.items.begin(), one.items.end());
      all.insert(all.end(), items.begin() + static_cast<std::ptrdiff_t>(spreads[0].first),
                 items.end());
      if (!one.known) may_raise();
      return make_list(type, std::move(all), open || one.open || !one.known);
    });
  }
  if (!spreads.empty()) {
    may_raise();
    open = true;
  }
  return make_list(type, std::move(items), open);
}

Value Evaluator::dict_display(const Dict& e) {
  auto object = std::make_shared<Object>();
  object->type = Type::dict;
  object->span = e.span;
  for (const DictItem& item : e.items) {
    if (item.key != nullptr) {
      const Value key = evaluate(item.key);
      const Value value = settled(item.value);
      if (dead_ || exhausted_) return nothing_;
      if (!dict_set(*object, key, value, item.key->span)) {
        may_raise("TypeError");
        for (DictEntry& entry : object->entries)
          entry.value = unknown(Reason::unsupported, "a key of the mapping is not known");
        object->open = true;
      }
      continue;
    }
    const Value spread = narrow(evaluate(item.value));
    if (dead_ || exhausted_) return nothing_;
    if (!spread->is(Type::dict) || state.object(spread->object).lost != nullptr) {
      may_raise("TypeError");
      for (DictEntry& entry : object->entries)
        entry.value = join_values(
            {{{}, entry.value}, {{}, unknown(Reason::unresolved, "the key may be given again")}});
      object->open = true;
      continue;
    }
    const ObjectPtr from = state.shared(spread->object);
    if (from->open)
      for (DictEntry& entry : object->entries)
        entry.value = join_values(
            {{{}, entry.value}, {{}, unknown(Reason::unresolved, "the key may be given again")}});
    object->open = object->open || from->open;
    step(from->entries.size());
    for (const DictEntry& entry : from->entries) {
      Value value = entry.value;
      const DictEntry* before = dict_find(*object, entry.key);
      if (value->is(Type::unknown) && !value->unknown->alternatives.empty()) {
        std::vector<Alternative> all;
        for (const Alternative& one : value->unknown->alternatives)
          all.push_back(
              {one.when, one.value == nullptr && before != nullptr ? before->value : one.value});
        value = join_values(all);
      }
      dict_set(*object, entry.key, value, entry.key_span);
    }
  }
  if (object->entries.size() > limits.elements) return over_budget("too many items", Kind::mapping);
  return values.at(values.object(Type::dict, state.add(std::move(object))), e.span);
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
