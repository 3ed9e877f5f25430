// The loops that go over every byte of a large text: where the next byte of some kind stands, and
// how many lines end. Sixteen bytes at a time where the machine can.
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace djaz {

#ifdef __SSE2__

namespace byte_scan {

inline __m128i load(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}
inline std::uint32_t equal(__m128i bytes, char c) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
}
inline int first(std::uint32_t mask) { return std::countr_zero(mask); }

}  // namespace byte_scan

#endif

// The next quote, brace, bracket or, since nothing good begins with one, slash.
inline const char* find_structure(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = byte_scan::load(at);
    // A bracket and a brace differ in one bit.
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const std::uint32_t mask = byte_scan::equal(bytes, '"') | byte_scan::equal(bytes, '/') |
                               byte_scan::equal(folded, '{') | byte_scan::equal(folded, '}');
    if (mask != 0) return at + byte_scan::first(mask);
  }
#endif
  for (; at < end; ++at)
    if (*at == '"' || *at == '/' || (*at | 0x20) == '{' || (*at | 0x20) == '}') return at;
  return end;
}

// The next quote, backslash or control character.
inline const char* find_string_end(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = byte_scan::load(at);
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const std::uint32_t mask = byte_scan::equal(bytes, '"') | byte_scan::equal(bytes, '\\') |
                               static_cast<std::uint32_t>(_mm_movemask_epi8(control));
    if (mask != 0) return at + byte_scan::first(mask);
  }
#endif
  for (; at < end; ++at)
    if (*at == '"' || *at == '\\' || static_cast<unsigned char>(*at) < 0x20) return at;
  return end;
}

// The next byte that is one of two.
inline const char* find_either(const char* at, const char* end, char first, char second) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = byte_scan::load(at);
    const std::uint32_t mask = byte_scan::equal(bytes, first) | byte_scan::equal(bytes, second);
    if (mask != 0) return at + byte_scan::first(mask);
  }
#endif
  for (; at < end; ++at)
    if (*at == first || *at == second) return at;
  return end;
}

// How often a byte occurs.
inline std::size_t count_byte(const char* at, const char* end, char c) {
  std::size_t count = 0;
#ifdef __SSE2__
  for (; end - at >= 16; at += 16)
    count += static_cast<std::size_t>(std::popcount(byte_scan::equal(byte_scan::load(at), c)));
#endif
  for (; at < end; ++at) count += *at == c ? 1 : 0;
  return count;
}

// How many characters of UTF-8 begin: a chunk may end inside one.
inline std::size_t count_characters(const char* at, const char* end) {
  std::size_t count = 0;
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    // The bytes that go on are the smallest, as signed numbers.
    const __m128i begins = _mm_cmpgt_epi8(byte_scan::load(at), _mm_set1_epi8(-65));
    count += static_cast<std::size_t>(
        std::popcount(static_cast<std::uint32_t>(_mm_movemask_epi8(begins))));
  }
#endif
  for (; at < end; ++at) count += (static_cast<unsigned char>(*at) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace djaz
