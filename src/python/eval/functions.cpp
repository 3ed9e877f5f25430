// Functions, lambdas, classes and comprehensions of the project: defined here, run when called.
#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

Value Arguments::named_or_null(std::string_view name) const {
  for (const auto& [key, value] : named)
    if (key == name) return value;
  return nullptr;
}

Value Arguments::get(std::size_t place, std::string_view name) const {
  if (place < positional.size()) return positional[place];
  return name.empty() ? nullptr : named_or_null(name);
}

Value Evaluator::closure_value(Closure closure, Span span) {
  Data* data = scratch.make<Data>();
  data->type = Type::function;
  data->text = closure.name;
  data->span = span;
  data->closure = scratch.make<Closure>(closure);
  return data;
}

std::span<const Value> Evaluator::parameter_fallbacks(std::span<const Parameter> parameters) {
  std::vector<Value> all;
  for (const Parameter& parameter : parameters)
    all.push_back(parameter.fallback == nullptr ? nullptr : settled(parameter.fallback));
  return scratch.list(all);
}

namespace {

// Code of the project, which is called with the function and may give anything.
bool is_own_decorator(Value v) {
  return v->is(Type::function) || v->is(Type::klass) || v->is(Type::instance);
}

}  // namespace

void Evaluator::define_function(const Function& s) {
  Closure closure;
  closure.opaque = s.is_async || s.is_generator;
  std::vector<Value> decorators;
  for (const Expression* decorator : s.decorators) {
    // `@X.setter` keeps the property; what it does when X is written is not followed.
    if (decorator->kind == ExpressionKind::attribute) {
      const auto& written = as<Attribute>(*decorator);
      if (written.object->kind == ExpressionKind::name && as<Name>(*written.object).id == s.name &&
          (written.name == "setter" || written.name == "deleter"))
        return;
    }
    const Value value = evaluate(decorator);
    if (dead_ || exhausted_) return;
    decorators.push_back(value);
  }
  // The lowest comes first. From the first of the project's own on it is a value that is decorated.
  while (!decorators.empty() && !is_own_decorator(decorators.back())) {
    decorate(closure, decorators.back());
    decorators.pop_back();
  }
  closure.name = s.name;
  closure.parameters = s.parameters;
  closure.fallbacks = parameter_fallbacks(s.parameters);
  if (dead_ || exhausted_) return;
  closure.body = s.body;
  closure.scope = scope;
  closure.effects = &effects_of(&s, s.body, nullptr);
  Value made = closure_value(closure, s.name_span);
  for (; !decorators.empty() && !dead_ && !exhausted_; decorators.pop_back())
    made = each(made, [&](Value one) { return decorated(one, decorators.back(), s.name_span); });
  if (!dead_ && !exhausted_) store(s.name, made);
}

Value Evaluator::decorated(Value function, Value decorator, Span span) {
  const Arguments given{{function}, {}, false, span};
  if (is_own_decorator(decorator)) return call(decorator, given);
  if (!function->is(Type::function) || function->self != nullptr)
    return call_unknown("a decorator", given);
  Closure closure = *function->closure;
  decorate(closure, decorator);
  return closure_value(closure, span);
}

bool Evaluator::bind_parameters(const Closure& closure, const Arguments& arguments, Scope& frame) {
  std::size_t next = 0;
  std::set<std::string_view> taken;
  bool rest = false;
  bool keyword_rest = false;
  auto kept = [this](Value v) {
    return v->is(Type::iterator) ? unknown(Reason::unsupported, "an iterator") : v;
  };
  for (std::size_t i = 0; i < closure.parameters.size(); ++i) {
    const Parameter& parameter = closure.parameters[i];
    Value value = nullptr;
    switch (parameter.role) {
      case Parameter::Role::rest: {
        std::vector<Value> all;
        while (next < arguments.positional.size())
          all.push_back(kept(arguments.positional[next++]));
        value = make_list(Type::tuple, std::move(all), arguments.unknown_spread);
        rest = true;
        break;
      }
      case Parameter::Role::keyword_rest:
        keyword_rest = true;
        continue;
      case Parameter::Role::positional_only:
      case Parameter::Role::ordinary:
        if (next < arguments.positional.size()) {
          value = kept(arguments.positional[next++]);
          if (parameter.role == Parameter::Role::ordinary &&
              arguments.named_or_null(parameter.name) != nullptr) {
            raise("TypeError");
            return false;
          }
          break;
        }
        [[fallthrough]];
      case Parameter::Role::keyword_only:
        if (parameter.role != Parameter::Role::positional_only) {
          const Value named = arguments.named_or_null(parameter.name);
          if (named != nullptr) {
            value = kept(named);
            taken.insert(parameter.name);
          }
        }
        if (value == nullptr && arguments.unknown_spread) {
          may_raise("TypeError");
          value = unknown(Reason::unresolved, "an argument that is not known");
        }
        if (value == nullptr) value = closure.fallbacks[i];
        if (value == nullptr) {
          raise("TypeError");
          return false;
        }
        break;
    }
    store_in(frame, parameter.name, value);
  }
  if (next < arguments.positional.size() && !rest) {
    raise("TypeError");
    return false;
  }
  std::vector<DictEntry> extra;
  for (const auto& [name, value] : arguments.named)
    if (!taken.contains(name))
      extra.push_back({values.borrowed(Type::string, name), kept(value), {}});
  if (keyword_rest) {
    for (const Parameter& parameter : closure.parameters)
      if (parameter.role == Parameter::Role::keyword_rest)
        store_in(frame, parameter.name, make_dict(std::move(extra), arguments.unknown_spread));
  } else if (!extra.empty()) {
    raise("TypeError");
    return false;
  }
  return !dead_ && !exhausted_;
}

