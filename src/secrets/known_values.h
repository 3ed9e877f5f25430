// The secret texts seen so far, and where they occur in other text: whole, or in a run of six bytes
// that looks random. A run of plain words is left alone, or every `django` would become `***`
// because some key begins with `django-insecure-`; so are the names in a connection string, and a
// plain word where a path has it for the name of a property, a module or a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace djaz {

class KnownValues {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  KnownValues() = default;
  // Views into the set are kept.
  KnownValues(const KnownValues&) = delete;
  KnownValues& operator=(const KnownValues&) = delete;
  KnownValues(KnownValues&&) = default;
  KnownValues& operator=(KnownValues&&) = default;

  // Also remembers the forms in which the value may come back. Short and stock values are ignored.
  void add(std::string_view value);
  // The bytes of all values together, at most as many as by default.
  void limit(std::size_t bytes) { limit_ = bytes; }
  // In order, not overlapping. Linear in the text.
  std::vector<Match> find(std::string_view text) const;

 private:
  void add_one(std::string_view value);
  void note(std::uint64_t six);
  bool may_begin(std::uint64_t six) const;
  std::size_t longest_at(std::string_view text, std::size_t at, std::uint64_t six) const;

  std::unordered_set<std::string> seen_;
  // Values by their first six bytes, packed.
  std::unordered_map<std::uint64_t, std::vector<std::string_view>> by_head_;
  // Six bytes each, packed.
  std::unordered_set<std::uint64_t> runs_;
  // Bits of both: most places in a text are dismissed by one.
  std::vector<std::uint64_t> heads_;
  // Beyond it, what is marked is still hidden where it stands.
  std::size_t limit_ = 8u << 20;
  std::size_t bytes_ = 0;
};

}  // namespace djaz
