// Makes nodes. Views passed in are copied into the arena unless the name says `borrowed`.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

class Builder {
 public:
  explicit Builder(Arena& arena) : arena_(&arena) {}

  Arena& arena() const { return *arena_; }

  Node* null(Span span = {}) const;
  Node* boolean(bool value, Span span = {}) const;
  Node* integer(std::int64_t value, Span span = {}) const;
  Node* real(double value, Span span = {}) const;
  Node* string(std::string_view value, Span span = {}) const;
  // The view must outlive the arena, e.g. a slice of the source text.
  Node* borrowed_string(std::string_view value, Span span = {}) const;
  Node* text(Kind kind, std::string_view value, Span span = {}) const;  // bytes, path, callable
  Node* sequence(Kind kind, std::span<const Node* const> items, Span span = {},
                 bool open = false) const;
  Node* list(const std::vector<const Node*>& items, Span span = {}, bool open = false) const {
    return sequence(Kind::list, items, span, open);
  }
  Node* mapping(std::span<const Entry> entries, Span span = {}, bool open = false) const;
  Node* unknown(Reason reason, std::string_view detail, Span span = {}) const;
  Node* unknown(const Unknown& about, Span span = {}) const;
  // An unknown that is one of the candidates. Equal known candidates collapse into one; nested
  // candidates are flattened with their conditions joined by " and ". At most 64 are kept: beyond
  // that the result is a plain unknown with Reason::budget. A single candidate is returned itself.
  const Node* one_of(std::span<const Candidate> candidates, Span span = {}) const;

  // A shallow copy, to be changed before it is handed out.
  Node* copy(const Node& node) const { return arena_->make<Node>(node); }
  const Node* with_key(const Node& node, Span key_span) const;
  const Node* with_traits(const Node& node, std::initializer_list<Trait> traits) const;

  const Origin* computed(Span span, std::string_view text,
                         std::span<const Input> inputs = {}) const;
  const Origin* defaulted(std::string_view text, std::string_view source) const;

 private:
  Node* make(Kind kind, Span span) const;

  Arena* arena_;
};

// Collects the entries of one small mapping, linear in its size for each call; the last entry under
// a name wins, as in JSON and Python, and keeps the place of the first. Names are kept as views
// until build() copies them, so they must live until then.
class MappingBuilder {
 public:
  void set(std::string_view name, const Node* value, Span key_span = {});
  bool has(std::string_view name) const;
  const Node* get(std::string_view name) const;
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  const Node* build(const Builder& builder, Span span = {}, bool open = false) const;

 private:
  std::vector<Entry> entries_;
};

}  // namespace djaz
