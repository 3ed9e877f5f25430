#include "checks/django_settings.h"

#include <algorithm>

#include "checks/nodes.h"
#include "support/text.h"
#include "support/version_number.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

// Shorter names have too many neighbours.
constexpr std::size_t kShortest = 10;
constexpr std::size_t kFarthest = 2;

// "settings.NAME" → "NAME"
std::string_view setting_name(const CheckContext& context) {
  const std::string_view path = context.place.path;
  return path.substr(std::min(path.size(), path.find('.') + 1));
}

// Written somewhere, not only laid over from Django's defaults.
Truth is_set(const CheckContext& context, std::string_view name) {
  const Node* settings = below(&context.project, "settings");
  if (settings == nullptr) return Truth::unknown;
  const Node* found = below(settings, name);
  const bool defaulted =
      found != nullptr && found->origin != nullptr && found->origin->how == Origin::How::defaulted;
  if (found != nullptr && !defaulted) return Truth::yes;
  return settings->open ? Truth::unknown : Truth::no;
}

bool names(const Node& data, std::string_view list, std::string_view name) {
  const Node* items = below(&data, list);
  return items != nullptr && std::any_of(items->items.begin(), items->items.end(),
                                         [&](const Node* item) { return item->text == name; });
}

}  // namespace

CheckAnswer check_setting_removed(const CheckContext& context) {
  const Node* data = embedded("rules/data/django_settings.toml");
  const Node* removed = below(data, "removed");
  if (removed == nullptr || context.place.node == nullptr) return {Truth::no, "", {}};
  const std::string_view name = setting_name(context);
  for (const Node* entry : removed->items) {
    if (text_under(*entry, "name") != name) continue;
    const Node* installed = below(below(&context.project, "runtime"), "django");
    if (installed == nullptr) return {Truth::no, "", {}};
    const auto version = installed->is(Kind::string) ? VersionNumber::parse(installed->text)
                                                     : std::optional<VersionNumber>();
    if (!version) return {Truth::unknown, "which Django is installed is not known", {}};
    if (*version < *VersionNumber::parse(text_under(*entry, "since"))) return {Truth::no, "", {}};
    const std::string_view instead = text_under(*entry, "instead");
    const Truth replaced = instead.empty() ? Truth::no : is_set(context, instead);
    if (replaced == Truth::unknown)
      return {Truth::unknown, "whether `" + std::string(instead) + "` is set is not known", {}};
    std::string words = "Django " + std::string(installed->text) + " does not read " +
                        std::string(name) + " any more: " + std::string(text_under(*entry, "text"));
    return {negate(replaced), std::move(words), {}};
  }
  return {Truth::no, "", {}};
}

CheckAnswer check_setting_name_typo(const CheckContext& context) {
  const Node* data = embedded("rules/data/django_settings.toml");
  const Node* guarded = below(data, "guarded");
  const std::string_view name = setting_name(context);
  if (guarded == nullptr || context.place.node == nullptr || name.size() < kShortest ||
      names(*data, "known", name))
    return {Truth::no, "", {}};
  for (const Node* item : guarded->items) {
    if (edit_distance(name, item->text, kFarthest) > kFarthest) continue;
    const Truth set = is_set(context, item->text);
    if (set == Truth::yes) continue;
    return {negate(set), std::string(item->text), {}};
  }
  return {Truth::no, "", {}};
}

}  // namespace djaz
