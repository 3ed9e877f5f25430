// A mistake is found at a byte and shown to people, who see characters: the place of a problem has
// to hold them whole.
#pragma once

#include <cstddef>
#include <string_view>

namespace djaz {

// Widens a range of bytes until it splits no character of UTF-8. In text that is not UTF-8 it stops
// after the three bytes that may follow a first one.
inline void hold_whole_characters(std::string_view text, std::size_t& begin, std::size_t& end) {
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  const bool empty = begin == end;
  for (int i = 0; i < 3 && begin > 0 && inside(begin); ++i) --begin;
  if (empty) end = begin;
  for (int i = 0; i < 3 && !empty && inside(end); ++i) ++end;
}

}  // namespace djaz
