#include "documents/settings/entry_points.h"

#include <algorithm>
#include <array>

#include "documents/deployment_world.h"
#include "documents/settings/modules.h"
#include "documents/settings/statements.h"
#include "python/evaluate.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kSettingsModule = "DJANGO_SETTINGS_MODULE";

struct Role {
  std::string_view file;
  std::string_view name;
};
constexpr std::array<Role, 3> kRoles = {
    {{"wsgi.py", "wsgi"}, {"asgi.py", "asgi"}, {"manage.py", "manage"}}};

bool is_below(std::string_view path, std::string_view root) {
  return root.empty() ||
         (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/');
}

std::size_t depth_of(std::string_view path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

// What a variable may be when the entry point has run: the last write that is not a mere default,
// else the defaults up to the first that is made on every path.
std::vector<const Node*> last_writes(const python::Evaluation& evaluation, std::string_view name) {
  std::vector<const Node*> found;
  bool forced = false;
  bool settled = false;
  for (const python::EnvironmentWrite& write : evaluation.writes) {
    if (write.name != name || write.value == nullptr) continue;
    if (!write.only_if_absent) {
      if (write.certain || !forced) found.clear();
      forced = true;
      found.push_back(write.value);
    } else if (!settled && !forced) {
      found.push_back(write.value);
      settled = write.certain;
    }
  }
  return found;
}

// An entry point as far as it says which settings are loaded. What it imports after that, such as
// the routes of channels with all views behind them, may be most of the project.
class EntryWorld : public DeploymentWorld {
 public:
  using DeploymentWorld::DeploymentWorld;

  bool ends(std::string_view function,
            const std::vector<python::EnvironmentWrite>& written) override {
    constexpr std::array<std::string_view, 6> kLoading = {
        "django.setup",
        "django.core.wsgi.get_wsgi_application",
        "django.core.asgi.get_asgi_application",
        "django.core.management.execute_from_command_line",
        "configurations.wsgi.get_wsgi_application",
        "configurations.asgi.get_asgi_application",
    };
    return std::find(kLoading.begin(), kLoading.end(), function) != kLoading.end() &&
           std::any_of(written.begin(), written.end(),
                       [](const auto& one) { return one.name == kSettingsModule; });
  }
};

// A name that a variable chooses (`f"shop.settings.{mode}"`) is production's where one of them says
// so, and a development module only where there is no other.
const Node* likeliest(const std::vector<const Node*>& values) {
  const auto rank = [](const Node* value) {
    if (!value->is(Kind::string)) return 3;
    if (is_development_module(value->text)) return 2;
    return is_production_module(value->text) ? 0 : 1;
  };
  const auto best =
      std::min_element(values.begin(), values.end(),
                       [&](const Node* a, const Node* b) { return rank(a) < rank(b); });
  return best == values.end() ? nullptr : *best;
}

void read_writes(Assembly& assembly, const Deployment& deployment, const Document& document,
                 EntryPoint& entry) {
  EntryWorld world(assembly, deployment);
  // manage.py is run as a script, and writes the variables in the main() that it then calls.
  const std::string name =
      entry.role == "manage" ? std::string("__main__") : module_name(deployment.root, entry.path);
  const python::Evaluation evaluation =
      python::evaluate(*document.module, name, world, assembly.arena);
  entry.module = likeliest(last_writes(evaluation, kSettingsModule));
  entry.configuration = likeliest(last_writes(evaluation, "DJANGO_CONFIGURATION"));
}

}  // namespace

bool is_entry_point_path(std::string_view path) {
  const std::string_view name = file_name_of(path);
  return std::any_of(kRoles.begin(), kRoles.end(),
                     [&](const Role& role) { return role.file == name; });
}

std::vector<EntryPoint> find_entry_points(Assembly& assembly, const Deployment& deployment) {
  std::vector<EntryPoint> found;
  const Sources& sources = assembly.loader.sources();
  for (const Role& role : kRoles) {
    const Document* best = nullptr;
    std::string best_path;
    for (const Document* document : assembly.of_kind("settings")) {
      const std::string& path = sources.file(document->file).path();
      if (file_name_of(path) != role.file || !is_below(path, deployment.root)) continue;
      // of_kind sorts by path, so the first of the least depth stays.
      if (best == nullptr || depth_of(path) < depth_of(best_path)) {
        best = document;
        best_path = path;
      }
    }
    if (best == nullptr || best->module == nullptr) continue;
    EntryPoint entry{std::string(role.name), best_path, nullptr, nullptr,
                     imports_of(*best->module)};
    read_writes(assembly, deployment, *best, entry);
    found.push_back(std::move(entry));
  }
  return found;
}

}  // namespace djaz
