#include "report/rule_view.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

RuleInfo rule_with_status(std::string_view status) {
  RuleInfo rule;
  rule.name = "some-rule";
  rule.code = "DZ1999";
  rule.summary = "Something is wrong";
  rule.aliases = {"old-name"};
  rule.status = status;
  return rule;
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a rule that is not stable says so") {
  const RuleInfo preview = rule_with_status("preview");
  const RuleInfo deprecated = rule_with_status("deprecated");
  CHECK(has(rule_text(preview, false), "Status\n  preview: "));
  CHECK(has(rule_text(preview, false), "profile strict"));
  CHECK(has(rule_text(deprecated, false), "Status\n  deprecated: "));
  CHECK(has(rules_text({&preview}, false), "Something is wrong (preview)\n"));
  CHECK(has(rules_text({&deprecated}, false), "Something is wrong (deprecated)\n"));
  CHECK(has(rule_json(preview), "\"status\": \"preview\""));
  for (const char* status : {"", "stable"}) {
    const RuleInfo stable = rule_with_status(status);
    CHECK(!has(rule_text(stable, false), "Status"));
    CHECK(has(rules_text({&stable}, false), "Something is wrong\n"));
    CHECK(has(rule_json(stable), "\"status\": \"stable\""));
  }
}

TEST_CASE("a rule tells what to do in words, commands and templates") {
  RuleInfo rule = rule_with_status("");
  rule.advice = "Set it, or run `az webapp update --https-only true`, not `az` alone or `azure`.";
  rule.read_remedy = [] {
    return Remedy{"properties: {\n  httpsOnly: true\n}\n", "{\n  \"properties\": {}\n}\n"};
  };
  const std::string text = rule_text(rule, false);
  CHECK(has(text, "In Bicep\n  properties: {\n    httpsOnly: true\n  }\n"));
  CHECK(has(text, "In an ARM template\n  {\n    \"properties\": {}\n  }\n"));
  const std::string json = rule_json(rule);
  CHECK(has(json, "\"commands\": [\n      \"az webapp update --https-only true\"\n    ]"));
  CHECK(has(json, "\"bicep\": \"properties: {\\n  httpsOnly: true\\n}\\n\""));
  CHECK(!has(rule_text(rule_with_status(""), false), "Bicep"));
  CHECK(has(rule_json(rule_with_status("")), "\"bicep\": null"));
}

TEST_CASE("a rule tells under which names others know it") {
  RuleInfo rule = rule_with_status("");
  rule.equivalents.cis = {"CIS Azure 3.0: 9.8 (unverified)"};
  rule.equivalents.kics = {"some_query"};
  rule.equivalents.policy = {"Apps should"};
  const std::string text = rule_text(rule, false);
  CHECK(has(text, "CIS Azure 3.0: 9.8 (unverified), KICS: some_query, Azure Policy: Apps should"));
  const std::string json = rule_json(rule);
  for (const char* key : {"django", "cwe", "checkov", "psrule", "trivy", "mcsb"})
    CHECK(has(json, '"' + std::string(key) + "\": []"));
  CHECK(has(json, "\"kics\": [\n      \"some_query\"\n    ]"));
}

TEST_CASE("a rule tells its other names") {
  const RuleInfo rule = rule_with_status("");
  CHECK(has(rule_text(rule, false), "Also called\n  old-name\n"));
  CHECK(has(rule_json(rule), "old-name"));
}
