#include "report/json_text.h"

#include "report/escape.h"
#include "report/remedy.h"

namespace djaz {

std::string json_text(const Json& value) {
  return defused_json(value.dump(2, ' ', true, Json::error_handler_t::replace)) + '\n';
}

std::string json_line(const Json& value) {
  return defused_json(value.dump(-1, ' ', true, Json::error_handler_t::replace)) + '\n';
}

Json text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return valid_text(text);
}

Json text_list(const std::vector<std::string_view>& texts) {
  Json out = Json::array();
  for (const std::string_view text : texts) out.push_back(valid_text(text));
  return out;
}

Json equivalents_json(const Equivalents& all) {
  return {{"django", text_list(all.django)},   {"cwe", text_list(all.cwe)},
          {"checkov", text_list(all.checkov)}, {"cis", text_list(all.cis)},
          {"kics", text_list(all.kics)},       {"psrule", text_list(all.psrule)},
          {"trivy", text_list(all.trivy)},     {"mcsb", text_list(all.mcsb)},
          {"policy", text_list(all.policy)}};
}

Json remedy_json(const RuleInfo& rule) {
  const Remedy remedy = rule.remedy();
  return {{"advice", text_or_null(rule.advice)},
          {"commands", text_list(commands_in(rule.advice))},
          {"bicep", text_or_null(remedy.bicep)},
          {"arm", text_or_null(remedy.arm)}};
}

}  // namespace djaz
