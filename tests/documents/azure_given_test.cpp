// --parameters: which values go to which template, and what is refused.
#include <doctest/doctest.h>

#include <string>

#include "documents/azure_project.h"

namespace djaz {
namespace {

std::string values(const std::string& parameters) {
  return R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/)"
         R"(deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {)" +
         parameters + "}}";
}

const std::string kDeclared = R"("parameters": {"only": {"type": "bool", "defaultValue": false},
  "count": {"type": "int", "defaultValue": 1}, "list": {"type": "array", "defaultValue": []},
  "pw": {"type": "secureString", "defaultValue": ""}}, )";

GivenParameters file(const std::string& path, const std::string& for_template = "") {
  return {.written = path, .for_template = for_template, .file = path, .name = {}, .value = {}};
}
GivenParameters named(const std::string& name, const std::string& value) {
  return {
      .written = name + "=" + value, .for_template = {}, .file = {}, .name = name, .value = value};
}

AzureProject project_with(std::vector<GivenParameters> parameters, const std::string& expression,
                          std::vector<std::pair<std::string, std::string>> more) {
  more.emplace_back("t.json", site_with(kDeclared, expression));
  return AzureProject(AzureProject::About{"", std::move(parameters)}, std::move(more));
}

TEST_CASE("a named parameters file comes before the one beside the template") {
  AzureProject project = project_with({file("infra/prod.json")}, "[parameters('only')]",
                                      {{"t.parameters.json", values(R"("only": {"value": false})")},
                                       {"infra/prod.json", values(R"("only": {"value": true})")}});
  CHECK(value_of(project).boolean);
  CHECK(value_of(project).origin->text == "`infra/prod.json` sets the parameter `only`");
  CHECK(project.assembly.errors.empty());
}

TEST_CASE("values given by name are of the type that the template declares") {
  struct Case {
    const char* name;
    const char* value;
    const char* shown;
  };
  const Case cases[] = {
      {"only", "True", "True"}, {"count", "12", "12"},   {"list", "[1, 2]", "[1, 2]"},
      {"COUNT", "7", "7"},      {"pw", "geheim", "***"},
  };
  for (const Case& given : cases) {
    CAPTURE(std::string(given.name));
    AzureProject project = project_with({named(given.name, given.value)},
                                        "[parameters('" + std::string(given.name) + "')]", {});
    CHECK(brief(value_of(project)) == given.shown);
    CHECK(value_of(project).origin->text ==
          "`--parameters` sets the parameter `" + std::string(given.name) + "`");
  }
}

TEST_CASE("what is given later counts, and names stand above the file beside the template") {
  AzureProject project =
      project_with({named("count", "2"), named("count", "3")}, "[parameters('count')]",
                   {{"t.parameters.json", values(R"("count": {"value": 9})")}});
  CHECK(value_of(project).integer == 3);
}

TEST_CASE("what cannot be applied is refused, and never shows a value") {
  const std::string other = template_with(R"("parameters": {"only": {"type": "bool"}}, )", "");
  struct Case {
    std::vector<GivenParameters> given;
    const char* why;
  };
  const Case cases[] = {
      {{named("other", "hunter2")}, "no template declares a parameter of this name"},
      {{named("count", "hunter2")}, "its value is not of the type that the template declares"},
      {{named("only", "true")}, "2 templates declare what it gives"},
      {{file("all.json")}, "2 templates declare what it gives"},
      {{file("foreign.json")}, "it gives a parameter that the template does not declare"},
      {{file("all.json", "no.json")}, "there is no such template"},
      {{file("t.json")}, "it is no parameters file"},
      {{file("missing.json")}, "cannot be read"},
  };
  for (const Case& refused : cases) {
    CAPTURE(std::string(refused.why));
    AzureProject project =
        project_with(refused.given, "[parameters('only')]",
                     {{"other.json", other},
                      {"all.json", values(R"("only": {"value": true})")},
                      {"foreign.json", values(R"("only": {"value": true}, "x": {"value": 1})")}});
    REQUIRE(project.assembly.errors.size() == 1);
    const Error& error = project.assembly.errors[0];
    CHECK(error.message.find(refused.why) != std::string::npos);
    CHECK((error.message + error.help).find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a file for one of several templates leaves the others alone") {
  AzureProject project =
      project_with({file("all.json", "t.json")}, "[parameters('only')]",
                   {{"a/other.json", site_with(kDeclared, "[parameters('only')]")},
                    {"all.json", values(R"("only": {"value": true})")}});
  CHECK(project.assembly.errors.empty());
  const Entry* sites = find_entry(project.azure(), "Microsoft.Web/sites");
  REQUIRE(sites);
  REQUIRE(sites->value->items.size() == 2);
  int set = 0;
  for (const Node* site : sites->value->items)
    set += find_entry(*find_entry(*site, "properties")->value, "httpsOnly")->value->boolean ? 1 : 0;
  CHECK(set == 1);
}

TEST_CASE("the only parameters file beside a template is not taken when it is another's") {
  AzureProject fits({{"main.json", site_with(kDeclared, "[parameters('only')]")},
                     {"values.json", values(R"("only": {"value": true})")}});
  CHECK(value_of(fits).boolean);
  AzureProject foreign(
      {{"main.json", site_with(kDeclared, "[parameters('only')]")},
       {"values.json", values(R"("only": {"value": true}, "region": {"value": "x"})")}});
  CHECK_FALSE(value_of(foreign).boolean);
}

TEST_CASE("of several parameters files the one of the template, and of production, is meant") {
  const auto given = [](const std::vector<std::string>& files, const std::string& arm_template) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const std::string& path : files)
      texts.emplace_back(path, values(path == files[0] ? R"("only": {"value": true})"
                                                       : R"("count": {"value": 2})"));
    texts.emplace_back(arm_template, site_with(kDeclared, "[parameters('only')]"));
    AzureProject project(std::move(texts));
    return value_of(project).boolean;
  };
  CHECK(given({"main.parameters.prod.json", "main.parameters.dev.json"}, "main.json"));
  CHECK(given({"prod.json", "dev.json", "test.json"}, "main.json"));
  CHECK(given({"main-params.json", "other.params.json"}, "main.json"));
  CHECK(given({"main.live.parameters.json", "main.test.parameters.json"}, "main.json"));
  CHECK(given({"main.parameters.json", "main.parameters.prod.json"}, "main.json"));
  CHECK_FALSE(given({"main.parameters.a.json", "main.parameters.b.json"}, "main.json"));
  CHECK_FALSE(given({"prod.json", "live.json"}, "main.json"));
}

TEST_CASE("a parameters file of another template in the directory is left to it") {
  AzureProject project(
      {{"main.json", site_with(kDeclared, "[parameters('only')]")},
       {"main-db.json", template_with(kDeclared, R"({"type": "Microsoft.Sql/servers",
          "name": "db", "properties": {}})")},
       {"main-db.parameters.test.json", values(R"("only": {"value": true})")}});
  CHECK_FALSE(value_of(project).boolean);
}

}  // namespace
}  // namespace djaz
