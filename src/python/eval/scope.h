// Where names live: the modules that run, their scopes, and the functions that were defined there.
// A scope is never freed while its module is evaluated, so pointers to it stay good.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "python/eval/effects/effects.h"
#include "python/eval/values/value.h"
#include "python/evaluate.h"

namespace djaz::python::eval {

// Scopes that are no module's: which modules are loaded, and the environment variables.
constexpr std::uint32_t kModuleScope = 0;
constexpr std::uint32_t kEnvironmentScope = 1;
// Which files were included where.
constexpr std::uint32_t kIncludedScope = 2;

struct Closure;

struct ModuleRun {
  const Module* module = nullptr;
  std::string name;
  bool package = false;
  std::uint32_t scope = 0;
  bool raises = false;
};

struct Scope {
  enum class Kind : std::uint8_t { module, function, klass, comprehension };
  Kind kind = Kind::module;
  std::uint32_t id = 0;
  Scope* parent = nullptr;
  ModuleRun* run = nullptr;
  const Effects* effects = nullptr;            // function: which names are local
  const Closure* closure = nullptr;            // function: what runs
  Value receiver = nullptr;                    // function: its first argument
  std::unordered_set<std::string_view> outer;  // declared global
  bool open = false;     // names may have been added that could not be followed
  bool dynamic = false;  // and names may have been rewritten
};

struct Closure {
  std::string_view name;
  std::span<const Parameter> parameters;
  std::span<const Value> fallbacks;  // one for each parameter, null where there is none
  Block body;
  const Expression* expression = nullptr;  // lambda
  Scope* scope = nullptr;
  bool remembers = false;  // `lru_cache`: what was asked before is not asked again
  bool opaque = false;     // generator, coroutine or decorated by what is not modelled
  // What an attribute of a class that is this function gives.
  enum class Role : std::uint8_t { plain, of_class, without_self, property, cached, unknown };
  Role role = Role::plain;
  const Effects* effects = nullptr;
};

struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<std::string_view, Value>> named;
  bool unknown_spread = false;
  Span span;

  std::size_t count() const { return positional.size() + named.size(); }
  Value named_or_null(std::string_view name) const;
  // By place or by name; null when it is not given.
  Value get(std::size_t place, std::string_view name = {}) const;
};

}  // namespace djaz::python::eval