// Whether a function that remembers its answers certainly has none for these arguments: each
// earlier call began with another text.
bool Evaluator::is_first_call(const Closure& closure, const Arguments& arguments) {
  constexpr std::size_t kMostCalls = 64;
  const bool plain = arguments.count() == 1 && arguments.positional.size() == 1 &&
                     !arguments.unknown_spread && arguments.positional[0]->is(Type::string);
  const auto [entry, first] = remembered_.try_emplace(&closure);
  std::vector<std::string_view>& texts = entry->second;
  if (!plain) {
    // Whatever comes next may have been asked now.
    texts.assign(kMostCalls, {});
    return first;
  }
  const std::string_view text = arguments.positional[0]->text;
  if (texts.size() >= kMostCalls || std::find(texts.begin(), texts.end(), text) != texts.end())
    return false;
  texts.push_back(text);
  return true;
}

Value Evaluator::call_closure(const Closure& closure, const Arguments& arguments) {
  auto not_followed = [&](Reason reason, std::string_view detail) {
    may_raise();
    lose_closure(closure, reason, detail);
    lose_arguments(arguments, closure.name, reason, detail);
    may_raise();
    return unknown(reason, detail);
  };
  if (closure.opaque)
    return not_followed(Reason::call, keep("`" + std::string(closure.name) + "` is not followed"));
  if (closure.remembers && !is_first_call(closure, arguments))
    return not_followed(
        Reason::call, keep("`" + std::string(closure.name) + "` gives again what it gave before"));
  if (calls_ >= limits.call_depth) {
    // Within a call that is deep already, the whole of it is given up.
    remark(here, "calls are nested too deeply to follow");
    return not_followed(Reason::budget, "calls are nested too deeply to follow");
  }
  Repetition repetition(*this);
  step(4);
  Scope& frame = new_scope(Scope::Kind::function, closure.scope, closure.scope->run);
  frame.effects = closure.effects;
  frame.closure = &closure;
  if (!arguments.positional.empty()) frame.receiver = arguments.positional.front();
  frame.outer.insert(closure.effects->outer.begin(), closure.effects->outer.end());
  const std::size_t mark = conditions.mark();
  const std::size_t depth = state.depth();
  Scope* before = scope;
  const Span place = here;
  state.push();
  catchers_.emplace_back();
  catchers_.back().kind = Catcher::Kind::function;
  catchers_.back().depth = depth;
  catchers_.back().mark = mark;
  ++calls_;
  if (bind_parameters(closure, arguments, frame)) {
    scope = &frame;
    Value last = values.none();
    if (closure.expression != nullptr) {
      last = settled(closure.expression);
    } else {
      run_block(closure.body);
    }
    if (!dead_ && !exhausted_) leave(Leave::give_back, {}, last);
  }
  --calls_;
  scope = before;
  here = place;
  Catcher caught = std::move(catchers_.back());
  catchers_.pop_back();
  state.pop();
  conditions.rewind(mark);
  dead_ = false;
  if (exhausted_ && !repetition.outermost) return nothing_;
  if (exhausted_ || caught.overflow) {
    repetition.end();
    remark(here, "the call takes too many steps to follow");
    return not_followed(Reason::budget, "the call takes too many steps to follow");
  }
  if (caught.exits.empty()) {
    dead_ = true;
    return nothing_;
  }
  std::vector<Outcome> ends;
  for (Exit& exit : caught.exits) ends.push_back(std::move(exit.outcome));
  return merge(std::move(ends), frame.id);
}

Value Evaluator::comprehension(const Comprehension& e) {
  // The first collection is looked up outside, and each way it may be gives a result of its own.
  const Value first = evaluate(e.clauses[0].iterable);
  if (dead_ || exhausted_) return nothing_;
  return each(first, [&](Value one) { return comprehension_over(e, one); });
}

