// Names looked up and written at run time: globals(), vars() and code that is made of text.
#include "python/eval/effects/outside_files.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

Value rewrites_names(Evaluator& e, const Arguments& given) {
  for (Value one : given.positional) {
    // This module is lost below.
    if (one->self != nullptr && one->self->object == e.module_scope().id) continue;
    e.lose(one, Reason::dynamic, "given to dynamic code");
  }
  e.may_raise();
  e.remark(given.span, "code that is made at run time; every name may have been rewritten");
  e.lose_everything("dynamic code may have rewritten it");
  return e.unknown(Reason::dynamic, "the result of dynamic code");
}

// exec() of what a file holds that is not in the project.
Value runs_text(Evaluator& e, const Arguments& given) {
  const std::string_view file = outside_file(given.get(0));
  if (file.empty()) return rewrites_names(e, given);
  overridden_by(e, file, given.span);
  return e.values.none();
}

Value runs_file(Evaluator& e, const Arguments& given) {
  const std::string_view file = outside_file(content_of(e, given.get(0), Kind::string));
  if (file.empty()) return rewrites_names(e, given);
  overridden_by(e, file, given.span);
  return e.values.none();
}

Value names_of_module(Evaluator& e, const Arguments& given) {
  if (!given.positional.empty() || e.scope->kind != Scope::Kind::module)
    return rewrites_names(e, given);
  return e.names_value(e.module_scope());
}

Value globals(Evaluator& e, const Arguments&) { return e.names_value(e.module_scope()); }

// A module's attribute is a name of it.
Value set_attribute(Evaluator& e, const Arguments& given) {
  const Value target = given.get(0);
  const Value name = given.get(1);
  const Value value = given.get(2);
  if (target == nullptr || name == nullptr || value == nullptr) return e.raised("TypeError");
  if (target->is(Type::instance) && name->is(Type::string)) {
    e.store_attribute(target, e.keep(name->text), value);
    return e.values.none();
  }
  if (target->is(Type::instance)) {
    e.lose(target, Reason::dynamic, "setattr() with a name that is not known");
    e.lose(value, Reason::dynamic, "given to setattr()");
    return e.values.none();
  }
  // A library's module or class has names of its own: `setattr(sys, "started", True)`.
  if (target->is(Type::external) && target->text != "globals()") {
    e.lose(value, Reason::dynamic, "given to setattr()");
    e.may_raise();
    return e.values.none();
  }
  if (!target->is(Type::module)) return rewrites_names(e, given);
  Scope& module = e.names_of(target);
  if (name->is(Type::string)) {
    e.store_in(module, e.keep(name->text),
               value->is(Type::iterator) ? e.unknown(Reason::unsupported, "an iterator") : value);
    return e.values.none();
  }
  e.may_raise();
  e.lose(value, Reason::dynamic, "given to setattr()");
  if (const std::string_view file = outside_file(name); !file.empty()) {
    overridden_by(e, file, given.span);
    return e.values.none();
  }
  e.lose_everything(module, "setattr() with a name that is not known may have rewritten it");
  return e.values.none();
}

// Whose names a method of globals() is about.
Scope& own_names(Evaluator& e) {
  return e.self() == nullptr ? e.module_scope() : e.names_of(e.self());
}

Value update_names(Evaluator& e, const Arguments& given) {
  Scope& names = own_names(e);
  const Value from = given.get(0);
  if (from != nullptr) {
    if (const std::string_view file = outside_file(from); !file.empty()) {
      overridden_by(e, file, given.span);
      return e.values.none();
    }
    if (!from->is(Type::dict)) return rewrites_names(e, given);
    const ObjectPtr dict = e.state.shared(from->object);
    if (dict->lost != nullptr || dict->open) return rewrites_names(e, given);
    for (const DictEntry& entry : dict->entries) {
      Value value = e.narrow(entry.value);
      if (value == nullptr || !entry.key->is(Type::string)) continue;
      // Where the key may be absent, the name stays what it was.
      if (value->is(Type::unknown) && !value->unknown->alternatives.empty())
        value = e.laid_over(value, e.lookup(name_key(names.id, e.intern(entry.key->text))));
      e.store_in(names, e.keep(entry.key->text), value);
    }
  }
  for (const auto& [name, value] : given.named) e.store_in(names, name, value);
  return e.values.none();
}

Value name_or(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  const Value fallback = given.get(1) == nullptr ? e.values.none() : given.get(1);
  if (name != nullptr && name->is(Type::string)) {
    const Scope& names = own_names(e);
    const Value value = e.narrow(e.lookup(name_key(names.id, e.intern(name->text))));
    if (value == nullptr && !names.open) return fallback;
    if (value != nullptr && !value->is(Type::unknown)) return value;
  }
  return e.unknown(Reason::unresolved, "a name that is not known");
}

