// The facts that paths were split on, and the set of them that the current path assumes. A fact has
// words for both its outcomes; two conditions that hold a fact and its opposite exclude each other.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "python/eval/values/value.h"

namespace djaz::python::eval {

class Conditions {
 public:
  explicit Conditions(Arena& arena) : arena_(&arena) {}

  // The literal for "holds"; a key gives the same fact again, an empty key always a new one.
  Literal fact(const std::string& key, std::string_view holds, std::string_view fails);
  // The fact that a variable is set which no document sets.
  Literal variable_is_set(std::string_view name, std::string_view holds, std::string_view fails);

  // The literal cannot be while no variable is set.
  void needs_variable(Literal literal) { facts_[literal / 2].asks[literal & 1U] = true; }

  Condition of(const std::vector<Literal>& literals) const;
  Condition one(Literal literal) const { return of({literal}); }
  // Both must hold. Long conditions are cut: they stay necessary.
  Condition both(const Condition& a, const Condition& b) const;
  // One of them holds: what they have in common, and words for either.
  Condition either(const Condition& a, const Condition& b) const;
  bool exclude(const Condition& a, const Condition& b) const;
  std::string_view words(const Condition& condition) const;

  // The path. `assume` fails, changing nothing, when the condition contradicts it.
  std::size_t mark() const { return path_.size(); }
  bool assume(const Condition& condition);
  void rewind(std::size_t mark);
  bool possible(const Condition& condition) const;
  // 1: assumed to hold, 0: to fail, -1: open.
  int assumed(Literal literal) const;
  int assumed(const std::string& key) const;  // of the fact with this key
  std::vector<Literal> since(std::size_t mark) const {
    return {path_.begin() + static_cast<std::ptrdiff_t>(mark), path_.end()};
  }

 private:
  std::string_view words_of(Literal literal) const;
  struct Words {
    std::string_view holds;
    std::string_view fails;
    // Whether the fact, when it fails or holds, needs a variable that nobody sets.
    bool asks[2] = {false, false};
  };
  Arena* arena_;
  std::vector<Words> facts_;
  std::unordered_map<std::string, Literal> keys_;
  std::vector<Literal> path_;
  std::unordered_map<std::uint32_t, bool> assumed_;
};

}  // namespace djaz::python::eval
