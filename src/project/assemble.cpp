#include <map>
#include <utility>

#include "documents/document.h"
#include "project/project.h"
#include "project/roots.h"
#include "project/secrets.h"

namespace djaz {
namespace {

void set_variables(Deployment& deployment, const ProductionOptions& options) {
  for (const auto& [name, value] : options.variables) {
    python::Variable variable;
    variable.state = python::Variable::State::value;
    variable.text = value;
    variable.source = "the command line";
    deployment.environment[name] = std::move(variable);
  }
  if (options.variables_complete) deployment.environment_closed = true;
}

// What the documents and the command line say that production's environment holds.
const Node* environment_of(const Builder& builder, const Deployment& deployment) {
  std::vector<Entry> entries;
  for (const auto& [name, variable] : deployment.environment) {
    using State = python::Variable::State;
    const Node* value = nullptr;
    if (variable.state == State::value) {
      value =
          builder.with_traits(*builder.string(variable.text, variable.where), {Trait::env_text});
    } else if (variable.state == State::present) {
      Unknown about{.reason = Reason::environment, .detail = "its text is not in any document"};
      about.type = Kind::string;
      about.not_empty = true;
      value = builder.unknown(about, variable.where);
    } else {
      continue;
    }
    entries.push_back({builder.arena().text(name), value, variable.where, nullptr});
  }
  return builder.mapping(entries, {}, !deployment.environment_closed);
}

const Node* documents_of(const Builder& builder, const Loader& loader, const Sources& sources) {
  std::vector<Entry> entries;
  for (const auto& document : loader.documents())
    entries.push_back({builder.arena().text(sources.file(document->file).path()), document->root,
                       Span{document->file, 0, 0}, nullptr});
  return builder.mapping(entries);
}

void name_deployments(std::vector<Deployment>& deployments) {
  if (deployments.size() < 2) return;
  for (Deployment& deployment : deployments) {
    deployment.name = deployment.site;
    if (deployment.name.empty()) deployment.name = deployment.root;
    if (deployment.name.empty()) deployment.name = ".";
  }
}

}  // namespace

std::unique_ptr<Project> assemble(Loader& loader, const ProductionOptions& options) {
  auto project = std::make_unique<Project>();
  Assembly assembly(loader, options, project->arena);
  for (std::string& root : deploy_roots(loader)) {
    Deployment deployment;
    deployment.root = std::move(root);
    assembly.deployments.push_back(std::move(deployment));
  }
  for (Deployment& deployment : assembly.deployments) set_variables(deployment, options);
  for (const DocumentKind* kind : document_kinds()) {
    if (kind->assemble != nullptr) kind->assemble(assembly);
    // A kind may add deployments; the command line stands above what it found.
    for (Deployment& deployment : assembly.deployments) set_variables(deployment, options);
  }
  name_deployments(assembly.deployments);
  const Node* documents = documents_of(assembly.builder, loader, loader.sources());
  const Node* secrets = secrets_of(assembly.builder, loader, options.as_of);
  // What Azure holds is the same for most deployments: its defaults are laid over it once, and
  // rules see that it is the same node.
  std::map<const Node*, const Node*> azure;
  for (Deployment& deployment : assembly.deployments) {
    const Node* written = deployment.branches.get("azure");
    if (const auto done = azure.find(written); done != azure.end())
      deployment.branches.set("azure", done->second);
    deployment.branches.set("environment", environment_of(assembly.builder, deployment));
    deployment.branches.set("documents", documents);
    if (!options.as_of.empty())
      deployment.branches.set("as_of", assembly.builder.string(options.as_of));
    deployment.branches.set("secrets", secrets);
    ProjectDeployment finished;
    finished.name = deployment.name;
    const Node* root = deployment.branches.build(assembly.builder);
    finished.root = overlay_defaults(*root, options, project->arena);
    if (const Entry* laid = find_entry(*finished.root, "azure")) azure[written] = laid->value;
    finished.assumptions = std::move(deployment.assumptions);
    finished.fallback["settings"] = deployment.settings_start;
    project->deployments.push_back(std::move(finished));
  }
  project->notes = std::move(assembly.notes);
  project->errors = std::move(assembly.errors);
  return project;
}

}  // namespace djaz
