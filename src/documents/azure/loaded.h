// The Azure documents of a run, with what each holds.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/azure/classify.h"
#include "documents/document.h"

namespace djaz {
class Assembly;
}

namespace djaz::azure {

struct Loaded {
  Document* document = nullptr;
  std::string path;
  std::vector<Piece> pieces;

  bool has(Shape shape) const {
    for (const Piece& piece : pieces)
      if (piece.shape == shape) return true;
    return false;
  }
};

std::vector<Loaded> load_all(const Assembly& assembly);

// By the directory they are in.
using Directories = std::map<std::string_view, std::vector<const Loaded*>, std::less<>>;
Directories by_directory(const std::vector<Loaded>& all);

// The mapping of values in a parameters file, or null.
const Node* values_in(const Loaded& loaded);

// Whether a template declares every parameter that a mapping of `{"value": …}` names.
bool declares_all(const Node& arm_template, const Node* given);

// `azuredeploy.json` is given its values by `azuredeploy.parameters.json`, the portal's
// `template.json` by `parameters.json`; failing that, by the only file that has its name
// (`azuredeploy.parameters.test.json`), or that lies beside the only template, and gives nothing
// that the template does not declare. Of several, production's is meant where one says so.
const Loaded* parameters_beside(const Directories& all, const std::string& path);

}  // namespace djaz::azure
