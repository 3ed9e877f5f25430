// The modules of the project: each is found, read and evaluated once, in a namespace of its own.
#include <algorithm>
#include <utility>

#include "python/eval/evaluator.h"
#include "python/eval/library/library_modules.h"

namespace djaz::python::eval {

namespace {

constexpr std::size_t kMostModules = 1000;
constexpr int kMostLoads = 4;

}  // namespace

Scope& Evaluator::module_scope() {
  Scope* at = scope;
  while (at->parent != nullptr) at = at->parent;
  return *at;
}

std::string Evaluator::absolute_name(std::string_view module, std::uint32_t level,
                                     bool& outside) const {
  outside = false;
  if (level == 0) return std::string(module);
  const ModuleRun& run = *scope->run;
  std::string base = run.name;
  for (std::uint32_t up = run.package ? 1 : 0; up < level; ++up) {
    if (base.empty()) {
      outside = true;
      return {};
    }
    const std::size_t dot = base.rfind('.');
    base = dot == std::string::npos ? std::string() : base.substr(0, dot);
  }
  if (base.empty()) {
    outside = true;
    return {};
  }
  if (!module.empty()) base += "." + std::string(module);
  return base;
}

// Goes on where the module can be imported; elsewhere the import fails. False: this path has ended.
bool Evaluator::import_forks(const std::string& name) {
  const Literal fails = conditions.fact("i:" + name, "importing `" + name + "` fails",
                                        "`" + name + "` can be imported");
  fork({{conditions.one(opposite(fails)), [&]() -> Value { return nothing_; }},
        {conditions.one(fails), [&]() -> Value { return raised("ImportError"); }}});
  return !dead_;
}

// Whether the import may fail is a fact that paths split on, but only where somebody catches it.
// False: this path has ended.
bool Evaluator::import_may_fail(const std::string& name) {
  const std::string top = top_of(name);
  if (is_standard_module(top) || !inside_try()) return true;
  const World::Installed installed = world.installed(top);
  if (installed == World::Installed::yes) {
    if (tried_in_module()) may_raise("ImportError");
    return true;
  }
  if (installed == World::Installed::no) {
    raise("ImportError");
    return false;
  }
  return import_forks(top);
}

Value Evaluator::names_value(const Scope& module) {
  Data* data = values.copy(values.borrowed(Type::external, "globals()"));
  data->object = module.id;
  // Methods of it know whose names they are about.
  data->self = values.copy(data);
  return data;
}

Value Evaluator::module_value(const ModuleRun& run) {
  Data* data = scratch.make<Data>();
  data->type = Type::module;
  data->object = run.scope;
  data->text = keep(run.name);
  return data;
}

ModuleRun* Evaluator::load_module(const std::string& name, bool& cyclic, bool& deep) {
  cyclic = false;
  deep = false;
  const NameKey key = name_key(kModuleScope, intern(name));
  const Value loaded = narrow(lookup(key));
  if (loaded != nullptr && loaded->is(Type::module)) {
    cyclic = std::find(loading_.begin(), loading_.end(), loaded->object) != loading_.end();
    return run_of(loaded->object);
  }
  // The packages above it run first, also when it is not there.
  const std::size_t above = name.rfind('.');
  if (above != std::string::npos) {
    bool unused = false;
    load_module(name.substr(0, above), unused, unused);
    if (dead_ || exhausted_) return nullptr;
    const Value meanwhile = narrow(lookup(key));
    if (meanwhile != nullptr && meanwhile->is(Type::module)) {
      cyclic = std::find(loading_.begin(), loading_.end(), meanwhile->object) != loading_.end();
      return run_of(meanwhile->object);
    }
  }
  bool package = false;
  const Module* module = world.module(name, package);
  if (module == nullptr) return nullptr;
  if (static_cast<int>(loading_.size()) >= limits.include_depth || runs_.size() >= kMostModules ||
      ++loads_[name] > kMostLoads || too_deep()) {
    deep = true;
    return nullptr;
  }
  ModuleRun& run = runs_.emplace_back();
  run.module = module;
  run.name = name;
  run.package = package;
  run_module(run);
  // A finished submodule is an attribute of its package.
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && !dead_) {
    const Value parent = lookup(name_key(kModuleScope, intern(name.substr(0, dot))));
    if (parent != nullptr && parent->is(Type::module))
      store_in(scopes_[parent->object], keep(name.substr(dot + 1)),
               lookup(name_key(kModuleScope, intern(name))));
  }
  return &run;
}

void Evaluator::run_module(ModuleRun& run) {
  Scope* before = scope;
  const Span place = here;
  const int depth_before = depth_;
  const std::size_t catchers_before = std::exchange(module_catchers_, catchers_.size());
  Scope& own = new_scope(Scope::Kind::module, nullptr, &run);
  run.scope = own.id;
  scope = &own;
  state.set(name_key(kModuleScope, intern(run.name)), module_value(run));
  loading_.push_back(own.id);
  if (std::find(evaluation.files.begin(), evaluation.files.end(), run.module->file) ==
      evaluation.files.end())
    evaluation.files.push_back(run.module->file);
  // Who has a module's name can write its names, see lose_arguments.
  Data* name = values.copy(values.string(run.name));
  name->self = names_value(own);
  store_in(own, "__name__", name);
  store_in(own, "__file__", values.borrowed(Type::path, keep(world.file_path(*run.module))));
  run_top(run.module->body, run);
  module_catchers_ = catchers_before;
  loading_.pop_back();
  scope = before;
  here = place;
  depth_ = depth_before;
  if (run.raises && inside_try()) dead_ = true;
}

Value Evaluator::module_attribute(Value module, std::string_view name, Span span) {
  Scope& own = scopes_[module->object];
  const Value value = narrow(lookup(name_key(own.id, intern(name))));
  if (value != nullptr) {
    if (!value->is(Type::unknown)) return value;
    std::vector<Alternative> kept;
    for (const Alternative& one : value->unknown->alternatives)
      if (one.value != nullptr) kept.push_back(one);
    if (kept.size() == value->unknown->alternatives.size()) return value;
    may_raise("AttributeError");
    if (own.run->package) return unknown(Reason::conflict, "the name may be a module of it");
    return join_values(kept);
  }
  const std::string full = own.run->name + "." + std::string(name);
  bool cyclic = false;
  bool deep = false;
  ModuleRun* run = own.run->package ? load_module(full, cyclic, deep) : nullptr;
  if (dead_) return nothing_;
  if (run != nullptr) {
    const Value submodule = module_value(*run);
    store_in(own, name, submodule);
    return submodule;
  }
  const bool partial =
      std::find(loading_.begin(), loading_.end(), own.id) != loading_.end() && own.id != scope->id;
  if (own.open || deep || partial || own.run->raises) {
    if (partial) remark(span, "an import cycle: `" + own.run->name + "` is not finished here");
    may_raise("ImportError");
    return unknown(Reason::unresolved, keep("`" + std::string(name) + "` could not be found in `" +
                                            own.run->name + "`"));
  }
  return nullptr;
}

}  // namespace djaz::python::eval
