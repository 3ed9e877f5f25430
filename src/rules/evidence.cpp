#include "rules/evidence.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "tree/dump.h"

namespace djaz {
namespace {

constexpr std::size_t kMostLabels = 8;
constexpr std::size_t kMostNodes = 10'000;

std::string text_entry(const Node& mapping, std::string_view name) {
  const Entry* entry = find_entry_ignoring_case(mapping, name);
  return entry != nullptr && entry->value->is(Kind::string) ? std::string(entry->value->text)
                                                            : std::string();
}

void mark_text(const Node& node, const Sources& sources, Redactor& redactor) {
  if (!node.span.valid() || node.text.empty()) return;
  const std::string_view written = sources.text_of(node.span);
  const std::size_t at = written.find(node.text);
  if (at != std::string_view::npos) {
    const auto begin = node.span.begin + static_cast<std::uint32_t>(at);
    redactor.mark({node.span.file, begin, begin + static_cast<std::uint32_t>(node.text.size())});
  } else if (node.origin == nullptr || node.origin->how == Origin::How::written) {
    // Written with escapes.
    redactor.mark(node.span);
  }
}

}  // namespace

Span label_span(const Place& place) {
  if (place.node != nullptr && place.node->span.valid()) return place.node->span;
  if (place.node != nullptr && place.node->key_span.valid()) return place.node->key_span;
  return place.span;
}

std::vector<Label> origin_chain(const Node& start, const Words& words) {
  std::vector<Label> labels;
  const auto add = [&](const Span& span, std::string text) {
    if (!span.valid() || labels.size() == kMostLabels) return;
    // The same words further up the chain stand where the value really comes from.
    for (Label& label : labels) {
      if (label.text != text) continue;
      label.span = span;
      return;
    }
    labels.push_back({span, std::move(text)});
  };
  std::deque<Input> pending = {{{}, &start}};
  std::unordered_set<const Node*> seen;
  while (!pending.empty() && labels.size() < kMostLabels && seen.size() < 64) {
    const auto [symbol, node] = pending.front();
    pending.pop_front();
    if (node == nullptr || !seen.insert(node).second) continue;
    const Origin* origin = node->origin;
    if (origin != nullptr && !origin->text.empty()) {
      add(origin->span.valid() ? origin->span : node->span, std::string(origin->text));
    } else if (!symbol.empty() && node->span.valid()) {
      Place place;
      place.node = node;
      const std::string value = words.judge.rule().sensitive ? "***" : words.value(place);
      add(node->span, '`' + std::string(symbol) + "` is " +
                          (node->is(Kind::unknown) ? "not known here" : value + " here"));
    }
    if (origin != nullptr)
      for (const Input& input : origin->inputs) pending.push_back(input);
  }
  return labels;
}

void mark_secret(const Node& start, const Sources& sources, Redactor& redactor) {
  std::vector<const Node*> pending = {&start};
  std::unordered_set<const Node*> seen;
  while (!pending.empty() && seen.size() < kMostNodes) {
    const Node* node = pending.back();
    pending.pop_back();
    if (node == nullptr || !seen.insert(node).second) continue;
    if (node->is(Kind::string) || node->is(Kind::bytes)) mark_text(*node, sources, redactor);
    for (const Node* item : node->items) pending.push_back(item);
    for (const Entry& entry : node->entries) pending.push_back(entry.value);
    if (node->unknown != nullptr)
      for (const Candidate& candidate : node->unknown->candidates)
        pending.push_back(candidate.value);
    if (node->origin != nullptr)
      for (const Input& input : node->origin->inputs) pending.push_back(input.node);
  }
}

ResourceId resource_of(const Node& resource) {
  return {text_entry(resource, "type"), text_entry(resource, "name"), text_entry(resource, "id")};
}

}  // namespace djaz
