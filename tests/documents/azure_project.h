// A project of Azure documents alone, held in memory and assembled: what the tests of the kind ask.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "documents/assembly.h"
#include "documents/azure/azure.h"
#include "source/file_system.h"
#include "tree/dump.h"
#include "tree/path.h"

namespace djaz {

struct AzureProject {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;

  // What --resource says.
  struct About {
    std::string resource;
    std::vector<GivenParameters> parameters = {};
  };

  explicit AzureProject(std::vector<std::pair<std::string, std::string>> texts)
      : AzureProject(About(), std::move(texts)) {}
  AzureProject(About about, std::vector<std::pair<std::string, std::string>> texts)
      : files(in_memory(texts)), loader(*files, sources), assembly(loader, options, arena) {
    options.resource = std::move(about.resource);
    options.parameters = std::move(about.parameters);
    assembly.deployments.emplace_back();
    for (const auto& [path, text] : texts) loader.load(path, kAzure);
    kAzure.assemble(assembly);
  }

  const Node& azure() const { return *assembly.deployments.front().branches.get("azure"); }

  // The one place a path leads to, or null.
  const Node* at(const std::string& path) {
    const auto parsed = parse_path(path);
    if (!parsed.ok()) return nullptr;
    ResolveOptions how;
    how.ignore_case = true;
    const auto places = resolve(parsed.value(), azure(), "azure", arena, how);
    return places.size() == 1 ? places[0].node : nullptr;
  }
  std::size_t count(const std::string& path) {
    const auto parsed = parse_path(path);
    return parsed.ok() ? resolve(parsed.value(), azure(), "azure", arena).size() : 0;
  }
  std::string text_at(const Span& span) const { return std::string(sources.text_of(span)); }
  const Document& document(std::size_t index = 0) const { return *loader.documents()[index]; }
  std::vector<std::string> problems() const {
    std::vector<std::string> out;
    for (const auto& document : loader.documents())
      for (const Problem& problem : document->problems) out.push_back(problem.message);
    return out;
  }
};

inline std::string template_with(const std::string& head, const std::string& resources) {
  return R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/)"
         R"(deploymentTemplate.json#", "contentVersion": "1.0.0.0", )" +
         head + R"("resources": [)" + resources + "]}";
}

// One site whose httpsOnly is the expression.
inline std::string site_with(const std::string& head, const std::string& expression) {
  return template_with(head, R"({"type": "Microsoft.Web/sites", "name": "shop", "properties": )"
                             R"({"httpsOnly": ")" +
                                 expression + "\"}}");
}

inline constexpr const char* kHttps = R"("Microsoft.Web/sites"[*].properties.httpsOnly)";

// The value of an expression over the given head.
inline const Node& value_of(AzureProject& project) {
  const Node* node = project.at(kHttps);
  REQUIRE(node);
  return *node;
}

}  // namespace djaz
