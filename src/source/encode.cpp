#include "source/encode.h"

#include "support/text.h"

namespace djaz {
namespace {

void put(std::string& out, std::uint32_t unit, int size, bool big) {
  for (int i = 0; i < size; ++i) {
    const int shift = 8 * (big ? size - 1 - i : i);
    out += static_cast<char>((unit >> shift) & 0xFFU);
  }
}

// UTF-16 or UTF-32.
std::string wide(std::string_view text, int size, bool big, bool mark) {
  std::string out;
  if (mark) put(out, 0xFEFF, size, big);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = decode_utf8(text, at);
    if (size == 2 && point > 0xFFFF) {
      put(out, 0xD800 + ((point - 0x10000) >> 10U), 2, big);
      put(out, 0xDC00 + ((point - 0x10000) & 0x3FFU), 2, big);
    } else {
      put(out, point, size, big);
    }
  }
  return out;
}

// Latin-1; code page 1252 differs in characters that are not written back.
std::optional<std::string> narrow(std::string_view text, char32_t last) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = decode_utf8(text, at);
    if (point > last || (last == 0xFF && point > 0xFF)) return std::nullopt;
    out += static_cast<char>(point);
  }
  return out;
}

std::optional<std::string> encoded(std::string_view text, Encoding encoding, bool mark) {
  switch (encoding) {
    case Encoding::utf8:
      return std::string(text);
    case Encoding::utf8_bom:
      return "\xEF\xBB\xBF" + std::string(text);
    case Encoding::utf16le:
    case Encoding::utf16be:
      return wide(text, 2, encoding == Encoding::utf16be, mark);
    case Encoding::utf32le:
    case Encoding::utf32be:
      return wide(text, 4, encoding == Encoding::utf32be, mark);
    case Encoding::latin1:
      return narrow(text, 0xFF);
    case Encoding::cp1252:
      return narrow(text, 0x7F);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> encoded_like(std::string_view text, const SourceFile& file,
                                        std::string_view like) {
  for (const bool mark : {true, false})
    if (encoded(file.text(), file.encoding(), mark) == like)
      return encoded(text, file.encoding(), mark);
  return std::nullopt;
}

}  // namespace djaz