// Nothing is called, and its items are made of what it goes through and of nothing else that could
// be changed through them.
bool Evaluator::only_looks(const Comprehension& e) {
  if (effects_of(&e, {}, &e).acts) return false;
  const auto is_own = [&](std::string_view name) {
    return std::any_of(e.clauses.begin(), e.clauses.end(), [&](const ComprehensionClause& one) {
      return effects_of(one.target, {}, one.target).used.contains(name);
    });
  };
  for (const Expression* made : {e.element, e.value}) {
    if (made == nullptr) continue;
    for (const auto& [name, adding] : effects_of(made, {}, made).used)
      if (!is_own(name)) return false;
  }
  return true;
}

Value Evaluator::comprehension_over(const Comprehension& e, Value outermost) {
  const Type type = e.result == Comprehension::Result::list   ? Type::list
                    : e.result == Comprehension::Result::set  ? Type::set
                    : e.result == Comprehension::Result::dict ? Type::dict
                                                              : Type::iterator;
  Repetition repetition(*this);
  Scope* before = scope;
  const Span place = here;
  scope = &new_scope(Scope::Kind::comprehension, scope, scope->run);
  // One list that all items go to, so that conditions that are not known join as appends do.
  const Value out = type == Type::dict ? make_dict({}) : make_list(Type::list, {});
  bool complete = true;
  // Items that are not listed may have gone through as well.
  bool more = false;
  std::vector<Value> sources;
  std::uint8_t carried = 0;
  std::function<void(std::size_t)> clause = [&](std::size_t at) {
    if (dead_ || exhausted_ || !complete) return;
    if (at == e.clauses.size()) {
      const Value element = settled(e.element);
      if (dead_ || exhausted_) return;
      if (type == Type::dict) {
        const Value value = settled(e.value);
        if (dead_ || exhausted_) return;
        carried |= inherited_traits(value->traits);
        store_item(out, element, value, e.element->span);
      } else {
        Object& list = state.change(out->object);
        for (Items& way : list.ways) way.items.push_back(element);
        if (list.lost == nullptr && list.ways[0].items.size() > limits.elements) complete = false;
      }
      return;
    }
    const ComprehensionClause& here_clause = e.clauses[at];
    const Value iterable = at == 0 ? outermost : evaluate(here_clause.iterable);
    if (dead_ || exhausted_) return;
    each(iterable, [&](Value one) {
      if (one->is(Type::none) || one->is_number()) return raised("TypeError");
      return with_items(one, [&](const View& all) -> Value {
        if (!all.ordered) {
          complete = false;
          return nothing_;
        }
        more = more || !all.known || all.open;
        const Watched watched(*this, one);
        if (sources.size() < 64) sources.push_back(one);
        for (std::size_t index = 0; index < all.items.size(); ++index) {
          if (index > 0) complete = complete && watched.unchanged_after(index - 1);
          if (dead_ || exhausted_ || !complete || !step(2)) break;
          assign(here_clause.target, all.items[index], here_clause.target->span);
          std::function<void(std::size_t)> condition = [&](std::size_t next) {
            if (dead_ || exhausted_) return;
            if (next == here_clause.conditions.size()) {
              clause(at + 1);
              return;
            }
            const Expression* written = here_clause.conditions[next];
            const Value test = evaluate(written);
            if (dead_ || exhausted_) return;
            choose(
                test, written,
                [&]() -> Value {
                  condition(next + 1);
                  return nothing_;
                },
                [&]() -> Value { return nothing_; });
          };
          condition(0);
        }
        if (!all.items.empty())
          complete = complete && watched.unchanged_after(all.items.size() - 1);
        return nothing_;
      });
    });
  };
  clause(0);
  const bool gave_up = exhausted_;
  if (gave_up && repetition.outermost) repetition.end();
  if (gave_up || !complete || more) {
    const bool was_dead = dead_;
    dead_ = false;
    if (!exhausted_ && !only_looks(e))
      lose_effects(effects_of(&e, {}, &e), Reason::call, "used in a comprehension");
    dead_ = was_dead;
    may_raise();
  }
  scope = before;
  here = place;
  if (dead_ || exhausted_) return nothing_;
  if (gave_up) {
    remark(e.span, "the comprehension takes too many steps to follow");
    return over_budget("the comprehension takes too many steps to follow",
                       type == Type::iterator ? Kind::unknown : kind_of(type));
  }
  if (!complete)
    return unknown(Reason::unsupported, "a comprehension over items that are not known",
                   type == Type::iterator ? Kind::unknown : kind_of(type));
  if (more) {
    Object& result = state.change(out->object);
    result.open = true;
    for (Items& way : result.ways) way.open = true;
  }
  if (type == Type::dict && carried != 0) {
    // What is looked up in it comes from where its values do.
    Data* data = values.copy(out);
    data->traits |= carried;
    return data;
  }
  if (type == Type::list || type == Type::dict) return out;
  return with_items(out, [&](const View& all) -> Value {
    if (!all.known) return unknown(Reason::unsupported, "items that are not known");
    if (type == Type::iterator && !all.open) return iterator_over(*this, all.items, sources, false);
    return make_list(type, all.items, all.open);
  });
}

}  // namespace djaz::python::eval
