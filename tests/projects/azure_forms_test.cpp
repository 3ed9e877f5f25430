// However a template says a value, the verdict is that of the plain literal: every property below,
// good and bad, in every form that templates have.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "lint/linter.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

struct Property {
  const char* rule;
  const char* type;
  const char* path;  // below `properties`
  const char* good;  // JSON
  const char* bad;
};

constexpr Property kProperties[] = {
    {"app-https-only-off", "Microsoft.Web/sites", "httpsOnly", "true", "false"},
    {"app-https-only-off", "microsoft.web/SITES", "HttpsOnly", "\"true\"", "\"False\""},
    {"app-min-tls-low", "Microsoft.Web/sites", "siteConfig.minTlsVersion", "\"1.2\"", "\"1.0\""},
    {"app-ftp-allowed", "Microsoft.Web/sites", "siteConfig.ftpsState", "\"Disabled\"",
     "\"AllAllowed\""},
    {"app-remote-debugging-on", "Microsoft.Web/sites", "siteConfig.remoteDebuggingEnabled", "false",
     "true"},
    {"storage-https-off", "Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", "true",
     "false"},
    {"storage-min-tls-low", "Microsoft.Storage/storageAccounts", "minimumTlsVersion", "\"TLS1_2\"",
     "\"TLS1_0\""},
    {"storage-blob-anonymous-allowed", "Microsoft.Storage/storageAccounts", "allowBlobPublicAccess",
     "false", "true"},
    {"storage-network-default-allow", "Microsoft.Storage/storageAccounts",
     "networkAcls.defaultAction", "\"Deny\"", "\"Allow\""},
    {"kv-purge-protection-off", "Microsoft.KeyVault/vaults", "enablePurgeProtection", "true",
     "false"},
    {"kv-soft-delete-off", "Microsoft.KeyVault/vaults", "enableSoftDelete", "true", "false"},
    {"pg-ssl-not-enforced", "Microsoft.DBforPostgreSQL/servers", "sslEnforcement", "\"Enabled\"",
     "\"Disabled\""},
    {"pg-min-tls-low", "Microsoft.DBforPostgreSQL/servers", "minimalTlsVersion", "\"TLS1_2\"",
     "\"TLS1_0\""},
    {"pg-geo-backup-off", "Microsoft.DBforPostgreSQL/flexibleServers", "backup.geoRedundantBackup",
     "\"Enabled\"", "\"Disabled\""},
    {"redis-non-ssl-port", "Microsoft.Cache/redis", "enableNonSslPort", "false", "true"},
    {"redis-min-tls-low", "Microsoft.Cache/redis", "minimumTlsVersion", "\"1.2\"", "\"1.0\""},
    {"acr-admin-user", "Microsoft.ContainerRegistry/registries", "adminUserEnabled", "false",
     "true"},
};

// "a.b" of a value is {"a": {"b": value}}.
std::string object_of(const std::string& path, const std::string& value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) return "{\"" + path + "\": " + value + '}';
  return "{\"" + path.substr(0, dot) + "\": " + object_of(path.substr(dot + 1), value) + '}';
}

std::string resource_of(const Property& property, const std::string& properties,
                        const std::string& more = "", const std::string& name = "\"shop\"") {
  return std::string("{\"type\": \"") + property.type + "\", \"apiVersion\": \"2023-05-01\", " +
         "\"name\": " + name + ", \"location\": \"here\", \"sku\": {\"name\": \"Standard\"}, " +
         more + "\n\"properties\": " + properties + '}';
}

std::string arm_template(const std::string& head, const std::string& resources) {
  return "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/"
         "deploymentTemplate.json#\", \"contentVersion\": \"1.0.0.0\", " +
         head + "\"resources\": " + resources + '}';
}

std::string quoted_expression(std::string text) { return "\"[" + text + "]\""; }

// A literal of ARM's expressions.
std::string argument(const std::string& json) {
  if (json == "true") return "true()";
  if (json == "false") return "false()";
  return "'" + json.substr(1, json.size() - 2) + "'";
}

