#include "rules/silenced.h"

namespace djaz {
namespace {

// Django asks `id in SILENCED_SYSTEM_CHECKS`, so a text silences each id that is a part of it.
Truth holds(const Node& silenced, std::string_view id) {
  if (silenced.is(Kind::string) || silenced.has(Trait::lazy))
    return truth_of(silenced.text.find(id) != std::string_view::npos);
  if (silenced.is(Kind::mapping) && find_entry(silenced, id) != nullptr) return Truth::yes;
  bool more = silenced.open || (silenced.is(Kind::unknown) && !silenced.has(Trait::lazy));
  for (const Node* item : silenced.items) {
    // What is translated late is compared as the text that it is translated to.
    const bool text = item->is(Kind::string) || item->has(Trait::lazy);
    if (text && item->text == id) return Truth::yes;
    more = more || (item->is(Kind::unknown) && !text);
  }
  return more ? Truth::unknown : Truth::no;
}

}  // namespace

Truth is_silenced(const std::vector<std::string_view>& ids, const Node& deployment) {
  const Entry* settings = find_entry(deployment, "settings");
  if (ids.empty() || settings == nullptr || !settings->value->is(Kind::mapping)) return Truth::no;
  const Entry* entry = find_entry(*settings->value, "SILENCED_SYSTEM_CHECKS");
  if (entry == nullptr) return Truth::no;
  Truth all = Truth::yes;
  for (const std::string_view id : ids) all = both(all, holds(*entry->value, id));
  return all;
}

}  // namespace djaz
