// Names: which scope a name belongs to, what it is worth there, and what an unbound name means.
#include "python/eval/evaluator.h"

namespace djaz::python::eval {

Scope& Evaluator::new_scope(Scope::Kind kind, Scope* parent, ModuleRun* run) {
  Scope& added = scopes_.emplace_back();
  added.kind = kind;
  added.id = static_cast<std::uint32_t>(scopes_.size() - 1);
  added.parent = parent;
  added.run = run;
  return added;
}

std::uint32_t Evaluator::intern(std::string_view name) {
  auto found = name_ids_.find(name);
  if (found != name_ids_.end()) return found->second;
  const std::string_view kept = keep(name);
  const auto id = static_cast<std::uint32_t>(names_.size());
  names_.push_back(kept);
  name_ids_.emplace(kept, id);
  return id;
}

Value Evaluator::lookup(NameKey key) {
  bool found = false;
  const Value value = state.get(key, found);
  if (!found && scope_of(key) == kEnvironmentScope)
    return first_variable(static_cast<std::uint32_t>(key));
  return value;
}

namespace {

Scope* module_of(Scope* scope) {
  while (scope->parent != nullptr) scope = scope->parent;
  return scope;
}

// Where a name that is declared global or nonlocal lives.
Scope* owner_of(Scope* at, std::string_view name) {
  if (at->effects != nullptr && at->effects->enclosing.contains(name))
    for (Scope* outer = at->parent; outer != nullptr; outer = outer->parent)
      if (outer->kind == Scope::Kind::function && outer->effects->bound.contains(name))
        return outer;
  return module_of(at);
}

bool is_data(Value value) {
  switch (value->type) {
    case Type::function:
    case Type::klass:
    case Type::module:
    case Type::external:
    case Type::method:
      return false;
    default:
      return true;
  }
}

// The alternatives in which the name is bound; null when there is none.
Value bound_part(Evaluator& e, Value value, const Scope& scope) {
  if (value == nullptr || !value->is(Type::unknown) || value->unknown->alternatives.empty())
    return value;
  std::vector<Alternative> kept;
  for (const Alternative& one : value->unknown->alternatives)
    if (one.value != nullptr) kept.push_back(one);
  if (kept.size() == value->unknown->alternatives.size()) return value;
  e.may_raise("NameError");
  // Code that is not followed may have set it where nothing else does.
  if (scope.dynamic)
    return e.laid_over(value, e.unknown(Reason::dynamic, "dynamic code may have set it"));
  return e.join_values(kept);
}

}  // namespace

Value Evaluator::load(std::string_view name, Span span) {
  const std::uint32_t id = intern(name);
  bool innermost = true;
  for (Scope* at = scope; at != nullptr; at = at->parent) {
    if (at->kind == Scope::Kind::klass && !innermost) continue;
    if (at->outer.contains(name)) at = owner_of(at, name);
    // A comprehension does not see the names of the class around it either.
    innermost = false;
    const Value raw = lookup(name_key(at->id, id));
    const Value value = narrow(raw);
    const bool local = at->kind == Scope::Kind::function && at->effects != nullptr &&
                       at->effects->bound.contains(name);
    if (value == nullptr) {
      if (!local) continue;
      return raised("UnboundLocalError");
    }
    if (at->kind == Scope::Kind::module && value->is(Type::unknown) && is_builtin_name(name)) {
      for (const Alternative& one : value->unknown->alternatives)
        if (one.value == nullptr) return unknown(Reason::conflict, "the name may be a builtin");
    }
    const Value bound = bound_part(*this, value, *at);
    if (at->kind == Scope::Kind::module && is_data(bound)) note_use(name, bound);
    return bound;
  }
  if (is_builtin_name(name) || is_exception_name(name))
    return values.borrowed(Type::external, keep(name));
  Scope* module = module_of(scope);
  if (module->open || name.starts_with("__")) {
    may_raise("NameError");
    return unknown(Reason::unresolved, keep("`" + std::string(name) + "` could not be found"));
  }
  remark(span, "`" + std::string(name) + "` is not defined here");
  return raised("NameError");
}

Scope& Evaluator::scope_for_store(std::string_view name) {
  Scope* at = scope;
  while (at->kind == Scope::Kind::comprehension && at->parent != nullptr) at = at->parent;
  return at->outer.contains(name) ? *owner_of(at, name) : *at;
}

void Evaluator::store(std::string_view name, Value value) {
  store_in(scope_for_store(name), name, value);
}

void Evaluator::store_in(Scope& target, std::string_view name, Value value) {
  if (dead_ || exhausted_) return;
  state.set(name_key(target.id, intern(name)), value);
}

void Evaluator::remove_name(std::string_view name) {
  Scope& target = scope_for_store(name);
  const NameKey key = name_key(target.id, intern(name));
  const Value value = narrow(lookup(key));
  if (value == nullptr && !target.open) {
    raise("NameError");
    return;
  }
  if (value == nullptr || value->is(Type::unknown)) may_raise("NameError");
  state.set(key, nullptr);
}

}  // namespace djaz::python::eval
