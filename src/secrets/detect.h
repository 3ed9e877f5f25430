// Finds secret text in the raw text of any file, without parsing it: a file that is broken, or of
// no known kind, must not leak either. Prefers to hide too much; it judges nothing and reports
// nothing. Everything here is one pass over the bytes, whatever they are.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace djaz {

struct SecretRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // The next part of the literal before it: `'abc' 'def'`.
  bool continues = false;
  friend bool operator==(const SecretRange&, const SecretRange&) = default;
};

enum class Dialect : std::uint8_t {
  // Only literals are values: `password=password` is a name.
  python,
  // Everything else: values may stand without quotes.
  plain,
};

Dialect dialect_of(std::string_view path);

// Sorted, not overlapping, never empty.
std::vector<SecretRange> detect_secrets(std::string_view text, Dialect dialect);

}  // namespace djaz
