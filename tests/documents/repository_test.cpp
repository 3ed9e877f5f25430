// What git tracks and ignores, as rules see it: the branch over a repository in memory.
#include "documents/repository/repository.h"

#include <doctest/doctest.h>

#include <map>

#include "documents/assembly.h"
#include "documents/dotenv/dotenv.h"
#include "documents/git_index.h"
#include "documents/repository/content.h"
#include "documents/repository/interest.h"
#include "source/file_system.h"
#include "tree/builder.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

Files with_index(Files texts, const std::vector<std::string>& tracked) {
  texts.emplace_back(".git/HEAD", "ref: refs/heads/main\n");
  texts.emplace_back(".git/index", index_of(tracked));
  return texts;
}

struct Repository {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;
  std::map<std::string, const Node*> items;

  explicit Repository(const Files& texts, DiscoveryOptions scope = {}, FileSystem* top = nullptr,
                      std::string prefix = "")
      : files(in_memory(texts)), loader(*files, sources), assembly(loader, options, arena) {
    assembly.deployments.emplace_back();
    loader.set_scope(std::move(scope));
    if (top != nullptr) loader.set_repository(*top, std::move(prefix));
    for (const auto& [path, text] : texts)
      if (path.find(".env") != std::string::npos) loader.choose(path, kDotenv);
    kRepository.assemble(assembly);
    if (const Node* list = this->list())
      for (const Node* item : list->items) items[std::string(part(*item, "path")->text)] = item;
  }

  const Node* list() const {
    const Node* branch = assembly.deployments.front().branches.get("repository");
    return branch == nullptr ? nullptr : part(*branch, "files");
  }
  static const Node* part(const Node& node, std::string_view name) {
    const Entry* entry = find_entry(node, name);
    return entry == nullptr ? nullptr : entry->value;
  }
  // "yes", "no", "unknown" or "absent".
  std::string say(const std::string& path, std::string_view name) const {
    const auto item = items.find(path);
    const Node* value = item == items.end() ? nullptr : part(*item->second, name);
    if (value == nullptr) return "absent";
    return value->is(Kind::boolean) ? (value->boolean ? "yes" : "no") : "unknown";
  }
};

}  // namespace

TEST_CASE("without a repository there is no branch") {
  CHECK(Repository(Files{{".env", "A=b\n"}}).list() == nullptr);
}

TEST_CASE("tracked files stand beside those that are only there") {
  const Repository project(with_index({{".env", "SECRET_KEY=fixture-key-not-a-real-one\n"},
                                       {"b/.env", "DEBUG=True\n"},
                                       {"c/.env", "DEBUG=True\n"},
                                       {".gitignore", "/b/\n"}},
                                      {".env", "manage.py", "x/.env"}));
  CHECK_FALSE(project.list()->open);
  CHECK(project.items.size() == 4);
  CHECK(project.say(".env", "tracked") == "yes");
  CHECK(project.say(".env", "secret") == "yes");
  CHECK(project.say("x/.env", "secret") == "unknown");
  CHECK(project.say("b/.env", "tracked") == "no");
  CHECK(project.say("b/.env", "ignored") == "yes");
  CHECK(project.say("b/.env", "secret") == "no");
  CHECK(project.say("c/.env", "ignored") == "no");
}

TEST_CASE("a damaged index leaves everything unknown, and says so") {
  Files texts = with_index({{".env", "A=b\n"}}, {".env"});
  texts.back().second.resize(30);
  const Repository project(texts);
  CHECK(project.list()->open);
  CHECK(project.say(".env", "tracked") == "unknown");
  REQUIRE(project.assembly.notes.size() == 1);
  CHECK(project.assembly.notes[0].find("index") != std::string::npos);
}

TEST_CASE("the project may be a part of the repository") {
  const auto top = in_memory(with_index({{".gitignore", "*.local\n"}},
                                        {".env", "site/.env", "site/manage.py", "sites/.env"}));
  const Repository project(Files{{".env", "A=b\n"}, {".env.local", "A=b\n"}}, {}, top.get(),
                           "site");
  CHECK(project.items.size() == 2);
  CHECK(project.say(".env", "tracked") == "yes");
  CHECK(project.say(".env.local", "ignored") == "yes");
}

TEST_CASE("what the run was not asked about is left out") {
  const Files texts = with_index({{"a/.env", "A=b\n"}}, {"a/.env", "b/.env", "b/x/.env"});
  CHECK(Repository(texts, {.paths = {"b"}}).items.size() == 2);
  CHECK(Repository(texts, {.exclude = {"x"}}).items.size() == 2);
  CHECK(Repository(texts, {.paths = {"a/manage.py"}}).items.empty());
}

