#include "secrets/checksums.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kEntra =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";

std::uint32_t rotated(std::uint32_t value, unsigned bits) {
  return value << bits | value >> (32 - bits);
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i > 0; --i) value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
  return value;
}

// The two halves of the hash's state.
struct Lanes {
  std::uint32_t low = 0;
  std::uint32_t high = 0;

  void take(std::string_view word) {
    low += little_endian(word);
    mix();
  }
  void mix() {
    high ^= low;
    low = rotated(low, 20) + high;
    high = rotated(high, 9) ^ low;
    low = rotated(low, 27) + high;
    high = rotated(high, 19);
  }
};

// Highest digit first, filled up to six.
std::string digits_of(std::uint32_t value, std::string_view alphabet) {
  std::string digits;
  for (; value != 0; value /= static_cast<std::uint32_t>(alphabet.size()))
    digits += alphabet[value % alphabet.size()];
  while (digits.size() < 6) digits += alphabet[0];
  std::reverse(digits.begin(), digits.end());
  return digits;
}

int sextet(char c) {
  if (c == '-') return 62;
  if (c == '_') return 63;
  const std::size_t at = kBase64.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Proof proof_if(bool holds) { return holds ? Proof::holds : Proof::fails; }

}  // namespace

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed) {
  Lanes lanes{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) lanes.take(bytes.substr(0, 4));
  std::string tail(bytes);
  tail += '\x80';
  tail.resize(4, '\0');
  lanes.take(tail);
  lanes.mix();
  return lanes.low ^ lanes.high;
}

std::uint64_t marvin_seed(std::string_view letters) {
  std::uint64_t seed = 0;
  for (const char c : letters) seed = seed << 8 | static_cast<std::uint8_t>(c);
  return seed;
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

bool decode_base64(std::string_view text, std::string& bytes) {
  bytes.clear();
  while (text.ends_with('=')) text.remove_suffix(1);
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int value = sextet(c);
    if (value < 0) return false;
    held = (held << 6 | static_cast<std::uint32_t>(value)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xff);
  }
  return bits < 6;
}

std::string encode_base64(std::string_view bytes) {
  std::string text;
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
    std::uint32_t held = 0;
    for (std::size_t i = 0; i < 3; ++i)
      held = held << 8 | (i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= bytes.size() ? kBase64[held >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

Proof azure_key_proof(std::string_view key, std::string_view seeds) {
  std::string bytes;
  if (!decode_base64(key, bytes) || bytes.size() <= 4) return Proof::fails;
  const std::string_view all = bytes;
  const std::string_view body = all.substr(0, all.size() - 4);
  const std::uint32_t written = little_endian(all.substr(body.size()));
  for (; seeds.size() >= 8; seeds.remove_prefix(std::min<std::size_t>(9, seeds.size())))
    if (marvin32(body, marvin_seed(seeds.substr(0, 8))) == written) return Proof::holds;
  return Proof::fails;
}

Proof entra_proof(std::string_view secret) {
  if (secret.size() != 40 || secret.substr(3, 3) != "8Q~") return Proof::none;
  const std::uint32_t hash = marvin32(secret.substr(0, 37), marvin_seed("AadPwd00"));
  return proof_if(secret.substr(37) == digits_of(hash, kEntra).substr(0, 3));
}

Proof prefixed_crc_proof(std::string_view token) {
  const std::size_t mark = token.find('_');
  if (mark == std::string_view::npos || token.size() - mark - 1 != 36) return Proof::none;
  const std::string_view body = token.substr(mark + 1);
  return proof_if(digits_of(crc32(body.substr(0, 30)), kBase62) == body.substr(30));
}

}  // namespace djaz
