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

// The next byte that is not a space as JSON has them.
inline const char* find_no_space(const char* at, const char* end) {
  const auto is_one = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  // Mostly there is none, or a line end and what indents the next line.
  if (at == end || !is_one(*at)) return at;
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = byte_scan::load(at);
    const std::uint32_t mask = byte_scan::equal(bytes, ' ') | byte_scan::equal(bytes, '\n') |
                               byte_scan::equal(bytes, '\r') | byte_scan::equal(bytes, '\t');
    if (mask != 0xFFFF) return at + byte_scan::first(~mask);
  }
#endif
  while (at < end && is_one(*at)) ++at;
  return at;
}

#ifdef __SSE2__

namespace byte_scan {

// How many bytes a test holds of, which gives each byte 255 or 0. Goes on to where fewer than
// sixteen are left.
template <class Test>
std::size_t count(const char*& at, const char* end, const Test& test) {
  __m128i all = _mm_setzero_si128();
  while (end - at >= 16) {
    // Before a byte of sixteen sums can overflow.
    __m128i sums = _mm_setzero_si128();
    for (int i = 0; i < 255 && end - at >= 16; ++i, at += 16)
      sums = _mm_sub_epi8(sums, test(load(at)));
    all = _mm_add_epi64(all, _mm_sad_epu8(sums, _mm_setzero_si128()));
  }
  std::uint64_t halves[2];
  _mm_storeu_si128(reinterpret_cast<__m128i*>(halves), all);
  return static_cast<std::size_t>(halves[0] + halves[1]);
}

}  // namespace byte_scan

#endif

// How often a byte occurs.
inline std::size_t count_byte(const char* at, const char* end, char c) {
  std::size_t count = 0;
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8(c);
  count = byte_scan::count(at, end, [&](__m128i bytes) { return _mm_cmpeq_epi8(bytes, wanted); });
#endif
  for (; at < end; ++at) count += *at == c ? 1 : 0;
  return count;
}

// How many characters of UTF-8 begin: a chunk may end inside one.
inline std::size_t count_characters(const char* at, const char* end) {
  std::size_t count = 0;
#ifdef __SSE2__
  // The bytes that go on are the smallest, as signed numbers.
  const __m128i last = _mm_set1_epi8(-65);
  count = byte_scan::count(at, end, [&](__m128i bytes) { return _mm_cmpgt_epi8(bytes, last); });
#endif
  for (; at < end; ++at) count += (static_cast<unsigned char>(*at) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace djaz