Value set_default_name(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  const Value fallback = given.get(1) == nullptr ? e.values.none() : given.get(1);
  if (name == nullptr || !name->is(Type::string)) return rewrites_names(e, given);
  Scope& names = own_names(e);
  const std::string_view key = e.keep(name->text);
  const Value value = e.narrow(e.lookup(name_key(names.id, e.intern(key))));
  if (value == nullptr && names.open) return rewrites_names(e, given);
  const Value kept =
      fallback->is(Type::iterator) ? e.unknown(Reason::unsupported, "an iterator") : fallback;
  const bool uncertain =
      value != nullptr && value->is(Type::unknown) && !value->unknown->alternatives.empty();
  const Value now = value == nullptr ? kept : uncertain ? e.laid_over(value, kept) : value;
  e.store_in(names, key, now);
  return now;
}

// A library's module that is loaded again knows nothing of ours: `reload(sys)` before an encoding
// is set.
Value reload(Evaluator& e, const Arguments& given) {
  const Value module = given.get(0);
  if (module == nullptr || !module->is(Type::external)) return rewrites_names(e, given);
  e.may_raise();
  return module;
}

// A switch of django_heroku.settings() that is on unless it is said to be off.
bool is_switched_on(const Arguments& given, std::string_view name) {
  const Value said = given.named_or_null(name);
  return said == nullptr || !said->is(Type::boolean) || said->boolean;
}

// What may have become of a name; a list of middleware keeps what it holds.
Value heroku_changes(Evaluator& e, std::string_view name, Value before) {
  const Value after = e.unknown(Reason::dynamic, "what django_heroku makes of it");
  if (before == nullptr) return after;
  if (name.starts_with("MIDDLEWARE")) {
    const Evaluator::View all = e.view(before);
    if (all.known && all.ordered) return e.make_list(Type::tuple, all.items, true);
  }
  e.lose(before, Reason::dynamic, "django_heroku may have changed it");
  return e.join_values({{{}, before}, {{}, after}});
}

// django_heroku.settings(locals()): its switches, and the names that each writes.
Value heroku_settings(Evaluator& e, const Arguments& given) {
  const Value names = given.get(0, "config");
  if (names == nullptr || !names->is(Type::external) || names->text != "globals()")
    return rewrites_names(e, given);
  constexpr std::pair<std::string_view, std::string_view> kWritten[] = {
      {"databases", "DATABASES"},
      {"test_runner", "TEST_RUNNER"},
      {"staticfiles", "MIDDLEWARE"},
      {"staticfiles", "MIDDLEWARE_CLASSES"},
      {"staticfiles", "STATIC_ROOT"},
      {"staticfiles", "STATIC_URL"},
      {"staticfiles", "STATICFILES_STORAGE"},
      {"logging", "LOGGING"},
      {"secret_key", "SECRET_KEY"}};
  e.may_raise();
  Scope& module = e.names_of(names);
  for (const auto& [switched, name] : kWritten) {
    if (!is_switched_on(given, switched)) continue;
    const Value before = e.narrow(e.lookup(name_key(module.id, e.intern(name))));
    e.store_in(module, name, heroku_changes(e, name, before));
  }
  const Value hosts = given.named_or_null("allowed_hosts");
  if (hosts == nullptr || (hosts->is(Type::boolean) && hosts->boolean))
    e.store_in(module, "ALLOWED_HOSTS", e.make_list(Type::list, {e.values.string("*")}, false));
  else if (!hosts->is(Type::boolean))
    e.store_in(module, "ALLOWED_HOSTS",
               e.unknown(Reason::dynamic, "what django_heroku makes of it"));
  return e.values.none();
}

}  // namespace

// Whether the module has a name. Where names may have been added, it may be any value.
Value has_name(Evaluator& e, Value names, Value name) {
  Scope& scope = e.names_of(names);
  if (!name->is(Type::string)) return e.truth_value(Truth::unknown, name);
  const std::string_view key = e.keep(name->text);
  Value value = e.narrow(e.lookup(name_key(scope.id, e.intern(key))));
  if (value == nullptr && !scope.open) return e.values.boolean(false);
  if (value == nullptr) {
    const std::string words = "`" + std::string(key) + "` is ";
    const Literal there = e.conditions.fact({}, words + "there", words + "not there");
    const Value any = e.unknown(Reason::dynamic, "a name that may have been added");
    value = e.join_values(
        {{e.conditions.one(there), any}, {e.conditions.one(opposite(there)), nullptr}});
    e.store_in(scope, key, value);
  }
  if (!value->is(Type::unknown) || value->unknown->alternatives.empty())
    return e.values.boolean(true);
  std::vector<Alternative> all;
  for (const Alternative& one : value->unknown->alternatives)
    all.push_back({one.when, e.values.boolean(one.value != nullptr)});
  return e.join_values(all);
}

const BuiltinTable& name_builtins() {
  static const BuiltinTable table = {
      {"globals", globals},
      {"locals", names_of_module},
      {"vars", names_of_module},
      {"globals().update", update_names},
      {"globals().get", name_or},
      {"globals().setdefault", set_default_name},
      {"setattr", set_attribute},
      {"delattr", rewrites_names},
      {"importlib.reload", reload},
      {"exec", runs_text},
      {"eval", rewrites_names},
      {"execfile", runs_file},
      {"dynaconf.DjangoDynaconf", rewrites_names},
      {"django_heroku.settings", heroku_settings},
      {"django_on_heroku.settings", heroku_settings},
  };
  return table;
}

}  // namespace djaz::python::eval
