#include "documents/azure/production.h"

#include <map>

#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::size_t kMostDeployments = 64;

python::Variable variable_of(const Node& value, const std::string& source) {
  python::Variable variable;
  variable.where = value.span;
  variable.source = source;
  variable.state = python::Variable::State::present;
  if (value.is(Kind::string) && !starts_with_ignoring_case(value.text, "@Microsoft.KeyVault(")) {
    variable.state = python::Variable::State::value;
    variable.text = value.text;
  } else if (value.is(Kind::integer)) {
    variable.state = python::Variable::State::value;
    variable.text = std::to_string(value.integer);
  }
  return variable;
}

std::string words_for(const Resource& site) {
  const std::string name = site.site_name();
  return name.empty() ? "the app settings" : "the app settings of `" + name + "`";
}

void fill(Deployment& deployment, const Resource& site) {
  const std::string source = words_for(site);
  deployment.site = site.site_name();
  deployment.environment_closed |= site.app_settings.full && !site.app_settings.open;
  for (const Entry& entry : site.app_settings.entries) {
    python::Variable variable = variable_of(*entry.value, source);
    if (entry.name == "DJANGO_SETTINGS_MODULE" &&
        variable.state == python::Variable::State::value && !variable.text.empty())
      deployment.settings_modules.push_back(
          {variable.text, variable.where, source, authority::kAppSettings});
    deployment.environment.insert_or_assign(std::string(entry.name), std::move(variable));
  }
}

// Sites with settings, one for each name: what an export says in full comes before a template.
std::vector<const Resource*> sites_with_settings(Inventory& inventory) {
  std::vector<const Resource*> out;
  std::map<std::string, std::size_t> places;
  for (const Resource* site : inventory.sites()) {
    if (!site->app_settings.written) continue;
    const auto [place, added] = places.try_emplace(lowered(site->site_name()), out.size());
    if (added)
      out.push_back(site);
    else if (site->app_settings.full && !out[place->second]->app_settings.full)
      out[place->second] = site;
  }
  return out;
}

}  // namespace

void introduce_settings(Assembly& assembly, Inventory& inventory) {
  const std::vector<const Resource*> sites = sites_with_settings(inventory);
  if (sites.empty()) {
    const std::vector<Resource*> known = inventory.sites();
    for (Deployment& deployment : assembly.deployments)
      if (known.size() == 1) deployment.site = known[0]->site_name();
    return;
  }
  if (sites.size() == 1) {
    for (Deployment& deployment : assembly.deployments) fill(deployment, *sites[0]);
    return;
  }
  std::vector<Deployment> split;
  for (const Deployment& deployment : assembly.deployments) {
    for (const Resource* site : sites) {
      if (split.size() >= kMostDeployments) {
        assembly.notes.push_back("more than 64 pairs of site and project: the rest is not judged");
        assembly.deployments = std::move(split);
        return;
      }
      split.push_back(deployment);
      fill(split.back(), *site);
      const std::string name = site->site_name();
      split.back().name = deployment.name.empty() ? name : deployment.name + " on " + name;
    }
  }
  assembly.deployments = std::move(split);
}

}  // namespace djaz::azure
