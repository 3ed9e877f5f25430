#include "checks/stale_value.h"

#include <algorithm>

namespace djaz {
namespace {

// An origin may have inputs with origins of their own.
constexpr int kDeepest = 4;

bool is_switch(const Node* node) { return node != nullptr && node->is(Kind::boolean); }

// The input that came to differ, with what the setting of its name is in the end.
struct Stale {
  const Input* input = nullptr;
  const Node* now = nullptr;
};

Stale find_stale(const Node& node, const Node& settings, int depth) {
  if (node.origin == nullptr || depth > kDeepest) return {};
  for (const Input& input : node.origin->inputs) {
    if (input.node == nullptr) continue;
    const Entry* entry = find_entry(settings, input.symbol);
    const Node* now = entry == nullptr ? nullptr : entry->value;
    if (is_switch(input.node) && is_switch(now) && input.node->boolean != now->boolean &&
        now->span.valid() && input.node->span.valid())
      return {&input, now};
    const Stale deeper = find_stale(*input.node, settings, depth + 1);
    if (deeper.input != nullptr) return deeper;
  }
  return {};
}

}  // namespace

CheckAnswer check_stale_value(const CheckContext& context) {
  const Node* node = context.place.node;
  const Entry* settings = find_entry(context.project, "settings");
  if (node == nullptr || settings == nullptr || node->is(Kind::unknown)) return {Truth::no, "", {}};
  const Stale stale = find_stale(*node, *settings->value, 0);
  if (stale.input == nullptr) return {Truth::no, "", {}};
  const std::string name(stale.input->symbol);
  const std::string before = stale.input->node->boolean ? "True" : "False";
  return {Truth::yes,
          name + " was still " + before,
          {{stale.now->span,
            name + " becomes " + (stale.now->boolean ? "True" : "False") + " here, too late"}}};
}

}  // namespace djaz
