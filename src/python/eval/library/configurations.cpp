// A class of django-configurations set up: its attributes in capitals become names of its module.
#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

bool is_setting(std::string_view name) {
  return !name.starts_with('_') &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

// As the metaclass copies them: the class's own, then all that the first base has, then the next.
// `defaulted` is set where a later base would have it, but the first has Django's default.
Value Evaluator::configured_attribute(const ClassInfo& info, std::string_view name,
                                      bool& defaulted) {
  const Value own = narrow(lookup(name_key(info.klass->object, intern(name))));
  if (own != nullptr) return own;
  bool passed = false;
  for (Value base : info.bases) {
    const ClassInfo* known = class_of(base);
    if (known == nullptr) continue;
    const Value value = configured_attribute(*known, name, defaulted);
    if (value != nullptr) {
      defaulted = defaulted || passed;
      return value;
    }
    passed = passed || known->configuration;
  }
  return nullptr;
}

void Evaluator::configure(std::string_view class_name) {
  const Value klass = narrow(lookup(name_key(scope->id, intern(class_name))));
  const ClassInfo* info = klass != nullptr && klass->is(Type::klass) ? class_of(klass) : nullptr;
  if (info == nullptr || !info->configuration) return;
  if (!info->simple || !info->instantiable) {
    lose_everything("a configuration class that is not followed may have set it");
    return;
  }
  std::vector<std::string_view> names;
  std::unordered_set<std::string_view> seen;
  for (auto one = info->order.rbegin(); one != info->order.rend(); ++one)
    state.each_key((*one)->object, [&](NameKey key) {
      const std::string_view name = names_[static_cast<std::uint32_t>(key)];
      if (is_setting(name) && seen.insert(name).second) names.push_back(name);
    });
  for (const char* hook : {"pre_setup", "setup"}) {
    bool unclear = false;
    const Value own = class_attribute_of(klass, hook, unclear);
    if (own != nullptr && own->is(Type::function)) call(own, {});
    if (dead_ || exhausted_) return;
  }
  Scope& target = scopes_[klass->object];
  for (std::string_view name : names) {
    bool defaulted = false;
    Value value = configured_attribute(*info, name, defaulted);
    if (value == nullptr) continue;
    if (defaulted) value = unknown(Reason::conflict, "two configuration classes give it");
    value = each_present(
        value, [&](Value one) { return is_pending(one) ? set_up(*this, one, name) : one; });
    if (dead_ || exhausted_) return;
    store_in(target, name, value);
  }
  const Value made = instantiate(klass, {});
  if (dead_ || exhausted_ || !made->is(Type::instance)) return;
  for (std::string_view name : names) {
    bool unclear = false;
    Value value = instance_attribute(made, name, unclear);
    if (dead_ || exhausted_) return;
    if (unclear || value == nullptr) {
      value = unknown(Reason::unsupported, "an attribute of a configuration class");
    } else {
      // Methods are called.
      value = each_present(value, [&](Value one) -> Value {
        const Value given = one->is(Type::function) ? call(one, {}) : one;
        return !dead_ && is_pending(given) ? set_up(*this, given, name) : given;
      });
    }
    if (dead_ || exhausted_) return;
    store(name, value);
    auto place = name_spans_.find(name_key(klass->object, intern(name)));
    if (place == name_spans_.end())
      for (Value one : info->order) {
        place = name_spans_.find(name_key(one->object, intern(name)));
        if (place != name_spans_.end()) break;
      }
    if (place != name_spans_.end()) name_spans_[name_key(scope->id, intern(name))] = place->second;
  }
}

}  // namespace djaz::python::eval
