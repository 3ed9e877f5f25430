// The fast way through an element: 64 bytes at a time, and of what lies deep in it only the
// brackets.
#include <algorithm>
#include <bit>

#include "syntax/byte_scan.h"
#include "syntax/json_split.h"

namespace djaz {

#ifdef __SSE2__

namespace {

// Of 64 bytes: which are quotes, backslashes, brackets or slashes, and which commas.
struct Block {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t brackets = 0;
  std::uint64_t commas = 0;

  explicit Block(const char* at) {
    for (int i = 0; i < 4; ++i) {
      const __m128i bytes = byte_scan::load(at + 16 * i);
      // A bracket and a brace differ in one bit.
      const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
      const int shift = 16 * i;
      quotes |= std::uint64_t{byte_scan::equal(bytes, '"')} << shift;
      backslashes |= std::uint64_t{byte_scan::equal(bytes, '\\')} << shift;
      commas |= std::uint64_t{byte_scan::equal(bytes, ',')} << shift;
      brackets |= std::uint64_t{byte_scan::equal(bytes, '/') | byte_scan::equal(folded, '{') |
                                byte_scan::equal(folded, '}')}
                  << shift;
    }
  }
};

// The bytes behind a backslash that is not behind one itself. `escaped`: of the first byte, and
// then of the one behind the block.
std::uint64_t escaped_bytes(std::uint64_t backslashes, bool& escaped) {
  std::uint64_t out = 0;
  std::uint64_t at = escaped ? 1 : 0;
  if (backslashes == 0) {
    escaped = false;
    return at;
  }
  out = at;
  backslashes &= ~at;
  escaped = false;
  while (backslashes != 0) {
    const int first = std::countr_zero(backslashes);
    if (first == 63) {
      escaped = true;
      break;
    }
    at = std::uint64_t{2} << first;
    out |= at;
    backslashes &= ~(at | (at >> 1));
  }
  return out;
}

// Each bit becomes the number of ones up to it, modulo two.
std::uint64_t parity_up_to(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace

// The same as step() again and again while an element is open, a block at a time: of what lies
// deep in it, only the brackets are looked at.
void JsonSplitter::inside_element(const char*& at, const char* end) {
  bool escaped = in_ == In::escape;
  bool in_string = in_ != In::text;
  // Where the part of the string begins that is not captured yet.
  const char* token = at;
  bool named = members() != nullptr;
  while (end - at >= 64) {
    const Block block(at);
    bool escaped_next = escaped;
    const std::uint64_t quotes = block.quotes & ~escaped_bytes(block.backslashes, escaped_next);
    const std::uint64_t strings = parity_up_to(quotes) ^ (in_string ? ~std::uint64_t{0} : 0);
    // Outside of strings they mean nothing, and escape nothing.
    if ((block.backslashes & ~strings) != 0) break;
    escaped = escaped_next;
    const std::uint64_t brackets = block.brackets & ~strings;
    const std::uint64_t shallow = quotes | (block.commas & ~strings);
    std::uint64_t behind = ~std::uint64_t{0};
    while (true) {
      const std::uint64_t left = (brackets | (named ? shallow : 0)) & behind;
      if (left == 0) break;
      const int first = std::countr_zero(left);
      behind = first == 63 ? 0 : ~std::uint64_t{0} << (first + 1);
      const char* const here = at + first;
      if (*here == '"') {
        if ((strings >> first & 1) != 0) {
          in_ = In::string;
          capturing_ = true;
          token_.clear();
          token = here + 1;
        } else {
          capture(token, here);
          string_ends(here);
        }
        continue;
      }
      if (*here == ',') {
        members()->key_next = true;
        continue;
      }
      structure(here);
      if (stopped()) return;
      named = members() != nullptr;
      if (!between_elements()) continue;
      at = here + 1;
      in_ = In::text;
      return;
    }
    in_string = (strings >> 63) != 0;
    at += 64;
  }
  if (in_string) capture(std::min(token, at), at);
  in_ = !in_string ? In::text : escaped ? In::escape : In::string;
}

#else

void JsonSplitter::inside_element(const char*&, const char*) {}

#endif

}  // namespace djaz
