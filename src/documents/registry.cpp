// The kinds of documents, in the order in which they are assembled: what sets variables and names
// the settings module comes before the settings that read them.
#include <array>

#include "documents/azure/azure.h"
#include "documents/compose/compose.h"
#include "documents/container/container.h"
#include "documents/dependencies/dependencies.h"
#include "documents/deploy/deploy.h"
#include "documents/document.h"
#include "documents/dotenv/dotenv.h"
#include "documents/launch/launch.h"
#include "documents/process/process.h"
#include "documents/repository/repository.h"
#include "documents/requirements/requirements.h"
#include "documents/settings/settings.h"
#include "documents/startup/startup.h"
#include "documents/web_config/web_config.h"

namespace djaz {

std::span<const DocumentKind* const> document_kinds() {
  static constexpr std::array<const DocumentKind*, 13> kKinds = {
      &kAzure,     &kRequirements, &kDependencies, &kDotenv, &kLaunch,   &kWebConfig, &kStartup,
      &kContainer, &kCompose,      &kProcess,      &kDeploy, &kSettings, &kRepository};
  return kKinds;
}

const DocumentKind* find_document_kind(std::string_view name) {
  for (const DocumentKind* kind : document_kinds())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace djaz
