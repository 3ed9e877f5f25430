// What stands around Django: a web server that some file names, and containers.
#include "documents/hosting.h"

#include <doctest/doctest.h>

#include "documents/compose/compose.h"
#include "documents/container/container.h"
#include "documents/one_kind.h"
#include "documents/process/process.h"

using namespace djaz;

namespace {

// The file that the branch `hosting` gives under a name, or nothing.
std::string told(const OneKind& project, std::string_view name) {
  const Node* hosting = project.assembly.deployments.front().branches.get("hosting");
  const Entry* entry = hosting == nullptr ? nullptr : find_entry(*hosting, name);
  return entry == nullptr ? "" : std::string(entry->value->text);
}

}  // namespace

TEST_CASE("a web server is one that a line names which is no comment") {
  CHECK(names_web_server("services:\n  front:\n    image: nginx:1.29\n"));
  CHECK(names_web_server("FROM Caddy:2\n"));
  CHECK(names_web_server("uwsgi --http-socket :8000 \\\n  --static-map /static=/srv/static\n"));
  CHECK_FALSE(names_web_server("# nginx is somewhere else\n ; httpd\nFROM python:3.13\n"));
  CHECK_FALSE(names_web_server(""));
  CHECK(names_django_server("CMD [\"gunicorn\", \"shop.wsgi\"]"));
  CHECK_FALSE(names_django_server("CMD [\"python\", \"manage.py\", \"runserver\"]"));
}

TEST_CASE("files that build and start the site tell what is around it") {
  const OneKind compose(kCompose, {{"compose.yaml", "services:\n  front:\n    image: nginx\n"}});
  CHECK(told(compose, "web_server") == "compose.yaml");
  CHECK(told(compose, "container") == "compose.yaml");
  const OneKind container(kContainer, {{"Dockerfile", "FROM python:3.13\n"}});
  CHECK(told(container, "web_server") == "");
  CHECK(told(container, "container") == "Dockerfile");
  CHECK(told(container, "volume") == "");
  const OneKind volume(kContainer, {{"Dockerfile", "FROM python:3.13\nVOLUME /data\n"}});
  CHECK(told(volume, "volume") == "Dockerfile");
  const OneKind process(kProcess, {{"docker-entrypoint", "uwsgi --static-map /s=/srv/s\n"}});
  CHECK(told(process, "web_server") == "docker-entrypoint");
  CHECK(told(process, "container") == "");
}

TEST_CASE("a volume is one that neither the source nor another service has") {
  const auto volume = [](const std::string& mount) {
    return told(OneKind(kCompose, {{"compose.yaml",
                                    "services:\n  web:\n    volumes:\n      - " + mount + "\n"}}),
                "volume") != "";
  };
  CHECK(volume("uploads:/srv/uploads"));
  CHECK(volume("'./data:/srv/files'"));
  CHECK(volume("./files:/srv/media"));
  for (const char* mount :
       {".:/code", "./app:/code", "${PWD}:/code", "db:/var/lib/postgresql/data",
        "./nginx/site.conf:/etc/nginx/conf.d/site.conf", "DATABASE_URL=postgres://db/x"})
    CHECK_FALSE(volume(mount));
}

TEST_CASE("a file is about the deployments above and below it") {
  Deployment deployment;
  deployment.root = "app/site";
  for (const char* path : {"Dockerfile", "app/Dockerfile", "app/site/docker/Dockerfile"})
    CHECK(is_about(path, deployment));
  for (const char* path : {"other/Dockerfile", "app/site2/Dockerfile", "app/sit/Dockerfile"})
    CHECK_FALSE(is_about(path, deployment));
  CHECK(is_above("app/Dockerfile", deployment));
  CHECK_FALSE(is_above("app/site/docker/Dockerfile", deployment));
}

TEST_CASE("an image tells of the development server and of secrets, and never their worth") {
  const OneKind image(kContainer, {{"Dockerfile",
                                    "FROM python:3.13\nENV PORT=8000 SECRET_KEY=fixture-4711\n"
                                    "CMD gunicorn_is_commented_out\n"
                                    "CMD [\"python\", \"manage.py\", \\\n  \"runserver\"]\n"}});
  // A server that is named leaves the choice to who starts it.
  CHECK(find_entry(*image.document().root, "development_server") == nullptr);
  const OneKind plain(kContainer, {{"Dockerfile",
                                    "FROM python:3.13\nENV PORT=8000 SECRET_KEY=fixture-4711\n"
                                    "CMD [\"python\", \"manage.py\", \\\n  \"runserver\"]\n"}});
  const Entry* server = find_entry(*plain.document().root, "development_server");
  REQUIRE(server != nullptr);
  CHECK(plain.sources.text_of(server->value->span) == "runserver");
  const Entry* secrets = find_entry(*plain.document().root, "secrets");
  REQUIRE(secrets != nullptr);
  CHECK(secrets->value->entries.size() == 1);
  CHECK(secrets->value->entries[0].name == "SECRET_KEY");
  CHECK(secrets->value->entries[0].value->has(Trait::secret));
  CHECK(plain.tree().find("4711") == std::string::npos);
}
