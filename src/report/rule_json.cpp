#include "report/escape.h"
#include "report/json_text.h"
#include "report/rule_view.h"

namespace djaz {
namespace {

Json examples(const RuleInfo& rule, bool bad) {
  Json out = Json::array();
  for (const Example& example : rule.examples()) {
    if (example.bad != bad) continue;
    Json files = Json::object();
    for (const ExampleFile& file : example.files) files[file.path] = valid_text(file.text);
    out.push_back(std::move(files));
  }
  return out;
}

Json object(const RuleInfo& rule) {
  Json out;
  out["name"] = rule.name;
  out["code"] = rule.code;
  out["aliases"] = text_list(rule.aliases);
  out["severity"] = std::string(to_string(rule.severity));
  out["confidence"] = std::string(to_string(rule.confidence));
  out["tags"] = text_list(rule.tags);
  out["status"] = rule.status.empty() ? std::string_view("stable") : rule.status;
  out["summary"] = valid_text(rule.summary);
  out["why"] = text_or_null(rule.why);
  out["advice"] = text_or_null(rule.advice);
  out["references"] = text_list(rule.references);
  out["equivalents"] = equivalents_json(rule.equivalents);
  out["remedy"] = remedy_json(rule);
  out["bad"] = examples(rule, true);
  out["good"] = examples(rule, false);
  return out;
}

Json objects(const std::vector<const RuleInfo*>& rules) {
  Json out = Json::array();
  for (const RuleInfo* rule : rules) out.push_back(object(*rule));
  return out;
}

}  // namespace

std::string rule_json(const RuleInfo& rule) { return json_text(object(rule)); }

std::string rules_json(const std::vector<const RuleInfo*>& rules) {
  return json_text(objects(rules));
}

std::string profile_json(std::string_view profile, const std::vector<const RuleInfo*>& rules,
                         const std::vector<NotEvaluated>& left_out) {
  Json out;
  out["profile"] = std::string(profile);
  out["rules"] = objects(rules);
  out["not_evaluated"] = Json::array();
  for (const NotEvaluated& each : left_out)
    out["not_evaluated"].push_back({{"id", each.id}, {"reason", each.reason}});
  return json_text(out);
}

}  // namespace djaz