TEST_CASE("names that no checkout can have are passed over") {
  const Repository project(with_index({}, {"../.env", "/.env", "a//.env", "./.env", "a/../.env"}));
  CHECK(project.items.empty());
}

TEST_CASE("a project that builds a container is known by the file that does it") {
  const auto container = [](const std::vector<std::string>& paths) {
    const Repository project(with_index({}, paths));
    const Node* branch = project.assembly.deployments.front().branches.get("repository");
    const Entry* entry = find_entry(*branch, "container");
    return entry == nullptr ? std::string() : std::string(entry->value->text);
  };
  CHECK(container({"Dockerfile", "manage.py"}) == "Dockerfile");
  CHECK(container({"deploy/web.Dockerfile"}) == "deploy/web.Dockerfile");
  CHECK(container({"docker-compose.prod.yml"}) == "docker-compose.prod.yml");
  CHECK(container({"compose.yaml"}) == "compose.yaml");
  CHECK(container({".devcontainer/Dockerfile", "a/.github/Dockerfile", "manage.py"}).empty());
  CHECK(container({"Dockerfile-notes.md", "dockerfiles/readme.md"}).empty());
}

TEST_CASE("a secret is one that somebody would have to replace") {
  const auto holds = [](const std::string& text) {
    return Repository(with_index({{".env", text}}, {".env"})).say(".env", "secret");
  };
  CHECK(holds("SECRET_KEY=fixture-key-not-a-real-one\n") == "yes");
  CHECK(holds("DATABASE_URL=postgres://shop:fixture-pa55@db.example.com/shop\n") == "yes");
  CHECK(holds("CACHE=redis://:fixture-pa55@cache.example.com:6380/0\n") == "yes");
  CHECK(holds("DATABASE_URL=postgres://shop:fixture-pa55@localhost:5432/shop\n") == "no");
  CHECK(holds("DATABASE_URL=postgres://shop:fixture-pa55@db/shop\n") == "no");
  CHECK(holds("DATABASE_URL=postgres://postgres:postgres@db.example.com/shop\n") == "no");
  CHECK(holds("DB_PASSWORD=postgres\nSECRET_KEY=changeme\nAPI_TOKEN=\n") == "no");
  CHECK(holds("SECRET_KEY=encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt\n") == "no");
  CHECK(holds("DEBUG=True\nPORT=8000\n") == "no");
  CHECK(holds("DBPASS=app_password\nSECRET_KEY=dev-secret.key\n") == "no");
  const auto other =
      in_memory(Files{{"prod.env", "DB_PASSWORD=fixture-pa55\n"},
                      {".envrc", "layout python\nexport DEBUG=1\n"},
                      {"url.env", "DB=postgres://a:fixture-pa55@b.example.com/c\n"}});
  CHECK(repository::variables_hold_secret(*other, "prod.env") == Truth::yes);
  CHECK(repository::variables_hold_secret(*other, ".envrc") == Truth::no);
  CHECK(repository::variables_hold_secret(*other, "url.env") == Truth::yes);
  CHECK(repository::variables_hold_secret(*other, "absent.env") == Truth::unknown);
}

TEST_CASE("keys, databases and sealed files are known by how they begin") {
  const auto files =
      in_memory(Files{{"a", "-----BEGIN PRIVATE KEY-----\n"},
                      {"b", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"},
                      {"c", "-----BEGIN CERTIFICATE-----\n"},
                      {"d", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n"},
                      {"e", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\n"},
                      {"f", "SQLite format 3 CREATE TABLE django_session"},
                      {"h", "SQLite format 3"},
                      {"x/db.sqlite3", "SQLite format 3"},
                      {"g", "A=ENC[AES256_GCM,data:fixture]\n"}});
  using repository::look_at_key;
  CHECK(look_at_key(*files, "a").is_private == Truth::yes);
  CHECK(look_at_key(*files, "a").encrypted == Truth::no);
  CHECK(look_at_key(*files, "b").encrypted == Truth::yes);
  CHECK(look_at_key(*files, "c").is_private == Truth::no);
  CHECK(look_at_key(*files, "d").encrypted == Truth::no);
  CHECK(look_at_key(*files, "e").encrypted == Truth::yes);
  CHECK(look_at_key(*files, "absent").is_private == Truth::unknown);
  CHECK(repository::is_database(*files, "f") == Truth::yes);
  CHECK(repository::is_database(*files, "x/db.sqlite3") == Truth::yes);
  CHECK(repository::is_database(*files, "a") == Truth::no);
  CHECK(repository::is_database(*files, "h") == Truth::no);
  CHECK(repository::is_sealed(*files, "g") == Truth::yes);
  CHECK(repository::is_sealed(*files, "a") == Truth::no);
}