std::string type_of(const std::string& json) {
  return json == "true" || json == "false" ? "bool" : "string";
}

struct Form {
  const char* name;
  std::vector<std::pair<std::string, std::string>> files;
};

std::string deployment(const std::string& scope, const std::string& given, const std::string& head,
                       const std::string& resource) {
  return "[{\"type\": \"Microsoft.Resources/deployments\", \"apiVersion\": \"2022-09-01\", "
         "\"name\": \"inner\", \"properties\": {\"mode\": \"Incremental\", "
         "\"expressionEvaluationOptions\": {\"scope\": \"" +
         scope + "\"}, " + given + "\"template\": " + arm_template(head, "[" + resource + "]") +
         "}}]";
}

std::vector<Form> forms_of(const Property& p, const std::string& value, const std::string& other) {
  const auto with = [&](const std::string& written) {
    return resource_of(p, object_of(p.path, written));
  };
  const auto list = [](const std::string& resource) { return "[" + resource + "]"; };
  const std::string type = "{\"type\": \"" + type_of(value) + "\"";
  const std::string by_default =
      "\"parameters\": {\"v\": " + type + ", \"defaultValue\": " + value + "}}, ";
  const std::string by_other =
      "\"parameters\": {\"v\": " + type + ", \"defaultValue\": " + other + "}}, ";
  const std::string variable = "\"variables\": {\"v\": " + value +
                               ", \"o\": {\"x\": {\"v\": " + value + "}}, \"l\": [" + other + ", " +
                               value + "], \"p\": " + object_of(p.path, value) + "}, ";
  const std::string parameter = quoted_expression("parameters('v')");
  const std::string schema =
      "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/"
      "deploymentParameters.json#\", \"contentVersion\": \"1.0.0.0\", \"parameters\": "
      "{\"v\": {\"value\": " +
      value + "}}}";
  const std::string v = argument(value);
  const std::string o = argument(other);
  const auto one = [&](const std::string& head, const std::string& written) {
    return std::vector<std::pair<std::string, std::string>>{
        {"t.json", arm_template(head, list(with(written)))}};
  };
  std::vector<Form> forms = {
      {"a parameter's default", one(by_default, parameter)},
      {"a parameter in other case", one(by_default, quoted_expression("PARAMETERS('V')"))},
      {"a parameters file",
       {{"t.json", arm_template(by_other, list(with(parameter)))}, {"t.parameters.json", schema}}},
      {"a variable", one(variable, quoted_expression("variables('v')"))},
      {"a member of a variable", one(variable, quoted_expression("variables('o').x.v"))},
      {"an indexed member", one(variable, quoted_expression("variables('o')['x'].v"))},
      {"an element of a list", one(variable, quoted_expression("variables('l')[1]"))},
      {"the properties from a variable",
       {{"t.json",
         arm_template(variable, list(resource_of(p, quoted_expression("variables('p')"))))}}},
      {"if()", one("", quoted_expression("if(equals(1, 1), " + v + ", " + o + ")"))},
      {"coalesce()", one("", quoted_expression("coalesce(null(), " + v + ")"))},
      {"an object made and asked", one("", quoted_expression("createObject('k', " + v + ").k"))},
      {"map()", one("", quoted_expression("map(createArray(" + v +
                                          "), lambda('i', lambdaVariables('i')))[0]"))},
      {"a condition that holds",
       {{"t.json", arm_template("", list(resource_of(p, object_of(p.path, value),
                                                     "\"condition\": true, ")))}}},
      {"a condition that nobody knows",
       {{"t.json", arm_template("\"parameters\": {\"c\": {\"type\": \"bool\"}}, ",
                                list(resource_of(p, object_of(p.path, value),
                                                 "\"condition\": \"[parameters('c')]\", ")))}}},
      {"a copy loop",
       {{"t.json", arm_template("", list(resource_of(p, object_of(p.path, value),
                                                     "\"copy\": {\"name\": \"c\", \"count\": 1}, ",
                                                     "\"[concat('shop', copyIndex())]\"")))}}},
      {"symbolic names",
       {{"t.json",
         arm_template("\"languageVersion\": \"2.0\", ", "{\"it\": " + with(value) + "}")}}},
      {"a nested deployment, outer scope",
       {{"t.json", arm_template(by_default, deployment("outer", "", "", with(parameter)))}}},
      {"a nested deployment, inner scope",
       {{"t.json", arm_template(by_default, deployment("inner",
                                                       "\"parameters\": {\"v\": {\"value\": " +
                                                           parameter + "}}, ",
                                                       by_other, with(parameter)))}}},
      {"a name made of what is not known",
       {{"t.json", arm_template("", list(resource_of(p, object_of(p.path, value), "",
                                                     "\"[concat('s', uniqueString('x'))]\"")))}}},
      {"comments and a mark",
       {{"t.json", "\xEF\xBB\xBF// a template\n" + arm_template("", list(with(value)))}}},
  };
  const std::string path = p.path;
  if (path.starts_with("siteConfig.")) {
    const std::string inner = object_of(path.substr(11), value);
    const std::string site = R"({"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01",
      "name": "shop", "properties": {}})";
    const std::string with_child = R"({"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01",
      "name": "shop", "properties": {}, "resources": [{"type": "config", "name": "web",
      "apiVersion": "2023-12-01", "properties": )" +
                                   inner + "}]}";
    forms.push_back({"a child of its own", {{"t.json", arm_template("", "[" + site + R"(, {"type":
      "Microsoft.Web/sites/config", "apiVersion": "2023-12-01", "name": "shop/web",
      "properties": )" + inner + "}]")}}});
    forms
        .push_back({"a child by expression", {{"t.json", arm_template("", "[" + site + R"(, {"type":
      "Microsoft.Web/sites/config", "apiVersion": "2023-12-01", "name":
      "[format('{0}/{1}', 'shop', 'web')]", "properties": )" + inner + "}]")}}});
    forms.push_back({"a nested child", {{"t.json", arm_template("", "[" + with_child + "]")}}});
  }
  return forms;
}

// "fail at 3", "pass", "unknown", …: of the one verdict that there must be.
std::string verdict(const std::string& rule,
                    const std::vector<std::pair<std::string, std::string>>& files) {
  const auto memory = in_memory(files);
  LintOptions options;
  options.profile = Profile::strict;
  options.config.selection.select = {rule};
  const auto run = lint(*memory, built_in_rules(), options);
  std::string out;
  for (const Finding& finding : run->report.findings) {
    if (finding.rule->name != rule) continue;
    if (!out.empty()) out += ", ";
    out += to_string(finding.outcome);
  }
  return out.empty() ? "nothing" : out;
}

}  // namespace

TEST_CASE("a value has one verdict, in whatever form a template says it") {
  for (const Property& property : kProperties) {
    for (const bool good : {true, false}) {
      const std::string value = good ? property.good : property.bad;
      const std::string other = good ? property.bad : property.good;
      const std::string expected = good ? "pass" : "fail";
      CAPTURE(std::string(property.rule));
      CAPTURE(value);
      CHECK(
          verdict(property.rule,
                  {{"t.json",
                    arm_template("", "[" + resource_of(property, object_of(property.path, value)) +
                                         "]")}}) == expected);
      for (const Form& form : forms_of(property, value, other)) {
        CAPTURE(std::string(form.name));
        CHECK(verdict(property.rule, form.files) == expected);
      }
    }
  }
}

TEST_CASE("a resource whose condition does not hold is not judged") {
  for (const Property& property : kProperties) {
    CAPTURE(std::string(property.rule));
    for (const std::string condition : {"false", "\"[false()]\"", "\"[equals('a', 'b')]\""}) {
      const std::string resource = resource_of(property, object_of(property.path, property.bad),
                                               "\"condition\": " + condition + ", ");
      CHECK(verdict(property.rule, {{"t.json", arm_template("", "[" + resource + "]")}}) ==
            "nothing");
    }
    const std::string existing =
        resource_of(property, object_of(property.path, property.bad), "\"existing\": true, ");
    CHECK(verdict(property.rule, {{"t.json", arm_template("\"languageVersion\": \"2.0\", ",
                                                          "{\"it\": " + existing + "}")}}) ==
          "nothing");
  }
}

TEST_CASE("of several resources each has its own verdict") {
  for (const Property& property : kProperties) {
    CAPTURE(std::string(property.rule));
    const std::string both =
        resource_of(property, object_of(property.path, property.good), "", "\"one\"") + ", " +
        resource_of(property, object_of(property.path, property.bad), "", "\"two\"");
    const std::string found =
        verdict(property.rule, {{"t.json", arm_template("", "[" + both + "]")}});
    CHECK((found == "pass, fail" || found == "fail, pass"));
  }
}

TEST_CASE("of two variants under conditions that exclude each other both are judged") {
  const std::string head = "\"parameters\": {\"new\": {\"type\": \"bool\"}}, ";
  for (const Property& property : kProperties) {
    CAPTURE(std::string(property.rule));
    const std::string either = resource_of(property, object_of(property.path, property.good),
                                           "\"condition\": \"[parameters('new')]\", ") +
                               ", " +
                               resource_of(property, object_of(property.path, property.bad),
                                           "\"condition\": \"[not(parameters('new'))]\", ");
    const std::string found =
        verdict(property.rule, {{"t.json", arm_template(head, "[" + either + "]")}});
    CHECK((found == "pass, fail" || found == "fail, pass"));
  }
  const auto both = [&](const std::string& more) {
    return "{\"type\": \"Microsoft.Web/sites\", \"apiVersion\": \"2023-12-01\", \"name\": \"x\", " +
           more + "\n\"properties\": {}}";
  };
  CHECK(verdict("app-ftp-allowed",
                {{"t.json",
                  arm_template(head, "[" + both("\"condition\": \"[parameters('new')]\", ") + ", " +
                                         both("\"condition\": \"[not(parameters('new'))]\", ") +
                                         "]")}}) == "fail, fail");
}

TEST_CASE("a child is judged also when nobody names its parents") {
  const std::string open = R"("properties": {"startIpAddress": "0.0.0.0",
    "endIpAddress": "255.255.255.255"}})";
  for (const std::string name :
       {R"("name": "srv/all", )", R"("name": "all", )", R"("name": "[parameters('n')]", )", ""}) {
    CAPTURE(name);
    const std::string rule = R"({"type": "Microsoft.DBforPostgreSQL/servers/firewallRules",
      "apiVersion": "2017-12-01", )" +
                             name + open;
    CHECK(verdict("pg-firewall-allow-all",
                  {{"t.json", arm_template(R"("parameters": {"n": {"type": "string"}}, )",
                                           "[" + rule + "]")}}) == "fail");
  }
  CHECK(verdict("app-ftp-allowed", {{"t.json", arm_template("", R"([{"type":
    "Microsoft.Web/sites/config", "apiVersion": "2023-12-01", "name": "web",
    "properties": {"ftpsState": "AllAllowed"}}])")}}) == "fail");
}

TEST_CASE("a resource without properties has its defaults judged") {
  for (const std::string more : {"", R"(, "properties": {})", R"(, "properties": null)"}) {
    CAPTURE(more);
    const std::string site =
        R"({"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "shop")" + more +
        "}";
    for (const char* rule : {"app-https-only-off", "app-ftp-allowed", "app-always-on-off"})
      CHECK(verdict(rule, {{"t.json", arm_template("", "[" + site + "]")}}) == "fail");
  }
}

TEST_CASE("a value that nobody knows is neither right nor wrong") {
  for (const Property& property : kProperties) {
    CAPTURE(std::string(property.rule));
    const std::string head =
        "\"parameters\": {\"v\": {\"type\": \"" + type_of(property.good) + "\"}}, ";
    const std::string written = object_of(property.path, quoted_expression("parameters('v')"));
    CHECK(verdict(property.rule,
                  {{"t.json", arm_template(head, "[" + resource_of(property, written) + "]")}}) ==
          "unknown");
  }
}
