#include "documents/azure_project.h"

using namespace djaz;

namespace {

// What the output `x` gives away, or "".
std::string disclosed(const std::string& value, const std::string& type = "string") {
  AzureProject project(
      {{"azuredeploy.json",
        R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0", "resources": [],
      "parameters": {"secret": {"type": "securestring"}, "plain": {"type": "string"}},
      "outputs": {"x": {"type": ")" +
            type + R"(", "value": ")" + value + R"("}}})"}});
  const Node* node = project.at("templates[*].outputs.x.discloses");
  return node ? std::string(node->text) : std::string();
}

}  // namespace

TEST_CASE("an output that lists keys gives them away") {
  CHECK(disclosed("[listKeys('a', '2023-01-01').keys[0].value]") == "`listKeys()`");
  CHECK(disclosed("[concat('x', listConnectionStrings ('a', 'b'))]") ==
        "`listConnectionStrings()`");
  CHECK(disclosed("[listLocations('a')]") == "");
  CHECK(disclosed("[parameters('listKeys')]") == "");
  CHECK(disclosed("listKeys(") == "");
  CHECK(disclosed("[[listKeys('a')]") == "");
}

TEST_CASE("an output with a secure parameter gives it away") {
  CHECK(disclosed("[concat('p:', parameters('SECRET'))]") == "the secure parameter `SECRET`");
  CHECK(disclosed("[parameters('plain')]") == "");
  CHECK(disclosed("[parameters('secret") == "");
}

TEST_CASE("an output gives away what its variables and its parts hold") {
  AzureProject project(
      {{"azuredeploy.json", template_with(
                                R"("parameters": {"secret": {"type": "securestring"}},
      "variables": {"whole": "[concat('x', parameters('secret'))]", "loop": "[variables('loop')]",
                    "hashed": "[uniqueString(parameters('secret'))]",
                    "both": {"name": "shop", "password": "[parameters('secret')]"}},
      "outputs": {"a": {"type": "string", "value": "[toUpper(variables('WHOLE'))]"},
                  "b": {"type": "object", "value": {"keys": ["[listKeys('a', '2023-01-01')]"]}},
                  "c": {"type": "string", "value": "[variables('both').name]"},
                  "d": {"type": "string", "value": "[variables('loop')]"},
                  "e": {"type": "string", "value": "[reference(variables('whole')).outputs.x]"},
                  "f": {"type": "string", "value": "[variables('hashed')]"}}, )",
                                "")}});
  CHECK(project.at("templates[*].outputs.a.discloses")->text == "the secure parameter `secret`");
  CHECK(project.at("templates[*].outputs.b.discloses")->text == "`listKeys()`");
  CHECK(project.at("templates[*].outputs.c.discloses") == nullptr);
  CHECK(project.at("templates[*].outputs.d.discloses") == nullptr);
  CHECK(project.at("templates[*].outputs.e.discloses") == nullptr);
  CHECK(project.at("templates[*].outputs.f.discloses") == nullptr);
}

TEST_CASE("an output of a secure type is kept secret") {
  CHECK(disclosed("[parameters('secret')]", "secureString") == "");
}

TEST_CASE("defaults of secure parameters and values under secret names are marked as secrets") {
  AzureProject project(
      {{"azuredeploy.json",
        template_with(R"("parameters": {"a": {"type": "secureString", "defaultValue": "n0t-real"},
          "b": {"type": "string", "defaultValue": "plain"}}, )",
                      "")},
       {"azuredeploy.parameters.json",
        R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {"dbPassword": {"value": "n0t-real"}, "site": {"value": "shop"}}})"}});
  CHECK(project.at("templates[*].parameters.a.defaultValue")->has(Trait::secret));
  CHECK(!project.at("templates[*].parameters.b.defaultValue")->has(Trait::secret));
  CHECK(project.at("parameterFiles[*].parameters.dbPassword.value")->has(Trait::secret));
  CHECK(!project.at("parameterFiles[*].parameters.site.value")->has(Trait::secret));
}

TEST_CASE("a template without parameters and outputs has no view") {
  AzureProject project({{"azuredeploy.json", template_with("", "")}});
  CHECK(project.count("templates[*]") == 0);
}

TEST_CASE("a container without its account belongs to the only account there is") {
  const char* list = R"([{"name": "media", "metadata": null, "properties": {
      "leaseState": "available", "publicAccess": "blob"}}])";
  const char* account = R"({"name": "shop", "type": "Microsoft.Storage/storageAccounts",
      "id": "/subscriptions/0/resourceGroups/w/providers/Microsoft.Storage/storageAccounts/shop"})";
  constexpr const char* kAccess = R"("Microsoft.Storage/storageAccounts"[*].blobServices[*])"
                                  R"(.containers[*].properties.publicAccess)";
  AzureProject both({{"account.json", account}, {"containers.json", list}});
  CHECK(both.count(R"("Microsoft.Storage/storageAccounts"[*])") == 1);
  REQUIRE(both.at(kAccess));
  CHECK(both.at(kAccess)->text == "blob");
  AzureProject alone({{std::string("containers.json"), std::string(list)}});
  REQUIRE(alone.at(kAccess));
  CHECK(alone.problems().empty());
}
