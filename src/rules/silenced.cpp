#include "rules/silenced.h"

#include <algorithm>

namespace djaz {

bool is_silenced(const std::vector<std::string_view>& ids, const Node& deployment) {
  const Entry* settings = find_entry(deployment, "settings");
  if (ids.empty() || settings == nullptr || !settings->value->is(Kind::mapping)) return false;
  const Entry* entry = find_entry(*settings->value, "SILENCED_SYSTEM_CHECKS");
  if (entry == nullptr) return false;
  const Node& silenced = *entry->value;
  // Django asks `id in SILENCED_SYSTEM_CHECKS`, so a text silences each id that is a part of it.
  return std::all_of(ids.begin(), ids.end(), [&](std::string_view id) {
    if (silenced.is(Kind::string)) return silenced.text.find(id) != std::string_view::npos;
    if (silenced.is(Kind::mapping)) return find_entry(silenced, id) != nullptr;
    return std::any_of(silenced.items.begin(), silenced.items.end(), [&](const Node* item) {
      return item->is(Kind::string) && item->text == id;
    });
  });
}

}  // namespace djaz
