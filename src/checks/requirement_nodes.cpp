#include "checks/requirement_nodes.h"

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kLongestVersion = 128;
constexpr std::size_t kMostBounds = 32;

}  // namespace

std::optional<std::vector<VersionBound>> version_bounds(const Node& requirement) {
  std::vector<VersionBound> out;
  const Node* list = below(&requirement, "specifiers");
  if (list == nullptr) return out;
  if (list->items.size() > kMostBounds) return std::nullopt;
  for (const Node* item : list->items) {
    const std::string_view op = text_under(*item, "operator");
    const std::string_view version = text_under(*item, "version");
    if (op.empty() || version.empty() || version.size() > kLongestVersion) return std::nullopt;
    out.push_back({std::string(op), std::string(version)});
  }
  return out;
}

std::string_view host_python(const Node& project) {
  const Node* sites = below(below(&project, "azure"), "Microsoft.Web/sites");
  if (sites == nullptr) return {};
  std::string_view found;
  for (const Node* site : sites->items) {
    const Node* config = below(below(site, "properties"), "siteConfig");
    const std::string_view stack =
        config == nullptr ? std::string_view() : text_under(*config, "linuxFxVersion");
    if (!starts_with_ignoring_case(stack, "python|")) continue;
    const std::string_view python = stack.substr(7);
    if (!found.empty() && found != python) return {};
    found = python;
  }
  return found;
}

}  // namespace djaz
