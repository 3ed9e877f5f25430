// From a module to its evaluation.
#include "python/evaluate.h"

#include <sys/resource.h>

#include <algorithm>

#include "python/eval/values/nodes.h"

namespace djaz::python {
namespace eval {
namespace {

// How much of the stack may be used, seen from where the evaluation starts.
std::size_t stack_allowance() {
  constexpr std::size_t kMost = 4U << 20;
  rlimit limit{};
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kMost;
  return std::min<std::size_t>(kMost, limit.rlim_cur / 2);
}

// Where nothing that is followed sets the name, code that is not followed may have, or may not.
Value perhaps_set(Evaluator& e, Value value) {
  if (!value->is(Type::unknown)) return value;
  const auto& known = value->unknown->alternatives;
  std::vector<Alternative> ways(known.begin(), known.end());
  for (const Alternative& one : known)
    if (one.value == nullptr)
      ways.push_back({one.when, e.unknown(Reason::dynamic, "dynamic code may have set it")});
  return ways.size() == known.size() ? value : e.join_values(ways);
}

}  // namespace

Evaluator::Evaluator(World& the_world, Arena& the_arena, const Limits& the_limits)
    : values(scratch), conditions(scratch), world(the_world), arena(the_arena), limits(the_limits) {
  nothing_ = values.unknown(Reason::budget, "not followed");
  stack_base_ = static_cast<const char*>(__builtin_frame_address(0));
  stack_limit_ = stack_allowance();
  // Scopes kModuleScope, kEnvironmentScope and kIncludedScope.
  new_scope(Scope::Kind::module, nullptr, nullptr);
  new_scope(Scope::Kind::module, nullptr, nullptr);
  new_scope(Scope::Kind::module, nullptr, nullptr);
}

Evaluation Evaluator::run(const Module& module, std::string_view dotted_name) {
  ModuleRun& run = runs_.emplace_back();
  run.module = &module;
  run.name = dotted_name;
  bool package = false;
  const Module* same = world.module(dotted_name, package);
  run.package = same == &module ? package : world.file_path(module).ends_with("__init__.py");
  run_module(run);
  dead_ = false;
  scope = &scopes_[run.scope];
  if (!run.raises) configure(world.configuration());
  evaluation.raises = run.raises || dead_;
  dead_ = false;
  Nodes nodes(*this, arena);
  std::vector<Entry> entries;
  std::unordered_set<NameKey> seen;
  std::vector<NameKey> keys;
  state.each_key(run.scope, [&](NameKey key) {
    if (seen.insert(key).second) keys.push_back(key);
  });
  for (NameKey key : keys) {
    const std::string_view name = names_[static_cast<std::uint32_t>(key)];
    if (name == "__name__" || name == "__file__") continue;
    Value value = narrow(lookup(key));
    if (value == nullptr) continue;
    if (scope->dynamic) value = perhaps_set(*this, value);
    auto place = name_spans_.find(key);
    const Span key_span = place == name_spans_.end() ? Span{} : place->second;
    entries.push_back(
        {arena.text(name), nodes.with_key(nodes.make(value), key_span), key_span, nullptr});
  }
  evaluation.names = Builder(arena).mapping(entries, {}, scope->open);
  add_history(keys, nodes);
  return std::move(evaluation);
}

}  // namespace eval

Evaluation evaluate(const Module& module, std::string_view dotted_name, World& world, Arena& arena,
                    const Limits& limits) {
  return eval::Evaluator(world, arena, limits).run(module, dotted_name);
}

}  // namespace djaz::python
