#include "checks/nodes.h"

namespace djaz {

const Node* below(const Node* mapping, std::string_view key) {
  if (mapping == nullptr) return nullptr;
  const Entry* entry = find_entry(*mapping, key);
  return entry == nullptr ? nullptr : entry->value;
}

std::string_view text_under(const Node& mapping, std::string_view key) {
  const Node* node = below(&mapping, key);
  return node != nullptr && (node->is(Kind::string) || node->is(Kind::path)) ? node->text
                                                                             : std::string_view();
}

std::string_view day_of(const Node& project, const Node& table) {
  const std::string_view given = text_under(project, "as_of");
  return given.empty() ? text_under(table, "as_of") : given;
}

}  // namespace djaz
