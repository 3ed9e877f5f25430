// Classes: defined here, with the order in which attributes are looked for, and what an attribute
// of a class gives.
#include "python/eval/classes.h"

#include <algorithm>
#include <array>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"
#include "python/eval/library/settings_models.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostBases = 32;
constexpr std::size_t kLongestOrder = 64;

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& options) {
  return std::find(options.begin(), options.end(), text) != options.end();
}

// Bases of libraries that add nothing that a setting could see.
constexpr std::array<std::string_view, 6> kPlainBases = {"object",
                                                         "abc.ABC",
                                                         "typing.Protocol",
                                                         "configurations.Configuration",
                                                         "configurations.base.Configuration",
                                                         "typing.NamedTuple"};
constexpr std::array<std::string_view, 2> kConfigurations = {"configurations.Configuration",
                                                             "configurations.base.Configuration"};
// Special names that change nothing of what attributes give.
constexpr std::array<std::string_view, 6> kHarmless = {
    "__init__", "__doc__", "__module__", "__qualname__", "__annotations__", "__all__"};

// The linearisation of C3; empty where there is none.
std::vector<Value> linear(Value self, std::vector<std::vector<Value>> lists) {
  std::vector<Value> order{self};
  auto alike = [](Value a, Value b) { return a->object == b->object; };
  while (true) {
    Value next = nullptr;
    bool left = false;
    for (const std::vector<Value>& list : lists) {
      if (list.empty()) continue;
      left = true;
      bool later = false;
      for (const std::vector<Value>& other : lists)
        for (std::size_t i = 1; i < other.size(); ++i)
          later = later || alike(other[i], list.front());
      if (later) continue;
      next = list.front();
      break;
    }
    if (!left) return order;
    if (next == nullptr || order.size() >= kLongestOrder) return {};
    order.push_back(next);
    for (std::vector<Value>& list : lists)
      if (!list.empty() && alike(list.front(), next)) list.erase(list.begin());
  }
}

}  // namespace

void Evaluator::decorate(Closure& closure, Value decorator) const {
  static constexpr std::array<std::string_view, 7> kTransparent = {
      "abc.abstractmethod",   "typing.overload", "typing.override",
      "typing.no_type_check", "typing.final",    "typing_extensions.override",
      "functools.wraps()"};
  static constexpr std::array<std::string_view, 3> kRemembering = {
      "functools.lru_cache", "functools.cache", "functools.lru_cache()"};
  const bool external = decorator->is(Type::external);
  if (external && one_of(decorator->text, kRemembering)) {
    closure.remembers = true;
    return;
  }
  if (external && one_of(decorator->text, kTransparent)) return;
  const bool first = closure.role == Closure::Role::plain && !closure.opaque;
  if (external && first && decorator->text == "staticmethod") {
    closure.role = Closure::Role::without_self;
  } else if (external && first && decorator->text == "classmethod") {
    closure.role = Closure::Role::of_class;
  } else if (external && first && decorator->text == "property") {
    closure.role = Closure::Role::property;
  } else if (external && first &&
             (decorator->text == "functools.cached_property" ||
              decorator->text == "django.utils.functional.cached_property")) {
    closure.role = Closure::Role::cached;
  } else {
    closure.opaque = true;
    closure.role = Closure::Role::unknown;
  }
}

const ClassInfo* Evaluator::class_of(Value klass) const {
  const auto found = classes_.find(klass->object);
  return found == classes_.end() ? nullptr : &found->second;
}

