// Objects of the project's classes: made, read and written. Their attributes are names of a scope
// of their own.
#include <algorithm>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

// Marks an object that code that is not followed has had in its hands.
constexpr std::string_view kLost = "*lost*";

constexpr std::size_t kMostFields = 256;

// super(): the search begins after its first item.
bool is_super(Value instance) { return !instance->items.empty(); }

}  // namespace

Value Evaluator::instantiate(Value klass, const Arguments& arguments) {
  const ClassInfo* info = class_of(klass);
  Value maker = info == nullptr ? nullptr : class_attribute(*info, 0, "__init__");
  const bool plain = maker == nullptr ||
                     (maker->is(Type::function) && maker->closure->role == Closure::Role::plain);
  if (info == nullptr || !info->instantiable || !plain ||
      (maker == nullptr && arguments.unknown_spread)) {
    lose(klass, Reason::call, "changed by code that is not followed");
    return call_unknown(klass->text, arguments);
  }
  const Scope& own = new_scope(Scope::Kind::klass, nullptr, nullptr);
  Data* made = scratch.make<Data>();
  made->type = Type::instance;
  made->object = own.id;
  made->self = klass;
  made->text = klass->text;
  if (info->settings != SettingsModel::none) {
    if (!fill_settings(*info, made, arguments)) {
      if (dead_ || exhausted_) return nothing_;
      return call_unknown(klass->text, arguments);
    }
  } else if (info->fields) {
    if (!fill_fields(*info, made, arguments))
      return dead_ ? nothing_ : call_unknown(klass->text, arguments);
  } else if (maker != nullptr) {
    Arguments bound = arguments;
    bound.positional.insert(bound.positional.begin(), made);
    call_closure(*maker->closure, bound);
  } else if (arguments.count() > 0) {
    return raised("TypeError");
  }
  return dead_ || exhausted_ ? nothing_ : made;
}

// A NamedTuple's or dataclass's own `__init__`. False when it is not modelled, or has raised.
bool Evaluator::fill_fields(const ClassInfo& info, Value instance, const Arguments& arguments) {
  std::size_t place = 0;
  std::size_t given = 0;
  if (arguments.unknown_spread || info.statement->body.size() > kMostFields) return false;
  for (const Statement* statement : info.statement->body) {
    if (statement->kind != StatementKind::assign) continue;
    const auto& field = as<Assign>(*statement);
    if (field.annotation == nullptr || field.targets.size() != 1 ||
        field.targets[0]->kind != ExpressionKind::name)
      continue;
    const std::string_view name = as<Name>(*field.targets[0]).id;
    Value value = arguments.get(place, name);
    if (value != nullptr) {
      ++given;
    } else {
      value = class_attribute(info, 0, name);
      if (value == nullptr) {
        raise("TypeError");
        return false;
      }
      // What field() says is not modelled.
      if (field.value != nullptr && field.value->kind == ExpressionKind::call)
        value = unknown(Reason::unsupported, "a field that is made for each object");
    }
    store_attribute(instance, name, value);
    ++place;
  }
  if (given != arguments.count()) raise("TypeError");
  return !dead_;
}

void Evaluator::store_attribute(Value instance, std::string_view name, Value value) {
  const ClassInfo* info = class_of(instance->self);
  const Value found = info == nullptr ? nullptr : class_attribute(*info, 0, name);
  const bool data = found == nullptr || !(found->is(Type::function) || found->is(Type::unknown)) ||
                    (found->is(Type::function) && found->closure->role == Closure::Role::plain);
  if (info == nullptr || is_super(instance) || !data) {
    may_raise("AttributeError");
    lose(instance, Reason::unsupported, "an attribute of it is written");
    lose(value, Reason::unsupported, "given to an object");
    return;
  }
  if (value->is(Type::iterator)) value = unknown(Reason::unsupported, "an iterator");
  store_in(scopes_[instance->object], name, value);
}

void Evaluator::lose_attributes(Value instance) {
  if (instance->object == instance->self->object) return;
  state.set(name_key(instance->object, intern(kLost)), values.boolean(true));
}

// What an object gives under a name that its class has.
Value Evaluator::bound_attribute(Value found, Value instance, std::string_view name,
                                 bool& unclear) {
  return each_present(found, [&](Value one) -> Value {
    if (!one->is(Type::function)) return one;
    Data* bound = values.copy(one);
    switch (one->closure->role) {
      case Closure::Role::without_self:
        return one;
      case Closure::Role::plain:
        bound->self = instance;
        return bound;
      case Closure::Role::of_class:
        bound->self = instance->self;
        return bound;
      case Closure::Role::property:
      case Closure::Role::cached: {
        const bool again = one->closure->role == Closure::Role::cached;
        const Value value = call_closure(*one->closure, Arguments{{instance}, {}, false, here});
        if (again && !dead_ && !exhausted_) store_in(scopes_[instance->object], name, value);
        return value;
      }
      default:
        unclear = true;
        return unknown(Reason::unsupported, keep("the attribute `" + std::string(name) + "`"));
    }
  });
}

