#include "checks/django_walk.h"

#include <algorithm>
#include <array>

#include "checks/django_reading.h"
#include "support/text.h"
#include "tree/builder.h"

namespace djaz {
namespace django {
namespace {

constexpr std::size_t kMostLetters = 10'000;

std::vector<const Node*> letters(const Node& text, const Builder& builder) {
  std::vector<const Node*> out;
  std::size_t at = 0;
  while (at < text.text.size() && out.size() < kMostLetters) {
    std::size_t end = at + 1;
    while (end < text.text.size() && (static_cast<unsigned char>(text.text[end]) & 0xC0U) == 0x80U)
      ++end;
    out.push_back(builder.string(text.text.substr(at, end - at), text.span));
    at = end;
  }
  return out;
}

}  // namespace

bool is_lazy(const Node& node) { return node.is(Kind::unknown) && node.has(Trait::lazy); }

Walk walk(const Node* node, Arena& arena) {
  const Builder builder(arena);
  if (node == nullptr) return {};
  Walk out{node->open ? Truth::unknown : Truth::yes, {node->items.begin(), node->items.end()}};
  if (node->is(Kind::string) || is_lazy(*node)) {
    out.items = letters(*node, builder);
    if (out.items.size() == kMostLetters) out.ends = Truth::unknown;
  } else if (node->is(Kind::path)) {
    // Only as a text can it be walked over; a path's own letters begin above the project.
    out.ends = truth_of(node->text.starts_with('/'));
    if (out.ends == Truth::yes) out.items = letters(*node, builder);
    if (out.ends == Truth::no) out.ends = Truth::unknown;
  } else if (node->is(Kind::bytes)) {
    for (const char byte : node->text.substr(0, kMostLetters))
      out.items.push_back(builder.integer(static_cast<unsigned char>(byte), node->span));
  } else if (node->is(Kind::mapping)) {
    for (const Entry& entry : node->entries)
      out.items.push_back(entry.key != nullptr ? entry.key
                                               : builder.string(entry.name, entry.key_span));
  } else if (node->is(Kind::unknown)) {
    out.ends = Truth::unknown;
  } else if (!node->is_sequence()) {
    out.ends = Truth::no;
  }
  return out;
}

namespace {

constexpr std::array<std::string_view, 8> kReferrerPolicies = {"no-referrer",
                                                               "no-referrer-when-downgrade",
                                                               "origin",
                                                               "same-origin",
                                                               "origin-when-cross-origin",
                                                               "strict-origin",
                                                               "strict-origin-when-cross-origin",
                                                               "unsafe-url"};

Truth is_policy(std::string_view word) {
  return truth_of(std::find(kReferrerPolicies.begin(), kReferrerPolicies.end(), word) !=
                  kReferrerPolicies.end());
}

// Words between commas, or whatever there is to walk over.
Truth only_policies(const Node& node, Arena& arena) {
  Truth all = Truth::yes;
  // Every path has a slash, and no policy has.
  if (node.is(Kind::path)) return Truth::no;
  if (node.is(Kind::string)) {
    for (const std::string_view word : split(node.text, ','))
      all = both(all, is_policy(trimmed(word)));
    return all;
  }
  const Walk found = walk(&node, arena);
  if (found.ends == Truth::no) return Truth::yes;
  if (found.ends == Truth::unknown) all = Truth::unknown;
  for (const Node* item : found.items) {
    const bool text = item->is(Kind::string) || is_lazy(*item);
    if (!text && item->is(Kind::unknown)) {
      all = both(all, Truth::unknown);
    } else {
      all = both(all, text ? is_policy(item->text) : Truth::no);
    }
  }
  return all;
}

}  // namespace
}  // namespace django

CheckAnswer check_walked_items(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr || node->is_sequence()) return {Truth::no, "", {}};
  const bool origins = django::argument(context, "id") == "4_0.E001";
  const django::Walk found = django::walk(node, context.arena);
  if (found.ends != Truth::yes) return {found.ends, "", {}};
  CheckAnswer answer{Truth::no, "", {}};
  answer.times = 0;
  for (const Node* item : found.items) {
    const Truth fine = origins ? django::holds_text(item, "://") : django::is_language_code(*item);
    if (fine == Truth::unknown) return {Truth::unknown, "", {}};
    if (fine == Truth::no) ++answer.times;
  }
  answer.guilty = truth_of(answer.times > 0);
  return answer;
}

CheckAnswer check_referrer_policy(const CheckContext& context) {
  const Node* node = context.place.node;
  if (node == nullptr) return {Truth::no, "", {}};
  if (node->is(Kind::null)) return {Truth::yes, "", {}};
  return {negate(django::only_policies(*node, context.arena)), "", {}};
}

}  // namespace djaz
