#include "checks/django_classes.h"

#include <algorithm>

#include "checks/django_reading.h"
#include "syntax/embedded.h"

namespace djaz::django {

bool is_unrelated(std::string_view path) {
  const Node* known = below(embedded("rules/data/django_checks.toml"), "unrelated_packages");
  // What has no dot cannot be imported, so that Django passes it over.
  if (path.starts_with("django.") || path.find('.') == std::string_view::npos) return true;
  if (known == nullptr) return true;
  const std::string_view package = path.substr(0, path.find('.'));
  return std::any_of(known->items.begin(), known->items.end(),
                     [&](const Node* each) { return each->text == package; });
}

Truth names_class(const Node* list, std::string_view path) {
  // The letters of a text are imported one by one.
  const bool text = list != nullptr && (list->is(Kind::string) || list->has(Trait::lazy));
  const Truth exact = text ? Truth::no : holds_text(list, path);
  if (exact != Truth::no || list == nullptr) return exact;
  const bool derived = std::any_of(list->items.begin(), list->items.end(), [](const Node* item) {
    return item->is(Kind::string) && !is_unrelated(item->text);
  });
  return derived ? Truth::unknown : Truth::no;
}

}  // namespace djaz::django
