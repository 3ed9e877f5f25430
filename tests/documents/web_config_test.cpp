// `web.config`: what becomes of it, to the byte (fixtures/documents/web_config and the .tree beside
// each), and the list of scopes that rules select from.
#include "documents/web_config/web_config.h"

#include <doctest/doctest.h>

#include "documents/fixtures.h"
#include "documents/one_kind.h"
#include "golden.h"

using namespace djaz;

namespace {

struct Project : OneKind {
  explicit Project(const Files& texts) : OneKind(kWebConfig, texts) {}
  const Node* scopes() const { return branch(); }
};

std::string text_at(const Node& scope, std::initializer_list<std::string_view> path) {
  const Node* node = &scope;
  for (const std::string_view name : path) {
    const Entry* entry = node->is(Kind::mapping) ? find_entry(*node, name) : nullptr;
    if (entry == nullptr) return "absent";
    node = entry->value;
  }
  return std::string(node->text);
}

}  // namespace

TEST_CASE("web.config fixtures give their trees") {
  const std::vector<std::filesystem::path> files = fixtures("web_config", ".config");
  CHECK(files.size() >= 6);
  for (const std::filesystem::path& file : files) {
    CAPTURE(file.filename().string());
    const Project project(Files{{"web.config", testing::read_file(file)}});
    const std::string tree = project.tree();
    CHECK(tree == testing::golden(file.string() + ".tree", tree));
    CHECK(tree.find("not-a-real") == std::string::npos);
  }
}

TEST_CASE("only what IIS reads is a web.config") {
  for (const char* path : {"web.config", "Web.config", "site/WEB.CONFIG", "web.3.4.config"})
    CHECK_MESSAGE(kWebConfig.suspects(path) == Suspicion::yes, path);
  for (const char* path : {"Web.Release.config", "web.debug.config", "app.config", "web.config.bak",
                           "myweb.config", "web.configx", "web.3.config", "web..config"})
    CHECK_MESSAGE(kWebConfig.suspects(path) == Suspicion::no, path);
}

TEST_CASE("a location is a scope of its own") {
  const Project project(
      Files{{"site/Web.config",
             "<configuration><system.web><compilation debug='false'/></system.web>"
             "<location path='a'><system.web><compilation debug='true'/></system.web></location>"
             "<location><x/></location></configuration>"},
            {"site/b/web.config", "<configuration/>"},
            {"web.3.4.config", "<something/>"}});
  const Node& scopes = *project.scopes();
  REQUIRE(scopes.items.size() == 4);
  CHECK_FALSE(scopes.open);
  const auto debug = {std::string_view("system.web"), std::string_view("compilation"),
                      std::string_view("debug")};
  CHECK(text_at(*scopes.items[0], debug) == "false");
  CHECK(text_at(*scopes.items[0], {"location"}) == "absent");
  CHECK(text_at(*scopes.items[1], debug) == "true");
  CHECK(text_at(*scopes.items[1], {"location"}) == "a");
  CHECK(text_at(*scopes.items[3], {"file"}) == "site/b/web.config");
}

TEST_CASE("lists of names and values are read in order") {
  const Project project(
      Files{{"web.config",
             "<configuration><appSettings><add key='A' value='1'/><add key='B' value='2'/>"
             "<remove key='A'/><add key='B' value='3'/><add key='C'/></appSettings>"
             "<connectionStrings><add name='x' connectionString='y'/><clear/></connectionStrings>"
             "</configuration>"}});
  const Node& scope = *project.scopes()->items[0];
  CHECK(text_at(scope, {"appSettings", "A"}) == "absent");
  CHECK(text_at(scope, {"appSettings", "B"}) == "3");
  CHECK(text_at(scope, {"appSettings", "C"}) == "");
  CHECK(text_at(scope, {"connectionStrings", "x"}) == "absent");
}

TEST_CASE("a group that is written twice is read as one") {
  const Project project(
      Files{{"web.config",
             "<configuration><system.web><trace enabled='true'/></system.web>"
             "<system.web><trace localOnly='false'/></system.web></configuration>"}});
  const Node& scope = *project.scopes()->items[0];
  CHECK(text_at(scope, {"system.web", "trace", "enabled"}) == "true");
  CHECK(text_at(scope, {"system.web", "trace", "localOnly"}) == "false");
}

TEST_CASE("sections that stand elsewhere are open") {
  const Project project(
      Files{{"web.config", "<configuration><appSettings file='secret.config'/></configuration>"}});
  CHECK(find_entry(*project.scopes()->items[0], "appSettings")->value->open);
}

TEST_CASE("a broken web.config leaves the list open") {
  const Project project(Files{{"web.config", "<configuration>"}});
  CHECK(project.document().failed());
  REQUIRE(project.scopes() != nullptr);
  CHECK(project.scopes()->open);
  CHECK(Project(Files()).scopes() == nullptr);
}
