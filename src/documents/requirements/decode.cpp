#include "documents/requirements/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "support/text.h"

namespace djaz::requirements {
namespace {

// What cp1252 holds from 0x80 to 0x9f; 0 where it holds nothing.
constexpr std::array<char16_t, 32> kWindows = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

std::uint32_t unit(std::string_view bytes, std::size_t at, std::size_t width, bool little) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t index = little ? at + width - 1 - i : at + i;
    value = value << 8 | static_cast<unsigned char>(bytes[index]);
  }
  return value;
}

// UTF-16 and UTF-32, strictly: a lone surrogate or a cut-off unit is no text.
bool decode_wide(std::string_view bytes, std::size_t width, bool little, std::string& out) {
  if (bytes.size() % width != 0) return false;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += width) {
    std::uint32_t point = unit(bytes, at, width, little);
    if (width == 2 && point >= 0xd800 && point < 0xdc00 && at + 4 <= bytes.size()) {
      const std::uint32_t low = unit(bytes, at + 2, width, little);
      if (low < 0xdc00 || low > 0xdfff) return false;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      at += 2;
    }
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
    append_utf8(out, point);
  }
  return true;
}

std::string decode_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

bool decode_windows(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    const bool special = byte >= 0x80 && byte < 0xa0;
    if (special && kWindows[byte - 0x80] == 0) return false;
    append_utf8(out, special ? kWindows[byte - 0x80] : byte);
  }
  return true;
}

// The name after `coding:` or `coding=` in a comment of the first two lines.
std::string_view coding_comment(std::string_view bytes) {
  for (int line = 0; line < 2 && !bytes.empty(); ++line) {
    const std::size_t end = bytes.find('\n');
    const std::string_view text = bytes.substr(0, end);
    std::size_t at = text.empty() || text[0] != '#' ? std::string_view::npos : 0;
    while (at != std::string_view::npos && (at = text.find("coding", at)) != text.npos) {
      at += 6;
      if (at >= text.size() || (text[at] != ':' && text[at] != '=')) continue;
      std::size_t begin = at + 1;
      while (begin < text.size() && is_space(text[begin])) ++begin;
      std::size_t stop = begin;
      while (stop < text.size() &&
             (is_alnum(text[stop]) || text[stop] == '-' || text[stop] == '_' || text[stop] == '.'))
        ++stop;
      if (stop > begin) return text.substr(begin, stop - begin);
    }
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return {};
}

enum class Codec : std::uint8_t { utf8, utf8_mark, latin1, ascii, windows };

std::optional<Codec> codec_named(std::string_view name) {
  std::string plain = lowered(name);
  for (char& c : plain)
    if (c == '-' || c == '.') c = '_';
  struct Name {
    std::string_view name;
    Codec codec;
  };
  static constexpr std::array<Name, 24> kNames = {{
      {"utf_8", Codec::utf8},
      {"utf8", Codec::utf8},
      {"u8", Codec::utf8},
      {"utf", Codec::utf8},
      {"cp65001", Codec::utf8},
      {"utf_8_sig", Codec::utf8_mark},
      {"latin_1", Codec::latin1},
      {"latin1", Codec::latin1},
      {"latin", Codec::latin1},
      {"l1", Codec::latin1},
      {"iso8859_1", Codec::latin1},
      {"iso_8859_1", Codec::latin1},
      {"iso8859", Codec::latin1},
      {"8859", Codec::latin1},
      {"cp819", Codec::latin1},
      {"iso_ir_100", Codec::latin1},
      {"ascii", Codec::ascii},
      {"us_ascii", Codec::ascii},
      {"646", Codec::ascii},
      {"us", Codec::ascii},
      {"ansi_x3_4_1968", Codec::ascii},
      {"cp1252", Codec::windows},
      {"windows_1252", Codec::windows},
      {"1252", Codec::windows},
  }};
  for (const Name& known : kNames)
    if (known.name == plain) return known.codec;
  return std::nullopt;
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string decode_named(std::string_view bytes, std::string_view name, Encoding& encoding,
                         std::string& problem) {
  const std::optional<Codec> codec = codec_named(name);
  std::string out;
  bool fits = true;
  if (!codec) {
    problem = "the first lines name an encoding that is not read here: use UTF-8";
    return {};
  }
  switch (*codec) {
    case Codec::utf8:
    case Codec::utf8_mark:
      fits = is_valid_utf8(bytes);
      out = bytes;
      break;
    case Codec::ascii:
      fits = is_ascii(bytes);
      out = bytes;
      break;
    case Codec::latin1:
      encoding = Encoding::latin1;
      out = decode_latin1(bytes);
      break;
    case Codec::windows:
      encoding = Encoding::cp1252;
      fits = decode_windows(bytes, out);
      break;
  }
  if (!fits) problem = "bytes that are none in the encoding that the first lines name";
  return fits ? out : std::string();
}

// Control characters that no text holds, NUL among them.
std::size_t count_controls(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const unsigned char byte = static_cast<unsigned char>(c);
    return (byte < 0x1c && !is_space(c)) || byte == 0x7f;
  }));
}

struct Mark {
  std::string_view bytes;
  Encoding encoding;
  std::size_t width;
  bool little;
};

}  // namespace

std::string decode(std::string bytes, Encoding& encoding, std::string& problem) {
  // The mark of UTF-16LE is how the one of UTF-32LE begins.
  static constexpr std::array<Mark, 5> kMarks = {{
      {"\xef\xbb\xbf", Encoding::utf8_bom, 1, false},
      {{"\xff\xfe\0\0", 4}, Encoding::utf32le, 4, true},
      {{"\0\0\xfe\xff", 4}, Encoding::utf32be, 4, false},
      {"\xff\xfe", Encoding::utf16le, 2, true},
      {"\xfe\xff", Encoding::utf16be, 2, false},
  }};
  encoding = Encoding::utf8;
  const std::string_view all = bytes;
  for (const Mark& mark : kMarks) {
    if (all.substr(0, mark.bytes.size()) != mark.bytes) continue;
    encoding = mark.encoding;
    const std::string_view rest = all.substr(mark.bytes.size());
    std::string out;
    if (mark.width == 1 && is_valid_utf8(rest)) return std::string(rest);
    if (mark.width != 1 && decode_wide(rest, mark.width, mark.little, out)) return out;
    problem = "begins with the mark of an encoding that the rest is not written in";
    return {};
  }
  const std::size_t zeros = static_cast<std::size_t>(std::count(all.begin(), all.end(), '\0'));
  if (zeros > 0 && zeros >= all.size() / 4) {
    problem = "NUL bytes: looks like UTF-16 without a mark";
    return {};
  }
  if (all.size() > 8 && count_controls(all) > all.size() / 20) {
    problem = "not text";
    return {};
  }
  const std::string_view name = coding_comment(all);
  if (!name.empty()) return decode_named(all, name, encoding, problem);
  if (is_valid_utf8(all)) return bytes;
  encoding = Encoding::latin1;
  return decode_latin1(all);
}

bool needs_coding_comment(const SourceFile& file) {
  return file.encoding() == Encoding::latin1 && coding_comment(file.text()).empty();
}

}  // namespace djaz::requirements
