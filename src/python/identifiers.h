// Identifiers as CPython compares them: NFKC. A file may spell DEBUG in mathematical bold letters
// and still set DEBUG.
#pragma once

#include <string>
#include <string_view>

namespace djaz::python {

inline bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// The normal form of an identifier that is not all ASCII.
std::string normalized_identifier(std::string_view identifier);

}  // namespace djaz::python
