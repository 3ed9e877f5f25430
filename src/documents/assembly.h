// The project while it is being put together: documents come in, each kind adds branches to each
// deployment. What one kind finds and another needs passes through here, in neutral terms.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/result.h"
#include "djaz/source.h"
#include "documents/document.h"
#include "documents/loader.h"
#include "python/evaluate.h"
#include "support/truth.h"
#include "tree/builder.h"

namespace djaz {

// --parameters: values for an ARM template, from a file or by name.
struct GivenParameters {
  std::string written;       // as the argument says it
  std::string for_template;  // its path under the root; empty: the one template that it fits
  std::string file;          // the path of a parameters file under the root, or …
  std::string name;          // … a parameter's name and its value
  std::string value;
};

// What the command line says about production where the project does not.
struct ProductionOptions {
  std::string settings_module;  // --settings
  std::string django_version;   // --django-version
  std::string as_of;            // --as-of, YYYY-MM-DD; empty: the date of the build's tables
  bool app_service = true;      // --platform
  // --resource: the id of the Azure resource that documents without a name speak of.
  std::string resource;
  std::vector<GivenParameters> parameters;
  // --env and --env-file, in order.
  std::vector<std::pair<std::string, std::string>> variables;
  bool variables_complete = false;  // an --env-file was given
};

// Whose word on the settings module counts how much; the greatest wins. What the site itself holds
// counts as it stands. What lies in the repository is weighed by the module's name too, for there
// are images, compose files and entry points of developers (settings/production.cpp).
namespace authority {
inline constexpr int kCommandLine = 100;
inline constexpr int kSiteCommand = 45;  // one more where the server's own option says it
inline constexpr int kAppSettings = 40;
inline constexpr int kStartupFile = 30;  // only its name makes it one
inline constexpr int kProcessFile = 27;  // of a process manager, or a compose file for production
inline constexpr int kImage = 25;        // an image, or any other compose file
inline constexpr int kAsgiServed = 22;
inline constexpr int kWsgi = 21;
inline constexpr int kAsgi = 20;
inline constexpr int kManage = 10;  // a developer's server, not production's
}  // namespace authority

// One deploy root with one site or slot, or with none known.
struct Deployment {
  std::string name;  // "" when there is only one; else the root or the site
  std::string root;  // directory under the project root, "" at the top
  std::string site;  // the App Service site, or empty
  // Variables that production is known to set, by name.
  std::map<std::string, python::Variable, std::less<>> environment;
  // The list is complete: what it does not name is absent, platform variables aside.
  bool environment_closed = false;
  // Where the entry point's settings module is said.
  struct ModuleHint {
    std::string module;
    Span span;
    std::string source;  // words: "wsgi.py", "the app settings of `shop`"
    int authority = 0;   // one of those above
  };
  std::vector<ModuleHint> settings_modules;
  // Distributions that the runtime requirements install, in canonical form, and whether more may
  // be.
  std::vector<std::string> installed;
  bool installed_open = true;
  // What production installs from, or the command line, says which Django it is; it names it at
  // least.
  bool django_said = false;
  bool django_named = false;
  // Whether the start-up command serves the ASGI application: then asgi.py is what starts.
  Truth serves_asgi = Truth::unknown;
  // Python that the server runs before it loads the application.
  std::vector<FileId> runs_before_settings;
  MappingBuilder branches;
  // Where a finding about a setting stands that nothing writes: the start of the production module.
  Span settings_start;
  // Words about what was assumed; they become notes of findings and of the report.
  std::vector<std::string> assumptions;
};

class Assembly {
 public:
  Assembly(Loader& the_loader, const ProductionOptions& the_options, Arena& the_arena)
      : loader(the_loader), options(the_options), arena(the_arena), builder(the_arena) {}

  Loader& loader;
  const ProductionOptions& options;
  Arena& arena;  // lives as long as the project
  Builder builder;
  // Set up by the project before the kinds are asked: one for each deploy root. The azure kind may
  // split a deployment into one for each site.
  std::vector<Deployment> deployments;
  // About the run as a whole.
  std::vector<std::string> notes;
  // What the command line asks for cannot be done: wrong usage.
  std::vector<Error> errors;

  // Chosen and followed documents of a kind, in order of path.
  std::vector<Document*> of_kind(std::string_view kind) const;

  // Whether git has the file and does not ignore it, by its path from the project root.
  Truth tracked(const std::string& path);

 private:
  std::map<std::string, Truth> tracked_;
};

}  // namespace djaz
