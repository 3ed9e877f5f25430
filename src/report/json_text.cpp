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

JsonListWriter::JsonListWriter(const Json& frame, std::string_view list, Sink& sink) : sink_(sink) {
  const std::string text = json_text(frame);
  const std::string empty = list.empty() ? "[]" : '"' + std::string(list) + "\": []";
  const std::size_t found = text.rfind(empty);
  const std::size_t line = text.rfind('\n', found) + 1;
  indent_.assign(found - line, ' ');
  const std::size_t at = found + empty.size() - 1;
  rest_ = text.substr(at);
  out_ = text.substr(0, at);
}

std::string JsonListWriter::text_of(const Json& value) const {
  const std::string text = json_text(value);
  std::string out = ",";
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    out.append(1, '\n').append(indent_).append("  ").append(text, begin, end - begin);
    begin = end + 1;
  }
  return out;
}

void JsonListWriter::items(std::string_view texts) {
  if (texts.empty()) return;
  out_ += texts.substr(any_ ? 0 : 1);
  any_ = true;
  sink_.drain(out_);
}

void JsonListWriter::item(const Json& value) { items(text_of(value)); }

void JsonListWriter::finish() {
  if (any_) out_ += '\n' + indent_;
  sink_.write(out_ + rest_);
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
