// What a module does besides giving names values: attributes of libraries that it replaces,
// functions that it calls for their effect. Only statements that run on every path, as they are
// written.
#pragma once

#include <string>
#include <vector>

#include "python/parse.h"
#include "tree/builder.h"

namespace djaz {

// `ssl.verify = False` is a mapping {target, value}, with the value's text when it is a dotted
// name; `load_dotenv(override=True)` is {name, switches: [{name}]}, the keywords that are given
// True.
struct Statements {
  std::vector<const Node*> assigned;
  std::vector<const Node*> called;
  // There are more than were taken.
  bool open = false;
};

void collect_statements(const python::Module& module, const Builder& builder, Statements& out);

// Everything that the module imports at its top: "os", "whitenoise.WhiteNoise".
std::vector<std::string> imports_of(const python::Module& module);

}  // namespace djaz
