// Functions about objects and their attributes by name: getattr(), hasattr(), super(), dir().
#include <algorithm>
#include <iterator>

#include "python/eval/library/library_modules.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

// Nothing is known of the object, on any path.
bool is_opaque(Value object) {
  if (!object->is(Type::unknown)) return false;
  for (const Alternative& one : object->unknown->alternatives)
    if (one.value == nullptr || !one.value->is(Type::unknown)) return false;
  return known_kind(object) == Kind::unknown;
}

// Whether an object of which nothing is known has the attribute: asked again, the answer is the
// same as long as no attribute was written.
Condition has_attribute(Evaluator& e, Value object, std::string_view name) {
  std::string of = "an object that is not known";
  for (Value one = object; one != nullptr;) {
    if (one->text.starts_with("module ")) of = "`" + std::string(one->text.substr(7)) + "`";
    one = one->unknown->alternatives.empty() ? nullptr : one->unknown->alternatives.back().value;
  }
  const std::string key = "a" + std::to_string(object->unknown->identity) + "." +
                          std::to_string(e.attributes_written) + "." + std::string(name);
  return e.conditions.one(e.conditions.fact(key, of + " has `" + std::string(name) + "`",
                                            of + " has no `" + std::string(name) + "`"));
}

// Null when it is certainly not there.
Value find_attribute(Evaluator& e, Value object, std::string_view name, bool& unclear) {
  switch (object->type) {
    case Type::module:
      return e.module_attribute(object, name, e.here);
    case Type::klass:
      return e.class_attribute_of(object, name, unclear);
    case Type::instance:
      return e.instance_attribute(object, name, unclear);
    case Type::external:
      // Of a library only what is modelled is certainly there.
      if (object->text == "os" && name == "environ") return e.attribute(object, name, e.here);
      [[fallthrough]];
    default:
      unclear = true;
      return nullptr;
  }
}

Value not_known(Evaluator& e) {
  return e.unknown(Reason::unresolved, "an attribute that is not known");
}

Value get_attribute(Evaluator& e, const Arguments& given) {
  const Value object = given.get(0);
  const Value name = given.get(1);
  const Value fallback = given.get(2);
  if (object == nullptr || name == nullptr) return e.raised("TypeError");
  if (name->is(Type::string) && is_opaque(object)) {
    const Condition has = has_attribute(e, object, e.keep(name->text));
    const Condition not_there = e.conditions.one(opposite(has.literals[0]));
    const std::string_view detail = object->unknown->detail;
    return e.fork(
        {{not_there, [&] { return fallback != nullptr ? fallback : e.raised("AttributeError"); }},
         {has, [&] { return e.unknown(Reason::unresolved, detail); }}});
  }
  bool unclear = !name->is(Type::string);
  const Value value = unclear ? nullptr : find_attribute(e, object, e.keep(name->text), unclear);
  if (e.stopped()) return e.nothing();
  if (!unclear) {
    if (value == nullptr) return fallback != nullptr ? fallback : e.raised("AttributeError");
    if (fallback == nullptr) return e.present_part(value, "AttributeError");
    if (!value->is(Type::unknown)) return value;
    // A name that is not found in a module that may have more is there, as far as this goes.
    if (!value->unknown->alternatives.empty()) return e.laid_over(value, fallback);
  }
  if (fallback == nullptr) {
    e.may_raise();
    return not_known(e);
  }
  return e.join_values({{{}, fallback}, {{}, not_known(e)}});
}

Value has_attribute_call(Evaluator& e, const Arguments& given) {
  const Value object = given.get(0);
  const Value name = given.get(1);
  if (object == nullptr || name == nullptr) return e.raised("TypeError");
  const auto truth = [&](bool value) { return e.values.boolean(value); };
  if (name->is(Type::string) && is_opaque(object)) {
    const Condition has = has_attribute(e, object, e.keep(name->text));
    return e.join_values(
        {{has, truth(true)}, {e.conditions.one(opposite(has.literals[0])), truth(false)}});
  }
  bool unclear = !name->is(Type::string);
  const Value value = unclear ? nullptr : find_attribute(e, object, e.keep(name->text), unclear);
  if (e.stopped()) return e.nothing();
  if (!unclear) {
    if (value == nullptr) return truth(false);
    if (!value->is(Type::unknown)) return truth(true);
    if (!value->unknown->alternatives.empty()) {
      std::vector<Alternative> all;
      for (const Alternative& one : value->unknown->alternatives)
        all.push_back({one.when, truth(one.value != nullptr)});
      return e.join_values(all);
    }
  }
  e.may_raise();
  return e.unknown(Reason::unresolved, "whether an object has an attribute", Kind::boolean);
}