Value Evaluator::instance_attribute(Value instance, std::string_view name, bool& unclear) {
  const ClassInfo* info = class_of(instance->self);
  const Value lost = lookup(name_key(instance->object, intern(kLost)));
  if (info == nullptr || !info->simple || narrow(lost) != nullptr || name == "__dict__") {
    if (name == "__dict__") lose(instance, Reason::dynamic, "its attributes are written");
    unclear = true;
    return nullptr;
  }
  if (is_super(instance)) {
    std::size_t from = 0;
    while (from < info->order.size() && info->order[from]->object != instance->items[0]->object)
      ++from;
    const Value found = class_attribute(*info, from + 1, name);
    Data* self = values.copy(instance);
    self->items = {};
    // What object and Configuration have does nothing to settings.
    if (found == nullptr) {
      if (name == "__init__" || name == "pre_setup" || name == "setup" || name == "post_setup")
        return values.borrowed(Type::external, "object.__init__");
      unclear = name.starts_with("__") || info->configuration;
      return nullptr;
    }
    return bound_attribute(found, instance->boolean ? instance->self : self, name, unclear);
  }
  if (name == "__class__") return instance->self;
  const Value of_class = class_attribute(*info, 0, name);
  const bool property = of_class != nullptr && of_class->is(Type::function) &&
                        of_class->closure->role == Closure::Role::property;
  const Value own = narrow(lookup(name_key(instance->object, intern(name))));
  if (own != nullptr && !property) {
    bool certain = true;
    if (own->is(Type::unknown))
      for (const Alternative& one : own->unknown->alternatives)
        certain = certain && one.value != nullptr;
    if (certain) return own;
  }
  const Value found =
      of_class == nullptr ? nullptr : bound_attribute(of_class, instance, name, unclear);
  if (dead_ || exhausted_) return nothing_;
  if (own != nullptr && !property) return laid_over(own, found);
  if (found == nullptr)
    unclear =
        name.starts_with("__") || info->configuration || info->settings != SettingsModel::none;
  return found;
}

// super(), inside a method or with both its arguments.
Value Evaluator::super_of(const Arguments& arguments) {
  Value klass = arguments.get(0);
  Value object = arguments.get(1);
  if (arguments.count() == 0) {
    const Scope* at = scope;
    while (at != nullptr && !(at->kind == Scope::Kind::function && at->closure != nullptr &&
                              at->closure->scope->kind == Scope::Kind::klass))
      at = at->parent;
    if (at != nullptr) {
      const auto found = classes_.find(at->closure->scope->id);
      if (found != classes_.end()) klass = found->second.klass;
      object = at->receiver;
    }
  }
  if (klass == nullptr || object == nullptr || !klass->is(Type::klass) ||
      !(object->is(Type::instance) || object->is(Type::klass)))
    return call_unknown("super", arguments);
  Data* made = scratch.make<Data>();
  made->type = Type::instance;
  made->boolean = object->is(Type::klass);
  made->object = object->object;
  made->self = object->is(Type::klass) ? object : object->self;
  made->items = scratch.list(std::vector<Value>{klass});
  return made;
}

// The names that dir() lists, without those that begin with two underscores.
std::vector<std::string_view> Evaluator::names_in(Value object, bool& complete) {
  std::vector<std::uint32_t> from;
  complete = true;
  if (object->is(Type::module)) {
    from.push_back(object->object);
    complete = !scopes_[object->object].open;
  } else {
    const Value klass = object->is(Type::instance) ? object->self : object;
    const ClassInfo* info = klass->is(Type::klass) ? class_of(klass) : nullptr;
    if (info == nullptr || !info->simple || info->configuration) {
      complete = false;
      return {};
    }
    if (object->is(Type::instance)) {
      from.push_back(object->object);
      complete = lookup(name_key(object->object, intern(kLost))) == nullptr && !is_super(object);
    }
    for (Value one : info->order) from.push_back(one->object);
  }
  std::set<std::string_view> names;
  for (std::uint32_t id : from) {
    state.each_key(id, [&](NameKey key) {
      const std::string_view name = names_[static_cast<std::uint32_t>(key)];
      const Value value = narrow(lookup(key));
      if (value == nullptr || name.starts_with("__")) return;
      names.insert(name);
      if (value->is(Type::unknown))
        for (const Alternative& one : value->unknown->alternatives)
          complete = complete && one.value != nullptr;
    });
  }
  return {names.begin(), names.end()};
}

}  // namespace djaz::python::eval
