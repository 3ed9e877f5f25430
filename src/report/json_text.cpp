#include "report/json_text.h"

#include "report/escape.h"

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

}  // namespace djaz
