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
  // The module that an entry point names and that is not production's by its name, or is what
  // production's is made from: this one stands beside it and was taken instead.
  Deployment::ModuleHint instead_of;
};

// The hint of greatest weight whose module exists. What the site holds weighs by itself; of what
// the repository holds, a module that is called after production weighs most and one for
// development nothing, unless the serving entry point names it and there is no other. Without any
// hint the most likely module by name, never a development one.
std::optional<ProductionModule> production_module(Assembly& assembly, const Deployment& deployment);

// A module beside this one whose name says production, or empty.
std::string production_sibling(Assembly& assembly, const Deployment& deployment,
                               const ProductionModule& module);

}  // namespace djaz
