// What a stretch of a large export becomes, as assemble.cpp has it for a whole project.
#include "documents/azure/stretch.h"

#include "project/project.h"
#include "project/secrets.h"

namespace djaz {

void assemble_stretch(Document& document, const SourceFile& file, const ProductionOptions& options,
                      Project& project) {
  const Builder builder(project.arena);
  MappingBuilder branches;
  branches.set("azure", azure::stretch_branch(builder, *document.root, file.path(), document));
  if (!options.as_of.empty()) branches.set("as_of", builder.string(options.as_of));
  branches.set("secrets", secrets_of(builder, document, file, options.as_of));
  ProjectDeployment deployment;
  deployment.root = overlay_defaults(*branches.build(builder), options, project.arena);
  project.deployments.push_back(std::move(deployment));
}

}  // namespace djaz
