// The tests of the rule language, asked of values: what is known for certain, what is not, and what
// the candidates of an unknown have in common. Absence is decided in judge.cpp, never here.
#pragma once

#include "rules/compiled.h"

namespace djaz {

// How the answers of candidates become one: all agree; some says yes (`may`); or, under a `not`
// inside a `may`, none says no.
enum class Fold : std::uint8_t { agree, some, every };

constexpr Fold negated(Fold fold) {
  if (fold == Fold::agree) return fold;
  return fold == Fold::some ? Fold::every : Fold::some;
}

constexpr Truth combined(Fold fold, Truth a, Truth b) {
  if (fold == Fold::agree) return agree(a, b);
  return fold == Fold::some ? either(a, b) : both(a, b);
}

struct ValueTester {
  Fold fold = Fold::agree;
  // Azure compares its strings without case.
  bool ignore_case = false;

  // The answer for a node that is there. `from` is the other node of `equals = { from = … }`.
  Truth holds(const Test& test, const Node& value, const Node* from = nullptr) const;
  // Strict in type: `True` is not 1. A list equals a tuple with the same items.
  Truth equals(const Node& a, const Node& b, int depth = 0) const;

 private:
  Truth known(const Test& test, const Node& value) const;
  Truth unknown(const Test& test, const Node& value) const;
  Truth equals_unknown(const Node& unknown, const Node& known) const;
  Truth contains(const Node& value, const Node& operand) const;
  bool same_text(std::string_view a, std::string_view b) const;
};

bool has_candidates(const Node& node);

}  // namespace djaz
