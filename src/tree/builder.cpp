#include "tree/builder.h"

#include <string>

namespace djaz {
namespace {

constexpr std::size_t kMostCandidates = 64;

// Two candidates that a reader could not tell apart.
bool same_candidate(const Node* a, const Node* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->kind != b->kind || a->traits != b->traits) return false;
  if (a->is(Kind::unknown)) {
    const Unknown& x = *a->unknown;
    const Unknown& y = *b->unknown;
    return x.reason == y.reason && x.detail == y.detail && x.type == y.type &&
           x.not_empty == y.not_empty && x.prefix == y.prefix && x.suffix == y.suffix &&
           x.written == y.written;
  }
  return equal(*a, *b);
}

std::string_view joined(Arena& arena, std::string_view a, std::string_view between,
                        std::string_view b) {
  if (a.empty()) return b;
  if (b.empty() || a == b) return a;
  std::string text(a);
  text += between;
  text += b;
  return arena.text(text);
}

}  // namespace

Node* Builder::make(Kind kind, Span span) const {
  Node* node = arena_->make<Node>();
  node->kind = kind;
  node->span = span;
  return node;
}

Node* Builder::null(Span span) const { return make(Kind::null, span); }

Node* Builder::boolean(bool value, Span span) const {
  Node* node = make(Kind::boolean, span);
  node->boolean = value;
  return node;
}

Node* Builder::integer(std::int64_t value, Span span) const {
  Node* node = make(Kind::integer, span);
  node->integer = value;
  return node;
}

Node* Builder::real(double value, Span span) const {
  Node* node = make(Kind::real, span);
  node->real = value;
  return node;
}

Node* Builder::string(std::string_view value, Span span) const {
  return borrowed_string(arena_->text(value), span);
}

Node* Builder::borrowed_string(std::string_view value, Span span) const {
  Node* node = make(Kind::string, span);
  node->text = value;
  return node;
}

Node* Builder::text(Kind kind, std::string_view value, Span span) const {
  Node* node = make(kind, span);
  node->text = arena_->text(value);
  return node;
}

Node* Builder::sequence(Kind kind, std::span<const Node* const> items, Span span, bool open) const {
  Node* node = make(kind, span);
  node->items = arena_->list(items);
  node->open = open;
  return node;
}

Node* Builder::mapping(std::span<const Entry> entries, Span span, bool open) const {
  Node* node = make(Kind::mapping, span);
  node->entries = arena_->list(entries);
  node->open = open;
  return node;
}

Node* Builder::unknown(Reason reason, std::string_view detail, Span span) const {
  return unknown(Unknown{.reason = reason, .detail = detail}, span);
}

Node* Builder::unknown(const Unknown& about, Span span) const {
  Node* node = make(Kind::unknown, span);
  Unknown* copy = arena_->make<Unknown>(about);
  copy->detail = arena_->text(about.detail);
  copy->prefix = arena_->text(about.prefix);
  copy->suffix = arena_->text(about.suffix);
  copy->written = arena_->text(about.written);
  copy->candidates = arena_->list(about.candidates);
  node->unknown = copy;
  return node;
}

const Node* Builder::one_of(std::span<const Candidate> candidates, Span span) const {
  std::vector<Candidate> kept;
  const auto add = [&](const Node* value, std::string_view condition, bool asked_for) {
    for (Candidate& other : kept) {
      if (!same_candidate(other.value, value)) continue;
      other.condition = other.condition.empty() || condition.empty()
                            ? std::string_view()
                            : joined(*arena_, other.condition, " or ", condition);
      other.asked_for = other.asked_for && asked_for;
      return;
    }
    kept.push_back({value, condition, asked_for});
  };
  for (const Candidate& candidate : candidates) {
    const bool nested = candidate.value != nullptr && candidate.value->is(Kind::unknown) &&
                        !candidate.value->unknown->candidates.empty();
    if (!nested) {
      add(candidate.value, candidate.condition, candidate.asked_for);
    } else {
      for (const Candidate& inner : candidate.value->unknown->candidates)
        add(inner.value, joined(*arena_, candidate.condition, " and ", inner.condition),
            candidate.asked_for || inner.asked_for);
    }
    if (kept.size() > kMostCandidates)
      return unknown(Reason::budget, "more than 64 values are possible", span);
  }
  if (kept.size() == 1 && kept[0].value != nullptr) return kept[0].value;
  Unknown about{.reason = Reason::conflict, .detail = "it depends on the path taken"};
  about.candidates = kept;
  return unknown(about, span);
}

const Node* Builder::with_key(const Node& node, Span key_span) const {
  Node* copied = copy(node);
  copied->key_span = key_span;
  return copied;
}

const Node* Builder::with_traits(const Node& node, std::initializer_list<Trait> traits) const {
  Node* copied = copy(node);
  for (const Trait trait : traits) copied->traits |= static_cast<std::uint8_t>(trait);
  return copied;
}

const Origin* Builder::computed(Span span, std::string_view text,
                                std::span<const Input> inputs) const {
  Origin* origin = arena_->make<Origin>();
  origin->how = Origin::How::computed;
  origin->span = span;
  origin->text = arena_->text(text);
  origin->inputs = arena_->list(inputs);
  return origin;
}

const Origin* Builder::defaulted(std::string_view text, std::string_view source) const {
  Origin* origin = arena_->make<Origin>();
  origin->how = Origin::How::defaulted;
  origin->text = arena_->text(text);
  origin->source = arena_->text(source);
  return origin;
}

void MappingBuilder::set(std::string_view name, const Node* value, Span key_span) {
  for (Entry& entry : entries_) {
    if (entry.name != name) continue;
    entry.value = value;
    entry.key_span = key_span;
    return;
  }
  entries_.push_back({name, value, key_span, nullptr});
}

bool MappingBuilder::has(std::string_view name) const { return get(name) != nullptr; }

const Node* MappingBuilder::get(std::string_view name) const {
  for (const Entry& entry : entries_)
    if (entry.name == name) return entry.value;
  return nullptr;
}

const Node* MappingBuilder::build(const Builder& builder, Span span, bool open) const {
  std::vector<Entry> copied = entries_;
  for (Entry& entry : copied) entry.name = builder.arena().text(entry.name);
  return builder.mapping(copied, span, open);
}

}  // namespace djaz
