// The requirements files that concern one deployment, each with its role: what production installs
// first, then what its name says, then what includes it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/requirements/graph.h"
#include "documents/requirements/roles.h"

namespace djaz::requirements {

// A version that a constraints file fixes.
struct Pin {
  const Node* version = nullptr;
  std::size_t file = 0;
};
using Pins = std::map<std::string_view, Pin>;

struct DeploymentFiles {
  std::vector<std::size_t> members;  // of the graph, by path
  // The rest has one entry for each file of the graph.
  std::vector<Role> roles;
  std::vector<bool> constraints;
  std::vector<bool> compiled;
  // Of a compiled file: the first file that it was compiled from, or npos.
  std::vector<std::size_t> compiled_from;
  // Production installs from it: reached from the file that the host takes.
  std::vector<bool> installed;
  // The file that the host takes, or npos.
  std::size_t runtime = IncludeGraph::npos;
  std::vector<Pins> pin_sets;
  std::vector<std::size_t> pin_set;  // for each file, an index of `pin_sets` or npos

  const Pin* pin_for(std::size_t file, std::string_view name) const;
};

DeploymentFiles choose_files(const IncludeGraph& graph, const Deployment& deployment,
                             const Assembly& assembly);

}  // namespace djaz::requirements
