// import statements: they bind modules of the project and their names; modules of libraries are
// known by name only.
#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/library/library_modules.h"
#include "support/text.h"

namespace djaz::python::eval {

namespace {

// A module beside the settings that is kept out of the repository: `local_settings` is no library.
bool is_own_by_name(std::string_view name) {
  if (name.find('.') != std::string_view::npos) return false;
  const std::string text = lowered(name);
  for (const std::string_view word : {"settings", "secrets", "local", "private"})
    if (text.find(word) != std::string::npos) return !is_standard_module(name);
  return false;
}

// A module that each machine has its own of: `local_settings`, `secrets`.
bool is_machines_own(std::string_view name) {
  const std::string last = lowered(name.substr(name.rfind('.') + 1));
  for (const std::string_view word : {"local", "secret", "private", "override"})
    if (last.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace

void Evaluator::import(const Import& s) {
  for (const ImportedName& name : s.names) {
    const std::string full(name.name);
    const std::string top = top_of(full);
    bool cyclic = false;
    bool deep = false;
    ModuleRun* run = load_module(full, cyclic, deep);
    if (dead_ || exhausted_) return;
    const std::string_view bound = name.alias.empty() ? std::string_view(keep(top)) : name.alias;
    if (run != nullptr) {
      if (name.alias.empty() && top != full) {
        ModuleRun* parent = load_module(top, cyclic, deep);
        if (dead_ || exhausted_) return;
        if (parent != nullptr)
          store(bound, module_value(*parent));
        else
          store(bound, unknown(Reason::unresolved, "a package without a file"));
      } else {
        store(bound, module_value(*run));
      }
      continue;
    }
    if (deep) {
      remark(name.span, "imports are nested too deeply to follow");
      may_raise();
      store(bound, unknown(Reason::budget, "imports are nested too deeply to follow"));
      continue;
    }
    if (!import_may_fail(full)) return;
    store(bound, values.borrowed(Type::external, name.alias.empty() ? keep(top) : keep(full)));
  }
}

void Evaluator::import_star(ModuleRun* run, const std::string& name, Span span, bool cyclic,
                            bool deep) {
  Scope& own = module_scope();
  if (run == nullptr) {
    own.open = true;
    bool package = false;
    const bool ours = deep || world.module(top_of(name), package) != nullptr || name.empty();
    if (!ours && is_standard_module(top_of(name))) return;
    if (deep)
      remark(span, "imports are nested too deeply to follow");
    else
      remark(span, "`" + name + "` cannot be read; its names may override what is set here");
    may_raise("ImportError");
    lose_everything("names of a module that cannot be read may override it");
    return;
  }
  Scope& from = scopes_[run->scope];
  if (cyclic) remark(span, "an import cycle: `" + run->name + "` is not finished here");
  own.open = own.open || from.open;
  if (from.dynamic) lose_everything("names of an imported module may override it");
  std::vector<NameKey> keys;
  std::unordered_set<NameKey> seen;
  state.each_key(from.id, [&](NameKey key) {
    if (seen.insert(key).second) keys.push_back(key);
  });
  const Value all = narrow(lookup(name_key(from.id, intern("__all__"))));
  std::unordered_set<std::string_view> listed;
  bool by_list = false;
  if (all != nullptr) {
    const View names = view(all);
    by_list = names.known && !names.open;
    for (Value item : names.items) {
      if (item->is(Type::string))
        listed.insert(item->text);
      else
        by_list = false;
    }
    if (!by_list) own.open = true;
  }
  for (NameKey key : keys) {
    const std::string_view text = names_[static_cast<std::uint32_t>(key)];
    if (by_list ? !listed.contains(text) : text.starts_with("_")) continue;
    Value value = narrow(lookup(key));
    if (value == nullptr) continue;
    const NameKey target = name_key(own.id, static_cast<std::uint32_t>(key));
    if (all != nullptr && !by_list) value = join_values({{{}, value}, {{}, lookup(target)}});
    if (value->is(Type::unknown) && !value->unknown->alternatives.empty())
      value = laid_over(value, lookup(target));
    state.set(target, value);
    history_.taken(target, key, forks_ == 0);
    auto place = name_spans_.find(key);
    if (place != name_spans_.end()) name_spans_[target] = place->second;
  }
}

void Evaluator::import_from(const ImportFrom& s) {
  bool outside = false;
  const std::string name = absolute_name(s.module, s.level, outside);
  if (s.level == 0 && name == "__future__") return;
  bool cyclic = false;
  bool deep = false;
  ModuleRun* run = outside ? nullptr : load_module(name, cyclic, deep);
  if (dead_ || exhausted_) return;
  bool package = false;
  const bool ours = s.level > 0 || world.module(top_of(name), package) != nullptr ||
                    (s.star && (inside_try() || is_machines_own(name)) && is_own_by_name(name) &&
                     world.installed(name) != World::Installed::yes);
  if (run == nullptr && !deep) {
    // Where it is asked first whether the file is there, the import does not fail.
    const bool asked = s.star && forks_ > 0;
    const bool wanted = s.star && ours && !inside_try() && !asked && is_machines_own(name);
    // It is there where the site runs, and what is set nowhere here may be set in it.
    if (wanted) module_scope().open = true;
    if (ours && (inside_try() || asked || wanted)) {
      // An optional module of the project that is not there, e.g. local_settings.
      remark(s.span,
             "`" + name + "` is not in the project; where it exists it may override settings");
      // In what was deployed from here it is not, so that what nothing else sets is not set.
      if (s.star && std::none_of(evaluation.missing.begin(), evaluation.missing.end(),
                                 [&](const auto& one) { return one.module == name; }))
        evaluation.missing.push_back({name, s.span});
      if (!inside_try() || !import_forks(name) || s.star) return;
    } else if (!ours && !import_may_fail(name)) {
      return;
    }
  }
  if (s.star) {
    import_star(run, name, s.span, cyclic, deep);
    return;
  }
  for (const ImportedName& wanted : s.names) {
    const std::string_view bound = wanted.alias.empty() ? wanted.name : wanted.alias;
    Value value = nullptr;
    if (run != nullptr) {
      value = module_attribute(module_value(*run), wanted.name, wanted.span);
      if (dead_ || exhausted_) return;
      if (value == nullptr) {
        remark(wanted.span, "`" + std::string(wanted.name) + "` is not in `" + run->name + "`");
        raise("ImportError");
        return;
      }
    } else if (ours || deep) {
      bool package_here = false;
      const std::string full =
          name.empty() ? std::string(wanted.name) : name + "." + std::string(wanted.name);
      ModuleRun* sub = !outside && world.module(full, package_here) != nullptr
                           ? load_module(full, cyclic, deep)
                           : nullptr;
      if (dead_ || exhausted_) return;
      if (sub != nullptr) {
        value = module_value(*sub);
      } else {
        may_raise("ImportError");
        value = unknown(deep ? Reason::budget : Reason::unresolved,
                        keep("`" + name + "` could not be read"));
      }
    } else {
      const std::string full = name + "." + std::string(wanted.name);
      if (!is_standard_module(top_of(name))) may_raise("ImportError");
      const Value constant = external_constant(*this, full);
      value = constant != nullptr ? constant : values.borrowed(Type::external, keep(full));
    }
    store(bound, value);
  }
}

}  // namespace djaz::python::eval
