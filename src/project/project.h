// The project: all documents joined into deployments, each a tree of branches as production would
// see them. This is what rules select from.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "djaz/result.h"
#include "djaz/source.h"
#include "documents/assembly.h"
#include "documents/loader.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct ProjectDeployment {
  std::string name;
  // A closed mapping: settings, requirements, environment, azure, documents, …
  const Node* root = nullptr;
  std::vector<std::string> assumptions;
  // Where a finding about an absent node under this branch stands when nothing nearer is written:
  // for `settings`, the first byte of the production module.
  std::map<std::string, Span, std::less<>> fallback;
};

struct Project {
  Arena arena;
  std::vector<ProjectDeployment> deployments;
  std::vector<std::string> notes;
  // What the command line asks of it cannot be done: wrong usage.
  std::vector<Error> errors;
};

// Joins what the loader holds. Follows includes through it.
std::unique_ptr<Project> assemble(Loader& loader, const ProductionOptions& options);

// The project that a stretch of a large export makes by itself. The document's root is the
// elements.
void assemble_stretch(Document& document, const SourceFile& file, const ProductionOptions& options,
                      Project& project);

// Facts that hold where nothing is written: rules/defaults/*.toml. Adds default nodes under closed
// parents that lack them; returns the new root of the deployment.
const Node* overlay_defaults(const Node& root, const ProductionOptions& options, Arena& arena);

}  // namespace djaz
