#include <array>
#include <cstring>

#include "support/text.h"

namespace djaz {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Bytes of the sequence that starts with this byte; 0 for a byte that starts none.
int sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// The code point at `offset`, or no length when the bytes are not UTF-8.
struct Decoded {
  char32_t code_point = kReplacement;
  int length = 0;
};

Decoded decode_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const int length = sequence_length(byte(0));
  if (length == 0 || offset + static_cast<std::size_t>(length) > text.size()) return {};
  if (length == 1) return {byte(0), 1};
  char32_t value = byte(0) & (0xFF >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const unsigned char next = byte(static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return {};
    value = (value << 6) | (next & 0x3F);
  }
  static constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kLeast[static_cast<std::size_t>(length)] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

// Code points that steer or hide text without being seen.
bool is_invisible(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  if (c == 0x00AD || c == 0x061C || c == 0x180E || c == 0xFEFF) return true;
  if (c >= 0x200B && c <= 0x200F) return true;
  if (c >= 0x2028 && c <= 0x202E) return true;
  if (c >= 0x2060 && c <= 0x206F) return true;
  return c >= 0xE0000 && c <= 0xE0FFF;
}

void append_hex(std::string& out, char32_t value, int digits) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int i = digits - 1; i >= 0; --i) out += kDigits[(value >> (4 * i)) & 0xF];
}

void append_escape(std::string& out, char32_t c) {
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += ' ';
  } else if (c < 0x100) {
    out += "\\x";
    append_hex(out, c, 2);
  } else if (c < 0x10000) {
    out += "\\u";
    append_hex(out, c, 4);
  } else {
    out += "\\U";
    append_hex(out, c, 8);
  }
}

}  // namespace

char32_t decode_utf8(std::string_view text, std::size_t& offset) {
  const Decoded decoded = decode_at(text, offset);
  offset += decoded.length == 0 ? 1 : static_cast<std::size_t>(decoded.length);
  return decoded.code_point;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    // Nearly all of nearly every text is ASCII: eight bytes at a time.
    std::uint64_t bytes = 0;
    if (text.size() - i >= sizeof bytes) {
      std::memcpy(&bytes, text.data() + i, sizeof bytes);
      if ((bytes & 0x8080808080808080ULL) == 0) {
        i += sizeof bytes;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const Decoded decoded = decode_at(text, i);
    if (decoded.length == 0) return false;
    i += static_cast<std::size_t>(decoded.length);
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) decode_utf8(text, i);
  return count;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t plain = i;
    while (plain < text.size() && text[plain] >= 0x20 && text[plain] < 0x7F) ++plain;
    out += text.substr(i, plain - i);
    i = plain;
    if (i == text.size()) break;
    const Decoded decoded = decode_at(text, i);
    if (decoded.length == 0) {
      append_escape(out, static_cast<unsigned char>(text[i++]));
    } else {
      if (is_invisible(decoded.code_point)) {
        append_escape(out, decoded.code_point);
      } else {
        out += text.substr(i, static_cast<std::size_t>(decoded.length));
      }
      i += static_cast<std::size_t>(decoded.length);
    }
  }
  return out;
}

}  // namespace djaz
