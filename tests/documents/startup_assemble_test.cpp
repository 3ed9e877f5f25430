// What start-up files and start-up commands add to a deployment.
#include <doctest/doctest.h>

#include <memory>

#include "documents/assembly.h"
#include "documents/azure/azure.h"
#include "documents/settings/settings.h"
#include "documents/startup/startup.h"
#include "source/file_system.h"
#include "tree/path.h"

namespace djaz {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;
using State = python::Variable::State;

struct StartupProject {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;

  explicit StartupProject(const Files& texts)
      : files(in_memory(texts)), loader(*files, sources), assembly(loader, options, arena) {
    assembly.deployments.emplace_back();
    for (const auto& [path, text] : texts)
      for (const DocumentKind* kind : {&kAzure, &kStartup, &kSettings})
        if (kind->suspects(path) != Suspicion::no &&
            (kind->recognises == nullptr || kind->recognises(path, text))) {
          loader.load(path, *kind);
          break;
        }
    kAzure.assemble(assembly);
    kStartup.assemble(assembly);
  }

  const Deployment& deployment() const { return assembly.deployments.front(); }
  const Node* at(const std::string& path) {
    const Node* branch = deployment().branches.get("startup");
    const auto parsed = parse_path(path);
    if (branch == nullptr || !parsed.ok()) return nullptr;
    const auto places = resolve(parsed.value(), *branch, "startup", arena);
    return places.size() == 1 ? places[0].node : nullptr;
  }
  std::string text(const std::string& path) {
    const Node* node = at(path);
    return node == nullptr ? "" : std::string(node->text);
  }
  std::size_t commands() {
    const Node* list = at("commands");
    return list == nullptr ? 0 : list->items.size();
  }
  std::string module() const {
    const auto& hints = deployment().settings_modules;
    return hints.empty() ? "" : hints.back().module + " " + std::to_string(hints.back().authority);
  }
};

std::string site(const std::string& command) {
  return R"({"id": "/subscriptions/0/resourceGroups/web/providers/Microsoft.Web/sites/shop",
    "name": "shop", "type": "Microsoft.Web/sites", "httpsOnly": true,
    "siteConfig": {"appCommandLine": ")" +
         command + "\"}}";
}

TEST_CASE("a start-up file names the settings module and the variables") {
  StartupProject project(Files{{"startup.txt",
                                "export A=1\nB=2\nDJANGO_SETTINGS_MODULE=shop.live "
                                "gunicorn -e C=$D shop.wsgi\nexport E=1\n"}});
  CHECK(project.module() == "shop.live 30");
  const auto& environment = project.deployment().environment;
  CHECK(environment.at("A").text == "1");
  CHECK(environment.at("A").source == "`startup.txt`");
  CHECK(environment.count("B") == 0);
  CHECK(environment.at("C").state == State::unknown);
  // What is set after the server runs is set too late.
  CHECK(environment.count("E") == 0);
  CHECK(project.text("program") == "gunicorn");
  CHECK(project.text("app") == "shop.wsgi");
  CHECK(project.deployment().serves_asgi == Truth::no);
}

TEST_CASE("an ASGI application is told by its module or by its server") {
  const auto serves = [](const std::string& command) {
    return StartupProject(Files{{"startup.sh", command}}).deployment().serves_asgi;
  };
  CHECK(serves("gunicorn -k uvicorn.workers.UvicornWorker shop.main:app\n") == Truth::yes);
  CHECK(serves("gunicorn shop.asgi\n") == Truth::yes);
  CHECK(serves("uvicorn shop.wsgi:application --interface wsgi\n") == Truth::no);
  CHECK(serves("uvicorn $APP\n") == Truth::yes);
  CHECK(serves("gunicorn \"$APP\"\n") == Truth::unknown);
  CHECK(serves("[ -n \"$ASGI\" ] && uvicorn shop.asgi:application\n") == Truth::unknown);
  CHECK(serves("echo nothing\n") == Truth::unknown);
}

TEST_CASE("gunicorn's file gives what the command does not say") {
  StartupProject project(
      Files{{"startup.txt", "gunicorn --workers 2 -c conf/live.py\n"},
            {"conf/live.py",
             "import os\nbind = '0.0.0.0:8000'\nworkers = 9\ntimeout = 600\nreload = False\n"
             "worker_class = 'uvicorn.workers.UvicornWorker'\nwsgi_app = 'shop.main:app'\n"
             "raw_env = ['DJANGO_SETTINGS_MODULE=shop.live', 'A=1=2', 'B=raw']\n"
             "os.environ['B'] = 'written'\nos.environ['C'] = 'written'\n"
             "def post_fork(server, worker):\n    os.environ['D'] = 'later'\n"}});
  CHECK(project.text("app") == "shop.main:app");
  CHECK(project.deployment().serves_asgi == Truth::yes);
  REQUIRE(project.at("options.workers") != nullptr);
  CHECK(project.at("options.workers")->integer == 2);
  REQUIRE(project.at("options.timeout") != nullptr);
  CHECK(project.at("options.timeout")->integer == 600);
  CHECK(project.at("options.timeout")->span.valid());
  REQUIRE(project.at("options.bind") != nullptr);
  REQUIRE(project.at("options.bind")->items.size() == 1);
  CHECK(project.at("options.bind")->items[0]->text == "0.0.0.0:8000");
  CHECK(project.at("options.reload") == nullptr);
  const auto& environment = project.deployment().environment;
  CHECK(environment.at("A").text == "1=2");
  CHECK(environment.at("B").text == "raw");
  CHECK(environment.at("C").text == "written");
  CHECK(environment.count("D") == 0);
  CHECK(project.module() == "shop.live 30");
}

TEST_CASE("what the command gives wins over gunicorn's file") {
  StartupProject project(Files{
      {"startup.txt", "A=1 gunicorn --env B=2 shop.wsgi\n"},
      {"gunicorn.conf.py",
       "import os\nraw_env = ['B=3', 'C=3']\nwsgi_app = 'other.asgi'\n"
       "os.environ['A'] = '3'\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.live')\n"}});
  CHECK(project.text("app") == "shop.wsgi");
  CHECK(project.deployment().serves_asgi == Truth::no);
  const auto& environment = project.deployment().environment;
  CHECK(environment.at("A").text == "3");
  CHECK(environment.at("B").text == "2");
  CHECK(environment.count("C") == 0);
  // A variable that nobody lists may be set all the same: the default is a hint, not a value.
  CHECK(environment.count("DJANGO_SETTINGS_MODULE") == 0);
  CHECK(project.module() == "shop.live 30");
}

TEST_CASE("gunicorn's file speaks where no command does") {
  const Files alone = {{"gunicorn.conf.py", "raw_env = ['DJANGO_SETTINGS_MODULE=shop.live']\n"}};
  StartupProject project(alone);
  CHECK(project.module() == "shop.live 30");
  CHECK(project.text("program") == "gunicorn");
  CHECK(project.commands() == 1);
  // Another server has no use for it.
  StartupProject other(Files{{"startup.txt", "uvicorn shop.asgi:application\n"}, alone[0]});
  CHECK(other.module().empty());
}

TEST_CASE("a file of gunicorn's that is not in the project, or raises, leaves the options open") {
  for (const Files& files : {Files{{"startup.txt", "gunicorn -c /etc/gunicorn.py shop.wsgi\n"}},
                             Files{{"startup.txt", "gunicorn -c $CONFIG shop.wsgi\n"}},
                             Files{{"startup.txt", "gunicorn shop.wsgi\n"},
                                   {"gunicorn.conf.py", "bind = 'x'\nraise SystemExit\n"}}}) {
    StartupProject project(files);
    REQUIRE(project.at("options") != nullptr);
    CHECK(project.at("options")->open);
    CHECK(project.at("options.bind") == nullptr);
  }
}

TEST_CASE("asgi.py is the entry point when the start-up command serves it") {
  const Files files = {
      {"startup.txt", "uvicorn shop.asgi:application\n"},
      {"shop/wsgi.py", "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'\n"},
      {"shop/asgi.py", "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'shop.other'\n"},
      {"shop/settings.py", "A = 1\n"},
      {"shop/other.py", "A = 2\n"}};
  StartupProject project(files);
  kSettings.assemble(project.assembly);
  const Node* settings = project.deployment().branches.get("settings");
  REQUIRE(settings != nullptr);
  CHECK(find_entry(*settings, "A")->value->integer == 2);
  StartupProject other(Files(files.begin() + 1, files.end()));
  kSettings.assemble(other.assembly);
  CHECK(find_entry(*other.deployment().branches.get("settings"), "A")->value->integer == 1);
}

TEST_CASE("the site's command stands above a file that only has the name") {
  StartupProject project(
      Files{{"site.json", site("DJANGO_SETTINGS_MODULE=shop.live gunicorn shop.wsgi")},
            {"startup.txt", "python manage.py runserver\n"}});
  CHECK(project.text("program") == "gunicorn");
  CHECK(project.module() == "shop.live 45");
  CHECK(project.commands() == 1);
  const Node* app = project.at("app");
  REQUIRE(app != nullptr);
  CHECK(project.sources.text_of(app->span) == "shop.wsgi");
}

TEST_CASE("a command that holds escapes stands where the whole value stands") {
  StartupProject project(Files{{"site.json", site(R"(gunicorn \"shop.wsgi\" --reload)")}});
  const Node* app = project.at("app");
  REQUIRE(app != nullptr);
  CHECK(app->text == "shop.wsgi");
  CHECK(project.sources.text_of(app->span).find("gunicorn") != std::string::npos);
}

TEST_CASE("a command that names a file starts that file") {
  StartupProject project(Files{{"site.json", site("scripts/run.sh")},
                               {"scripts/run.sh", "uvicorn shop.asgi:application\n"},
                               {"startup.sh", "gunicorn shop.wsgi\n"}});
  CHECK(project.text("program") == "uvicorn");
  CHECK(project.text("source") == "`scripts/run.sh`");
}

TEST_CASE("an empty command leaves the choice to the files") {
  StartupProject project(Files{{"site.json", site("")}, {"startup.sh", "gunicorn shop.wsgi\n"}});
  CHECK(project.text("program") == "gunicorn");
}

TEST_CASE("scripts are followed once, also when they call each other") {
  StartupProject project(
      Files{{"startup.txt", "bash startup.sh\n"},
            {"startup.sh", ". ./startup.txt\n/home/site/wwwroot/tools/go.sh\n../out.sh\n"},
            {"tools/go.sh", "bash more.sh || true\n"},
            {"tools/more.sh", "gunicorn shop.wsgi\n"}});
  CHECK(project.commands() == 7);
  CHECK(project.text("app") == "shop.wsgi");
}

TEST_CASE("what certainly runs is the server; a file that cannot be read to its end is open") {
  StartupProject project(
      Files{{"startup.sh", "if true; then uvicorn a.asgi:x; fi\ngunicorn shop.wsgi\n"}});
  CHECK(project.text("program") == "gunicorn");
  CHECK(!project.deployment().branches.get("startup")->open);
  StartupProject broken(Files{{"startup.sh", "gunicorn 'shop.wsgi\n"}});
  CHECK(broken.deployment().branches.get("startup")->open);
  CHECK(broken.at("app") == nullptr);
}

TEST_CASE("files nearest to the root count; scripts of editors and tests do not") {
  StartupProject project(Files{{"deploy/a/startup.sh", "uvicorn a.asgi:x\n"},
                               {"deploy/startup.sh", "gunicorn shop.wsgi\n"}});
  CHECK(project.text("program") == "gunicorn");
  CHECK(kStartup.suspects(".devcontainer/startup.sh") == Suspicion::no);
  CHECK(kStartup.suspects("Startup.TXT") == Suspicion::yes);
  CHECK(kStartup.suspects("notes/start.txt") == Suspicion::no);
}

}  // namespace
}  // namespace djaz
