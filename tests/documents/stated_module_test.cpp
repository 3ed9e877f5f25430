// The settings module that compose files, images and process managers state, and who of them
// counts.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "documents/assembly.h"
#include "documents/compose/compose.h"
#include "documents/container/container.h"
#include "documents/deploy/deploy.h"
#include "documents/module_mention.h"
#include "documents/process/process.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// "module weight", or nothing.
std::string stated(const DocumentKind& kind, const Files& written, std::string* place = nullptr) {
  Files all = written;
  all.emplace_back("shop/settings/prod.py", "");
  all.emplace_back("shop/settings/dev.py", "");
  const auto files = in_memory(all);
  Sources sources;
  Loader loader(*files, sources);
  ProductionOptions options;
  Arena arena;
  Assembly assembly(loader, options, arena);
  assembly.deployments.emplace_back();
  for (const auto& [path, text] : written)
    if (kind.suspects(path) != Suspicion::no) loader.choose(path, kind);
  kind.assemble(assembly);
  const auto& hints = assembly.deployments.front().settings_modules;
  if (hints.empty()) return "";
  if (place != nullptr) *place = std::string(sources.text_of(hints.front().span));
  return hints.front().module + ' ' + std::to_string(hints.front().authority);
}

const std::string kUsual = " " + std::to_string(authority::kImage);
const std::string kServes = " " + std::to_string(authority::kProcessFile);

std::string mapping(const std::string& value) {
  return "services:\n  web:\n    environment:\n      DJANGO_SETTINGS_MODULE: " + value + "\n";
}

std::string mentioned(std::string_view line) {
  const auto found = module_mention(line);
  return found ? std::string(found->module) : "";
}

}  // namespace

TEST_CASE("compose files give a service its settings as a mapping, a list or a command") {
  std::string place;
  CHECK(stated(kCompose, {{"docker-compose.yml", mapping("shop.settings.prod")}}, &place) ==
        "shop.settings.prod" + kUsual);
  CHECK(place == "shop.settings.prod");
  CHECK(stated(kCompose,
               {{"compose.yaml",
                 "services:\n  web:\n    environment:\n"
                 "      - 'DJANGO_SETTINGS_MODULE=shop.settings.prod' # é\n"}},
               &place) == "shop.settings.prod" + kUsual);
  CHECK(place == "shop.settings.prod");
  CHECK(stated(kCompose,
               {{"compose.yaml",
                 "services:\n  web:\n"
                 "    command: gunicorn -e DJANGO_SETTINGS_MODULE=shop.settings.prod x\n"}}) ==
        "shop.settings.prod" + kUsual);
  CHECK(stated(kCompose,
               {{"compose.yaml", mapping("${DJANGO_SETTINGS_MODULE:-shop.settings.prod}")}}) ==
        "shop.settings.prod" + kUsual);
}

TEST_CASE("anchors and merge keys bring an environment to several services") {
  CHECK(stated(kCompose, {{"compose.yaml",
                           "x-env: &env\n  DJANGO_SETTINGS_MODULE: shop.settings.prod\n"
                           "services:\n  web:\n    environment:\n      <<: *env\n      A: b\n"
                           "  worker:\n    environment: *env\n"}}) ==
        "shop.settings.prod" + kUsual);
}

TEST_CASE("a compose file for production weighs more, and one for developers nothing") {
  CHECK(stated(kCompose, {{"docker-compose.yml", mapping("shop.settings.dev")},
                          {"prod/compose.yml", mapping("shop.settings.prod")}}) ==
        "shop.settings.prod" + kServes);
  for (const char* path : {"docker-compose.dev.yml", "docker-compose.override.yml",
                           ".devcontainer/compose.yml", "tests/docker-compose.yml"})
    CHECK(stated(kCompose, {{path, mapping("shop.settings.prod")}}).empty());
}

TEST_CASE("files that disagree, or name what is not there or not known, say nothing") {
  CHECK(stated(kCompose, {{"a/compose.yml", mapping("shop.settings.dev")},
                          {"b/compose.yml", mapping("shop.settings.prod")}})
            .empty());
  CHECK(stated(kCompose, {{"compose.yml", mapping("shop.settings.other")}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", mapping("${DJANGO_SETTINGS_MODULE}")}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", mapping("${STAGE:-shop.settings.prod}")}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", "services: [\n"}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", ""}}).empty());
}

