#include "secrets/marks.h"

#include <algorithm>

#include "support/text.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define DJAZ_MARKS_IN_BLOCKS
#endif

namespace djaz {

void Marks::add(std::string_view mark, std::size_t owner) {
  const std::string text = lowered(mark);
  const auto head = static_cast<std::size_t>(static_cast<std::uint8_t>(text[0])) << 8 |
                    static_cast<std::uint8_t>(text[1]);
  if (heads_[head] == 0) {
    heads_[head] = static_cast<std::uint8_t>(groups_.size());
    groups_.emplace_back();
    eighths_.push_back(quietest(text));
  }
  const std::uint8_t group = heads_[head];
  groups_[group].push_back({text, owner});
  include(text, eighths_[group], halves_);
}

void Marks::include(std::string_view text, std::size_t number, FirstBytes& halves) {
  const auto eighth = static_cast<std::uint8_t>(1U << number);
  for (std::size_t i = text.size(); i < kFirst; ++i)
    for (std::size_t half = 0; half < 16; ++half) {
      halves[i].low[half] |= eighth;
      halves[i].high[half] |= eighth;
    }
  for (std::size_t i = 0; i < std::min(kFirst, text.size()); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    halves[i].low[byte & 15U] |= eighth;
    halves[i].high[byte >> 4U] |= eighth;
    // A capital letter differs in one bit of the upper half.
    if (is_alpha(text[i])) halves[i].high[(byte >> 4U) & ~2U] |= eighth;
  }
}

// The share of all places that an eighth does not dismiss.
double Marks::noise(std::size_t number, const FirstBytes& halves) {
  // How often bytes of a text have this upper half, in hundredths: most are small letters.
  constexpr std::array kUpper = {2, 0, 26, 12, 5, 5, 30, 20, 0, 0, 0, 0, 0, 0, 0, 0};
  double all = 1;
  for (const Halves& each : halves) {
    double low = 0;
    double high = 0;
    for (std::size_t half = 0; half < 16; ++half) {
      if ((each.low[half] >> number & 1U) != 0) low += 1.0 / 16;
      if ((each.high[half] >> number & 1U) != 0) high += kUpper[half] / 100.0;
    }
    all *= low * high;
  }
  return all;
}

// The eighth that dismisses hardly fewer places when this mark is in it.
std::size_t Marks::quietest(std::string_view text) const {
  std::size_t best = 0;
  double least = 2;
  for (std::size_t number = 0; number < 8; ++number) {
    FirstBytes with = halves_;
    include(text, number, with);
    const double more = noise(number, with) - noise(number, halves_);
    if (more >= least) continue;
    least = more;
    best = number;
  }
  return best;
}

void Marks::look(std::string_view text, std::size_t at, const Found& found) const {
  const auto head = static_cast<std::size_t>(static_cast<std::uint8_t>(lower(text[at]))) << 8 |
                    static_cast<std::uint8_t>(lower(text[at + 1]));
  if (heads_[head] == 0) return;
  for (const Mark& mark : groups_[heads_[head]])
    if (starts_with_ignoring_case(text.substr(at), mark.text)) found(mark.owner, at);
}

void Marks::find(std::string_view text,
                 const std::function<void(std::size_t owner, std::size_t at)>& found) const {
  for (std::size_t at = find_in_blocks(text, found); at + 2 < text.size(); ++at)
    look(text, at, found);
}

#ifdef DJAZ_MARKS_IN_BLOCKS

// Up to where it came. The same twice, for registers of 32 bytes and of 16.
__attribute__((target("avx2"))) std::size_t Marks::find_by_thirty_two(std::string_view text,
                                                                      const Found& found) const {
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i zero = _mm256_setzero_si256();
  std::size_t at = 0;
  for (; at + 32 + kFirst <= text.size(); at += 32) {
    __m256i marks = _mm256_set1_epi8(-1);
    const auto narrow = [&](std::size_t i) __attribute__((target("avx2"), always_inline)) {
      const __m256i bytes =
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at + i));
      const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
      const __m256i lower = _mm256_and_si256(bytes, half);
      const __m256i low = _mm256_broadcastsi128_si256(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(halves_[i].low.data())));
      const __m256i high = _mm256_broadcastsi128_si256(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(halves_[i].high.data())));
      marks = _mm256_and_si256(marks, _mm256_shuffle_epi8(low, lower));
      marks = _mm256_and_si256(marks, _mm256_shuffle_epi8(high, upper));
    };
    static_assert(kFirst == 6);
    narrow(0);
    narrow(1);
    narrow(2);
    narrow(3);
    narrow(4);
    narrow(5);
    auto places = ~static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(marks, zero)));
    for (; places != 0; places &= places - 1)
      look(text, at + static_cast<std::size_t>(__builtin_ctz(places)), found);
  }
  return at;
}

__attribute__((target("ssse3"))) std::size_t Marks::find_by_sixteen(std::string_view text,
                                                                    const Found& found) const {
  const __m128i half = _mm_set1_epi8(15);
  const __m128i zero = _mm_setzero_si128();
  const auto load = [](const void* from) __attribute__((target("ssse3"))) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  };
  std::size_t at = 0;
  for (; at + 16 + kFirst <= text.size(); at += 16) {
    __m128i marks = _mm_set1_epi8(-1);
    const auto narrow = [&](std::size_t i) __attribute__((target("ssse3"), always_inline)) {
      const __m128i bytes = load(text.data() + at + i);
      const __m128i upper = _mm_and_si128(_mm_srli_epi16(bytes, 4), half);
      marks = _mm_and_si128(
          marks, _mm_shuffle_epi8(load(halves_[i].low.data()), _mm_and_si128(bytes, half)));
      marks = _mm_and_si128(marks, _mm_shuffle_epi8(load(halves_[i].high.data()), upper));
    };
    // Written out: a loop of six takes half as long again.
    static_assert(kFirst == 6);
    narrow(0);
    narrow(1);
    narrow(2);
    narrow(3);
    narrow(4);
    narrow(5);
    auto places = 0xFFFFU & ~static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(marks, zero)));
    for (; places != 0; places &= places - 1)
      look(text, at + static_cast<std::size_t>(__builtin_ctz(places)), found);
  }
  return at;
}

std::size_t Marks::find_in_blocks(std::string_view text, const Found& found) const {
  static const bool kThirtyTwo = __builtin_cpu_supports("avx2") != 0;
  static const bool kSixteen = __builtin_cpu_supports("ssse3") != 0;
  if (kThirtyTwo) return find_by_thirty_two(text, found);
  return kSixteen ? find_by_sixteen(text, found) : 0;
}

#else

std::size_t Marks::find_in_blocks(std::string_view, const Found&) const { return 0; }

#endif

}  // namespace djaz