Value super_object(Evaluator& e, const Arguments& given) { return e.super_of(given); }

// What every module, and what every class and object of one has; younger Pythons know more.
constexpr std::string_view kNamesOfModules[] = {"__builtins__", "__cached__", "__doc__",
                                                "__file__",     "__loader__", "__name__",
                                                "__package__",  "__spec__"};
constexpr std::string_view kNamesOfClasses[] = {"__class__",
                                                "__delattr__",
                                                "__dict__",
                                                "__dir__",
                                                "__doc__",
                                                "__eq__",
                                                "__format__",
                                                "__ge__",
                                                "__getattribute__",
                                                "__gt__",
                                                "__hash__",
                                                "__init__",
                                                "__init_subclass__",
                                                "__le__",
                                                "__lt__",
                                                "__module__",
                                                "__ne__",
                                                "__new__",
                                                "__reduce__",
                                                "__reduce_ex__",
                                                "__repr__",
                                                "__setattr__",
                                                "__sizeof__",
                                                "__str__",
                                                "__subclasshook__",
                                                "__weakref__"};

Value names_of_object(Evaluator& e, const Arguments& given) {
  bool complete = false;
  std::vector<Value> names;
  const Value object = given.count() == 1 ? given.get(0) : nullptr;
  if (object != nullptr) {
    const std::vector<std::string_view> own = e.names_in(object, complete);
    const std::span<const std::string_view> others =
        object->is(Type::module) ? std::span<const std::string_view>(kNamesOfModules)
                                 : std::span<const std::string_view>(kNamesOfClasses);
    std::vector<std::string_view> all;
    std::merge(own.begin(), own.end(), others.begin(), others.end(), std::back_inserter(all));
    for (std::string_view name : all) names.push_back(e.values.borrowed(Type::string, name));
  }
  if (!complete) return e.unknown(Reason::unresolved, "the names of an object", Kind::list);
  return e.make_list(Type::iterator, std::move(names));
}

// inspect.getmembers(): names with what they give, in order.
Value members(Evaluator& e, const Arguments& given) {
  bool complete = false;
  const Value object = given.get(0);
  std::vector<Value> found;
  if (given.count() == 1 && object != nullptr) {
    for (std::string_view name : e.names_in(object, complete)) {
      bool unclear = false;
      Value value = find_attribute(e, object, name, unclear);
      if (e.stopped()) return e.nothing();
      if (unclear || value == nullptr) value = not_known(e);
      found.push_back(e.values.tuple(
          Type::tuple, {e.values.borrowed(Type::string, name), e.present_part(value, "")}));
    }
  }
  if (!complete) {
    if (object != nullptr) e.lose(object, Reason::call, "given to `inspect.getmembers`");
    return e.unknown(Reason::unresolved, "the members of an object", Kind::list);
  }
  return e.make_list(Type::iterator, std::move(found));
}

// importlib.import_module() of a module of the project, or of a library.
Value import_module(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "name");
  if (name == nullptr) return e.raised("TypeError");
  if (!name->is(Type::string) || name->text.starts_with('.') || given.count() != 1) {
    e.may_raise();
    return e.unknown(Reason::unresolved, "a module whose name is not known");
  }
  const std::string full(name->text);
  bool cyclic = false;
  bool deep = false;
  bool package = false;
  const ModuleRun* run = e.load_module(full, cyclic, deep);
  if (e.stopped()) return e.nothing();
  if (run != nullptr) return e.module_value(*run);
  if (!deep && e.world.module(top_of(full), package) == nullptr) {
    if (!e.import_may_fail(full)) return e.nothing();
    return e.values.borrowed(Type::external, e.keep(full));
  }
  e.may_raise("ModuleNotFoundError");
  e.remark(given.span, "`" + full + "` is not in the project; where it exists it may say more");
  Data* data =
      e.values.copy(e.unknown(Reason::unresolved, e.keep("`" + full + "` is not in the project")));
  data->text = e.keep("module " + full);
  return data;
}

Value does_nothing(Evaluator& e, const Arguments&) { return e.values.none(); }

}  // namespace

const BuiltinTable& object_builtins() {
  static const BuiltinTable table = {
      {"getattr", get_attribute},        {"hasattr", has_attribute_call},
      {"super", super_object},           {"dir", names_of_object},
      {"inspect.getmembers", members},   {"importlib.import_module", import_module},
      {"object.__init__", does_nothing},
  };
  return table;
}

}  // namespace djaz::python::eval