TEST_CASE("a laughing alias is met and not walked") {
  std::string text = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before +
            "]\n";
  }
  CHECK(stated(kCompose, {{"compose.yml", text + mapping("shop.settings.prod")}}) ==
        "shop.settings.prod" + kUsual);
  const std::string deep(10'000, '[');
  CHECK(stated(kCompose, {{"compose.yml", deep}}).empty());
}

TEST_CASE("files of process managers name what they start") {
  const auto said = [](const char* path, const std::string& text) {
    return stated(kProcess, {{path, text}});
  };
  CHECK(said("Procfile",
             "worker: celery\nweb: gunicorn --env "
             "DJANGO_SETTINGS_MODULE=shop.settings.prod shop.wsgi\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("Procfile", "worker: python manage.py work --settings=shop.settings.prod\n").empty());
  CHECK(said("uwsgi.ini", "[uwsgi]\nenv = DJANGO_SETTINGS_MODULE=shop.settings.prod\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("ops/shop.service",
             "[Service]\n#Environment=DJANGO_SETTINGS_MODULE=shop.settings.dev\n"
             "Environment=\"DJANGO_SETTINGS_MODULE=shop.settings.prod\"\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("conf/supervisor/shop.conf",
             "environment=A=\"b\",DJANGO_SETTINGS_MODULE=\"shop.settings.prod\"\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("Procfile.dev", "web: gunicorn --settings shop.settings.prod\n").empty());
  CHECK(said("uwsgi.ini",
             "env = DJANGO_SETTINGS_MODULE=shop.settings.dev\n"
             "env = DJANGO_SETTINGS_MODULE=shop.settings.prod\n")
            .empty());
}

TEST_CASE("an entrypoint script counts by what it exports and by the server it starts") {
  const auto said = [](const std::string& text) {
    return stated(kProcess, {{"docker/entrypoint.sh", text}});
  };
  CHECK(said("#!/bin/sh\nexport DJANGO_SETTINGS_MODULE=shop.settings.prod\nexec \"$@\"\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("DJANGO_SETTINGS_MODULE=shop.settings.prod exec gunicorn shop.wsgi\n") ==
        "shop.settings.prod" + kServes);
  CHECK(said("python manage.py migrate --settings=shop.settings.prod\n").empty());
}

TEST_CASE("an image's command names settings too, and wins over its environment") {
  const std::string image =
      "FROM python\nENV DJANGO_SETTINGS_MODULE=shop.settings.dev\n"
      "RUN python manage.py collectstatic --settings=shop.settings.dev\n";
  CHECK(stated(kContainer, {{"Dockerfile", image}}) == "shop.settings.dev" + kUsual);
  CHECK(stated(kContainer,
               {{"Dockerfile", image + "CMD [\"gunicorn\", \\\n"
                                       "  \"--env\", "
                                       "\"DJANGO_SETTINGS_MODULE=shop.settings.prod\"]\n"}}) ==
        "shop.settings.prod" + kUsual);
}

TEST_CASE("a mention is a whole dotted name behind the variable or the option") {
  CHECK(mentioned("export DJANGO_SETTINGS_MODULE=shop.settings") == "shop.settings");
  CHECK(mentioned("python manage.py runserver --settings shop.dev") == "shop.dev");
  CHECK(mentioned("DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-a.b}") == "a.b");
  CHECK(mentioned("MY_DJANGO_SETTINGS_MODULE=a.b").empty());
  CHECK(mentioned("DJANGO_SETTINGS_MODULE=$NAME").empty());
  CHECK(mentioned("DJANGO_SETTINGS_MODULE=a.$STAGE").empty());
  CHECK(mentioned("DJANGO_SETTINGS_MODULE=").empty());
  CHECK(mentioned("--settings=").empty());
  CHECK(mentioned("DJANGO_SETTINGS_MODULE=a..b").empty());
}

TEST_CASE("a file that env_file names says it too, unless it is a developer's") {
  const auto compose = [](const std::string& files) {
    return "services:\n  web:\n    env_file: " + files + "\n";
  };
  const std::string said = "SECRET_KEY=x\nDJANGO_SETTINGS_MODULE=shop.settings.prod\n";
  std::string place;
  CHECK(stated(kCompose, {{"compose.yml", compose(".env")}, {".env", said}}, &place) ==
        "shop.settings.prod" + kUsual);
  CHECK(place == "shop.settings.prod");
  CHECK(stated(kCompose, {{"compose.yml", compose("[{path: .envs/.production/.django}]")},
                          {".envs/.production/.django", said}}) == "shop.settings.prod" + kServes);
  CHECK(stated(kCompose,
               {{"compose.yml", compose("[.envs/.local/.django]")}, {".envs/.local/.django", said}})
            .empty());
  CHECK(stated(kCompose, {{"compose.yml", compose("../.env")}, {".env", said}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", compose("none.env")}}).empty());
  CHECK(stated(kCompose, {{"compose.yml", compose("a.env")},
                          {"a.env", "#DJANGO_SETTINGS_MODULE=shop.settings.prod\n"}})
            .empty());
}

TEST_CASE("what deploys says what it gives the site, and a job that tests says nothing") {
  const std::string set =
      "az webapp config appsettings set -n shop \\\n"
      "  --settings DJANGO_SETTINGS_MODULE=shop.settings.prod DEBUG=0\n";
  const std::string given = "shop.settings.prod" + kServes;
  CHECK(stated(kDeploy, {{".github/workflows/azure.yml",
                          "jobs:\n  deploy:\n    steps:\n      - run: |\n          " + set}}) ==
        given);
  CHECK(stated(kDeploy, {{"scripts/deploy.sh", set}}) == given);
  CHECK(stated(kDeploy, {{"azure-pipelines.yml",
                          "- script: docker build --build-arg "
                          "DJANGO_SETTINGS_MODULE=shop.settings.prod .\n"}}) == given);
  CHECK(stated(kDeploy, {{".github/workflows/azure.yml",
                          "env:\n  DJANGO_SETTINGS_MODULE: shop.settings.dev\n"
                          "run: DJANGO_SETTINGS_MODULE=shop.settings.dev manage.py test\n"}})
            .empty());
  CHECK(stated(kDeploy, {{".github/workflows/test.yml", set}}).empty());
  CHECK(stated(kDeploy, {{"scripts/deploy.sh", "# " + set}}).empty());
  CHECK(stated(kDeploy, {{"scripts/deploy.sh",
                          "az webapp config appsettings set --slot try --settings "
                          "DJANGO_SETTINGS_MODULE=shop.settings.prod\n"}})
            .empty());
}