void Evaluator::define_class(const Class& s) {
  ClassInfo info;
  info.statement = &s;
  info.simple = s.bases.size() <= kMostBases;
  info.instantiable = true;
  for (const Expression* decorator : s.decorators) {
    const Value value = evaluate(decorator);
    if (dead_ || exhausted_) return;
    const bool data = value->is(Type::external) && value->text == "dataclasses.dataclass" &&
                      decorator->kind != ExpressionKind::call;
    info.fields = info.fields || data;
    info.simple = info.simple && data;
  }
  std::vector<Value> bases;
  std::vector<std::vector<Value>> orders;
  for (const Argument& base : s.bases) {
    const Value value = evaluate(base.value);
    if (dead_ || exhausted_) return;
    bases.push_back(value);
    const ClassInfo* known = value->is(Type::klass) ? class_of(value) : nullptr;
    const SettingsModel settings =
        value->is(Type::external) ? settings_model(value->text) : SettingsModel::none;
    const bool plain = settings != SettingsModel::none ||
                       (value->is(Type::external) && one_of(value->text, kPlainBases));
    if (settings != SettingsModel::none) info.settings = settings;
    info.simple =
        info.simple && base.keyword.empty() && (plain || (known != nullptr && known->simple));
    if (known != nullptr) {
      // A dataclass's fields are those of its bases too, in an order that is not modelled.
      info.instantiable = info.instantiable && known->instantiable && !known->fields;
      info.configuration = info.configuration || known->configuration;
      if (known->settings != SettingsModel::none) info.settings = known->settings;
      info.bases.push_back(value);
      orders.push_back(known->order);
    } else if (plain) {
      info.configuration = info.configuration || one_of(value->text, kConfigurations);
      info.fields = info.fields || value->text == "typing.NamedTuple";
    }
  }
  if (dead_ || exhausted_) return;
  Scope* before = scope;
  Scope& body = new_scope(Scope::Kind::klass, scope, scope->run);
  scope = &body;
  run_block(s.body);
  scope = before;
  if (dead_ || exhausted_) return;
  state.each_key(body.id, [&](NameKey key) {
    const std::string_view name = names_[static_cast<std::uint32_t>(key)];
    if (name.size() < 5 || !name.starts_with("__") || !name.ends_with("__")) return;
    if (name == "__init_subclass__" || name == "__class_getitem__") info.simple = false;
    if (!one_of(name, kHarmless)) info.instantiable = false;
    if (info.fields && name == "__init__") info.instantiable = false;
  });
  Data* data = scratch.make<Data>();
  data->type = Type::klass;
  data->text = s.name;
  data->object = body.id;
  data->items = scratch.list(bases);
  data->span = s.name_span;
  info.klass = data;
  if (info.simple) {
    orders.push_back(info.bases);
    info.order = linear(data, std::move(orders));
  }
  info.simple = info.simple && !info.order.empty();
  info.instantiable = info.instantiable && info.simple;
  data->boolean = info.simple;
  classes_.emplace(body.id, std::move(info));
  store(s.name, data);
}

// What the class or, where it does not have it, the next one in order has under the name.
Value Evaluator::class_attribute(const ClassInfo& info, std::size_t from, std::string_view name) {
  const std::uint32_t id = intern(name);
  for (std::size_t at = from; at < info.order.size(); ++at) {
    const Value value = narrow(lookup(name_key(info.order[at]->object, id)));
    if (value == nullptr) continue;
    if (value->is(Type::unknown))
      for (const Alternative& one : value->unknown->alternatives)
        if (one.value == nullptr) return laid_over(value, class_attribute(info, at + 1, name));
    return value;
  }
  return nullptr;
}

Value Evaluator::class_attribute_of(Value klass, std::string_view name, bool& unclear) {
  const ClassInfo* info = class_of(klass);
  // Fields are no attributes of their class.
  if (info == nullptr || !info->simple || info->settings != SettingsModel::none) {
    unclear = true;
    return nullptr;
  }
  const Value found = class_attribute(*info, 0, name);
  if (found == nullptr) {
    unclear = name.starts_with("__") || info->configuration;
    return nullptr;
  }
  return each_present(found, [&](Value one) -> Value {
    if (!one->is(Type::function)) return one;
    switch (one->closure->role) {
      case Closure::Role::plain:
      case Closure::Role::without_self:
        return one;
      case Closure::Role::of_class: {
        Data* bound = values.copy(one);
        bound->self = klass;
        return bound;
      }
      default:
        return unknown(Reason::unsupported, keep("the attribute `" + std::string(name) + "`"));
    }
  });
}

// Acts on what is there, and keeps what is absent so.
Value Evaluator::each_present(Value value, const std::function<Value(Value)>& act) {
  if (value == nullptr) return nullptr;
  if (!value->is(Type::unknown) || value->unknown->alternatives.empty()) return act(value);
  std::vector<Branch> branches;
  for (const Alternative& one : value->unknown->alternatives)
    branches.push_back({one.when, [&act, one]() -> Value {
                          return one.value == nullptr ? nullptr : act(one.value);
                        }});
  return fork(branches);
}

Value Evaluator::present_part(Value value, std::string_view exception) {
  if (!value->is(Type::unknown) || value->unknown->alternatives.empty()) return value;
  std::vector<Alternative> kept;
  for (const Alternative& one : value->unknown->alternatives)
    if (one.value != nullptr) kept.push_back(one);
  if (kept.size() == value->unknown->alternatives.size()) return value;
  may_raise(exception);
  return join_values(kept);
}

}  // namespace djaz::python::eval
