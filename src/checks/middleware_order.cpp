#include "checks/middleware_order.h"

#include <algorithm>
#include <optional>

#include "checks/nodes.h"
#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

std::string_view class_name(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// The first place of the class in the list.
std::optional<std::size_t> find(const Node& list, std::string_view name) {
  for (std::size_t i = 0; i < list.items.size(); ++i)
    if (list.items[i]->is(Kind::string) && list.items[i]->text == name) return i;
  return std::nullopt;
}

struct Side {
  std::string_view key;
  std::string_view found;
};

// What the table asks for, and where the item stands when it is not so.
constexpr Side kSides[] = {{"before", " stands behind "}, {"after", " stands before "}};

CheckAnswer judge(const Node& item, const Node& list) {
  const Node* order = below(embedded("rules/data/middleware_order.toml"), "order");
  const std::optional<std::size_t> here = find(list, item.text);
  if (order == nullptr) return {Truth::no, "", {}};
  if (!here) return {Truth::unknown, "", {}};
  for (const Node* entry : order->items) {
    const Node* name = below(entry, "item");
    if (name == nullptr || name->text != item.text) continue;
    for (const Side& side : kSides) {
      const Node* others = below(entry, side.key);
      if (others == nullptr) continue;
      for (const Node* other : others->items) {
        const std::optional<std::size_t> there = find(list, other->text);
        if (!there || (side.key == "before" ? *here < *there : *here > *there)) continue;
        std::string words = std::string(class_name(item.text)) + std::string(side.found) +
                            std::string(class_name(other->text));
        if (const Node* text = below(entry, "text")) words += ": " + std::string(text->text);
        return {Truth::yes, std::move(words), {{list.items[*there]->span, "this one"}}};
      }
    }
  }
  return {Truth::no, "", {}};
}

// One of the lists that a condition chooses from.
CheckAnswer judge_all(const Node& list) {
  for (const Node* item : list.items) {
    if (!item->is(Kind::string)) continue;
    CheckAnswer answer = judge(*item, list);
    if (answer.guilty != Truth::yes) continue;
    answer.related.insert(answer.related.begin(), {item->span, "this one is in the wrong place"});
    return answer;
  }
  return {list.open ? Truth::unknown : Truth::no, "", {}};
}

}  // namespace

CheckAnswer check_middleware_order(const CheckContext& context) {
  const Node* item = context.place.node;
  const Node* list = below(below(&context.project, "settings"), "MIDDLEWARE");
  if (item == nullptr || list == nullptr) return {Truth::no, "", {}};
  // A list that is known is judged item by item.
  if (item == list && list->is_sequence()) return {Truth::no, "", {}};
  if (item->is_sequence()) return judge_all(*item);
  if (!item->is(Kind::string) || !list->is_sequence()) return {Truth::unknown, "", {}};
  return judge(*item, *list);
}

}  // namespace djaz
