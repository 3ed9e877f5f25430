// What a piece of program may do to its surroundings, found without running it: the names that it
// binds and the names that it looks at. Needed where code runs an unknown number of times.
#pragma once

#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "python/syntax.h"

namespace djaz::python::eval {

struct Effects {
  std::vector<std::string_view> bound_order;
  std::unordered_set<std::string_view> bound;  // in this scope
  std::unordered_set<std::string_view> outer;  // declared global or nonlocal
  // Names that are looked at; true when all is done with them is to add something:
  // `.append(…)`, `.extend(…)`, `+= …`.
  std::unordered_map<std::string_view, bool> used;
  // Names that are gone through item by item: the collection stays as it is, its items may change.
  std::unordered_set<std::string_view> iterated;
  std::unordered_set<std::string_view> enclosing;  // of these, those declared nonlocal
  // Names that functions defined inside declare global or nonlocal.
  std::unordered_set<std::string_view> rebound;
  // Environment variables that may be written: the name that may stand for os.environ, "" where it
  // certainly does, and the variable, "" where it may be any.
  std::set<std::pair<std::string_view, std::string_view>> variables;
  bool star_import = false;
  // `sys.modules[__name__]` is looked at: the module's names may be written through it.
  bool modules = false;
  // Something is called, awaited or bound by `:=`. What only looks changes nothing that it looks
  // at.
  bool acts = false;
  // Names are written through globals(), each under an `if` that says how it begins.
  std::vector<std::string_view> written_prefixes;
};

Effects effects_of(Block block, const Expression* expression = nullptr);

}  // namespace djaz::python::eval
