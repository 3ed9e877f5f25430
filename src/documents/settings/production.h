// Which settings module production loads, and on whose word.
#pragma once

#include <optional>
#include <string>

#include "documents/assembly.h"

namespace djaz {

struct ProductionModule {
  std::string name;    // "config.settings.production"
  std::string path;    // its file
  std::string source;  // who says so, in words
  Span span;           // where it is said; may be invalid
  bool guessed = false;
  // The module that an entry point names and that is not in the project, where this one was taken
  // instead: it may take everything over from this one and set more.
  std::string absent;
};

// Of the hint that manage.py gives: it starts a developer's server, not production's.
inline constexpr int kManageAuthority = 10;

// The hint of greatest authority whose module exists; manage.py's only when its
// name is not one for development. Without any hint the most likely module by
// name, never a development one.
std::optional<ProductionModule> production_module(Assembly& assembly, const Deployment& deployment);

// A module beside this one whose name says production, or empty.
std::string production_sibling(Assembly& assembly, const Deployment& deployment,
                               const ProductionModule& module);

}  // namespace djaz
