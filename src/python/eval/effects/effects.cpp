#include "python/eval/effects/effects.h"

#include "python/eval/effects/effects_walk.h"

namespace djaz::python::eval {

void EffectsWalk::run(Block block, const Expression* expression) {
  push(block);
  push(expression);
  while (!statements_.empty() || !expressions_.empty()) {
    if (!expressions_.empty()) {
      const Expression* next = expressions_.back();
      expressions_.pop_back();
      visit(*next);
    } else {
      const Statement* next = statements_.back();
      statements_.pop_back();
      visit(*next);
    }
  }
  for (std::string_view name : out_.outer) out_.bound.erase(name);
}

void EffectsWalk::push(const Expression* expression) {
  if (expression != nullptr) expressions_.push_back(expression);
}

void EffectsWalk::glance(const Expression* expression) {
  if (expression != nullptr && expression->kind != ExpressionKind::name) peek(expression);
}

void EffectsWalk::peek(const Expression* expression) {
  if (expression == nullptr) return;
  if (expression->kind == ExpressionKind::name)
    use(as<Name>(*expression).id, false);
  else if (may_be_environment(*expression))
    peek(as<Attribute>(*expression).object);
  else
    push(expression);
}

void EffectsWalk::iterate(const Expression* expression) {
  if (expression != nullptr && expression->kind == ExpressionKind::name)
    out_.iterated.insert(as<Name>(*expression).id);
  else
    peek(expression);
}

void EffectsWalk::write_variable(const Expression& environment, std::string_view variable) {
  const bool name = environment.kind == ExpressionKind::name;
  out_.variables.emplace(name ? as<Name>(environment).id : std::string_view(), variable);
}

void EffectsWalk::glance(Expressions list) {
  for (auto item = list.rbegin(); item != list.rend(); ++item) glance(*item);
}

void EffectsWalk::push(Expressions list) {
  for (auto item = list.rbegin(); item != list.rend(); ++item) push(*item);
}

void EffectsWalk::push(Block block) {
  for (auto item = block.rbegin(); item != block.rend(); ++item) statements_.push_back(*item);
}

void EffectsWalk::push(std::span<const Argument> arguments) {
  for (const Argument& argument : arguments) push(argument.value);
}

void EffectsWalk::push(std::span<const FormattedPart> parts) {
  std::vector<std::span<const FormattedPart>> work{parts};
  while (!work.empty()) {
    const auto list = work.back();
    work.pop_back();
    for (const FormattedPart& part : list) {
      glance(part.value);
      if (!part.specification.empty()) work.push_back(part.specification);
    }
  }
}

void EffectsWalk::push(std::span<const Parameter> parameters) {
  for (const Parameter& parameter : parameters) push(parameter.fallback);
}

void EffectsWalk::bind(std::string_view name) {
  if (out_.bound.insert(name).second) out_.bound_order.push_back(name);
}

void EffectsWalk::use(std::string_view name, bool adding) {
  auto [entry, added] = out_.used.try_emplace(name, adding);
  if (!added) entry->second = entry->second && adding;
}

Effects effects_of(Block block, const Expression* expression) {
  Effects effects;
  EffectsWalk(effects).run(block, expression);
  return effects;
}

}  // namespace djaz::python::eval
