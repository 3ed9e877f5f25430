#include "documents/deploy/deploy.h"

#include <algorithm>
#include <array>
#include <string>

#include "documents/agreed_module.h"
#include "documents/assembly.h"
#include "documents/module_mention.h"
#include "documents/stated_module.h"
#include "support/text.h"

namespace djaz {
namespace deploy {
namespace {

// What deploys: a workflow, a pipeline, or a script that is called so.
bool is_deploying(std::string_view path) {
  const std::string name = lowered(file_name_of(path));
  const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  if (yaml)
    return directory_of(path).ends_with(".github/workflows") || name.starts_with("azure-pipelines");
  if (!name.ends_with(".sh") && !name.ends_with(".ps1")) return false;
  return name.find("deploy") != std::string::npos || name.find("provision") != std::string::npos ||
         name.find("appsettings") != std::string::npos ||
         name.find("app-settings") != std::string::npos;
}

Suspicion suspects(std::string_view path) {
  const bool deploys = is_deploying(path) && !has_developers_word(file_name_of(path));
  return deploys ? Suspicion::yes : Suspicion::no;
}

// Gives a site or an image its variables; a slot is for trying out.
bool gives_variables(std::string_view command) {
  constexpr std::array<std::string_view, 6> kCommands = {
      "appsettings set",  "containerapp create", "containerapp update",
      "container create", "--build-arg",         "Set-AzWebApp"};
  const bool known = std::any_of(kCommands.begin(), kCommands.end(), [&](std::string_view one) {
    return command.find(one) != std::string_view::npos;
  });
  return known && command.find("--slot ") == std::string_view::npos &&
         command.find("--slot=") == std::string_view::npos;
}

// Where a command that begins at `at` ends: a line that ends in `\\` or a backtick goes on.
std::size_t command_end(std::string_view text, std::size_t at) {
  while (true) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trimmed(text.substr(at, end - at));
    if (end == text.size() || line.empty() || (line.back() != '\\' && line.back() != '`'))
      return end;
    at = end + 1;
  }
}

// One name, where all commands agree.
void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const std::string_view text = file.text();
  const Span all{file.id(), 0, static_cast<std::uint32_t>(text.size())};
  MappingBuilder root;
  AgreedModule agreed;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = command_end(text, at);
    const std::string_view command = text.substr(at, end - at);
    if (!trimmed(command).starts_with('#') && gives_variables(command)) {
      if (const auto mention = module_mention(command))
        agreed.add(mention->module, mention->span_in(file, at));
    }
    at = end + 1;
  }
  agreed.put(builder, root);
  document.root = root.build(builder, all);
}

void assemble(Assembly& assembly) {
  add_stated_module(assembly, kDeploy.name, authority::kProcessFile, authority::kProcessFile);
}

}  // namespace
}  // namespace deploy

const DocumentKind kDeploy = {
    .name = "deploy",
    .suspects = deploy::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = deploy::parse,
    .tree = nullptr,
    .assemble = deploy::assemble,
    .size_limit = 262'144,
};

}  // namespace djaz
