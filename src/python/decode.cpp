// Bytes to text as CPython's tokenizer reads them: mark, coding cookie (PEP 263), line ends.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "python/parse.h"
#include "support/text.h"

namespace djaz::python {
namespace {

enum class Codec : std::uint8_t { utf8, ascii, latin1, cp1252, unknown };

struct Alias {
  std::string_view name;
  Codec codec;
};

// Names as Python's codec registry normalises them: lower case, one underscore between words.
constexpr Alias kAliases[] = {
    {"utf_8", Codec::utf8},
    {"utf8", Codec::utf8},
    {"u8", Codec::utf8},
    {"utf", Codec::utf8},
    {"utf8_ucs2", Codec::utf8},
    {"utf8_ucs4", Codec::utf8},
    {"cp65001", Codec::utf8},
    {"utf_8_sig", Codec::utf8},
    {"ascii", Codec::ascii},
    {"us_ascii", Codec::ascii},
    {"us", Codec::ascii},
    {"646", Codec::ascii},
    {"ansi_x3.4_1968", Codec::ascii},
    {"ansi_x3_4_1968", Codec::ascii},
    {"ansi_x3.4_1986", Codec::ascii},
    {"iso646_us", Codec::ascii},
    {"iso_646.irv_1991", Codec::ascii},
    {"iso_ir_6", Codec::ascii},
    {"cp367", Codec::ascii},
    {"csascii", Codec::ascii},
    {"ibm367", Codec::ascii},
    {"latin_1", Codec::latin1},
    {"latin1", Codec::latin1},
    {"latin", Codec::latin1},
    {"l1", Codec::latin1},
    {"8859", Codec::latin1},
    {"iso_8859_1", Codec::latin1},
    {"iso8859_1", Codec::latin1},
    {"iso8859", Codec::latin1},
    {"iso_latin_1", Codec::latin1},
    {"iso_8859_1_1987", Codec::latin1},
    {"iso_ir_100", Codec::latin1},
    {"cp819", Codec::latin1},
    {"csisolatin1", Codec::latin1},
    {"ibm819", Codec::latin1},
    {"cp1252", Codec::cp1252},
    {"windows_1252", Codec::cp1252},
    {"1252", Codec::cp1252},
};

// CPython itself takes any variant of these two names ("utf-8-unix") before it asks the registry.
bool is_variant(std::string_view dashed, std::string_view name) {
  return dashed == name || (dashed.size() > name.size() && dashed.substr(0, name.size()) == name &&
                            dashed[name.size()] == '-');
}

std::string dashed_name(std::string_view cookie) {
  return replaced(lowered(cookie.substr(0, 12)), "_", "-");
}

Codec codec_of(std::string_view cookie) {
  const std::string dashed = dashed_name(cookie);
  if (is_variant(dashed, "utf-8")) return Codec::utf8;
  for (const std::string_view name : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (is_variant(dashed, name)) return Codec::latin1;
  }
  std::string name;
  for (const char c : cookie) {
    if (is_alnum(c) || c == '.') {
      name += lower(c);
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  for (const Alias& alias : kAliases) {
    if (alias.name == name) return alias.codec;
  }
  return Codec::unknown;
}

// A line that is only a comment, or nothing; else the cookie cannot be in the line below it.
bool is_comment_or_blank(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\f\r");
  return first == std::string_view::npos || line[first] == '#';
}

std::string_view cookie_of(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(" \t\f");
  if (hash == std::string_view::npos || line[hash] != '#') return {};
  for (std::size_t at = line.find("coding", hash); at != std::string_view::npos;
       at = line.find("coding", at + 1)) {
    std::size_t begin = at + 6;
    if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
    begin = line.find_first_not_of(" \t", begin + 1);
    if (begin == std::string_view::npos) return {};
    std::size_t end = begin;
    while (end < line.size() &&
           (is_alnum(line[end]) || line[end] == '-' || line[end] == '_' || line[end] == '.')) {
      ++end;
    }
    if (end > begin) return line.substr(begin, end - begin);
  }
  return {};
}

std::string_view cookie_of_text(std::string_view text) {
  for (int line = 0; line < 2; ++line) {
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view head = text.substr(0, end);
    const std::string_view cookie = cookie_of(head);
    if (!cookie.empty()) return cookie;
    if (!is_comment_or_blank(head) || end == std::string_view::npos) return {};
    text.remove_prefix(text.compare(end, 2, "\r\n") == 0 ? end + 2 : end + 1);
  }
  return {};
}

constexpr char16_t kUndefined = 0xfffd;
// 0x80 to 0x9f.
constexpr char16_t kCp1252[32] = {
    0x20ac,     kUndefined, 0x201a, 0x0192, 0x201e, 0x2026,     0x2020, 0x2021,
    0x02c6,     0x2030,     0x0160, 0x2039, 0x0152, kUndefined, 0x017d, kUndefined,
    kUndefined, 0x2018,     0x2019, 0x201c, 0x201d, 0x2022,     0x2013, 0x2014,
    0x02dc,     0x2122,     0x0161, 0x203a, 0x0153, kUndefined, 0x017e, 0x0178,
};

// Single bytes to UTF-8; false when a byte stands for nothing.
bool widen(std::string& text, Codec codec) {
  bool good = true;
  std::string wide;
  wide.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      wide += c;
      continue;
    }
    char32_t point = byte;
    if (codec == Codec::ascii) point = kUndefined;
    if (codec == Codec::cp1252 && byte < 0xa0) point = kCp1252[byte - 0x80];
    good = good && point != kUndefined;
    append_utf8(wide, point);
  }
  text = std::move(wide);
  return good;
}

struct Wide {
  Encoding encoding;
  std::size_t unit;
  std::size_t mark;
  bool big;
};

// UTF-16 and UTF-32, which CPython refuses: told by a mark, or by NUL bytes where text would have
// them.
bool is_wide(std::string_view bytes, Wide& wide) {
  const auto at = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0x100;
  };
  if (at(0) == 0xff && at(1) == 0xfe && at(2) == 0 && at(3) == 0) {
    wide = {Encoding::utf32le, 4, 4, false};
  } else if (at(0) == 0 && at(1) == 0 && at(2) == 0xfe && at(3) == 0xff) {
    wide = {Encoding::utf32be, 4, 4, true};
  } else if (at(0) == 0xff && at(1) == 0xfe) {
    wide = {Encoding::utf16le, 2, 2, false};
  } else if (at(0) == 0xfe && at(1) == 0xff) {
    wide = {Encoding::utf16be, 2, 2, true};
  } else if (at(0) < 0x80 && at(0) != 0 && at(1) == 0 && at(2) != 0 && at(3) == 0) {
    wide = {Encoding::utf16le, 2, 0, false};
  } else if (at(0) == 0 && at(1) < 0x80 && at(1) != 0 && at(2) == 0 && at(3) != 0) {
    wide = {Encoding::utf16be, 2, 0, true};
  } else {
    return false;
  }
  return true;
}

std::string narrow(std::string_view bytes, const Wide& wide) {
  std::string text;
  char32_t high = 0;
  for (std::size_t i = wide.mark; i + wide.unit <= bytes.size(); i += wide.unit) {
    std::uint32_t unit = 0;
    for (std::size_t k = 0; k < wide.unit; ++k) {
      const std::size_t from = wide.big ? i + k : i + wide.unit - 1 - k;
      unit = (unit << 8) | static_cast<unsigned char>(bytes[from]);
    }
    if (unit >= 0xd800 && unit < 0xdc00 && wide.unit == 2) {
      high = unit;
      continue;
    }
    char32_t point = unit;
    if (unit >= 0xdc00 && unit < 0xe000 && high != 0) {
      point = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
    }
    high = 0;
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) point = kUndefined;
    append_utf8(text, point);
  }
  return text;
}

void settle_utf8(Decoded& result) {
  if (!result.problem.empty() || is_valid_utf8(result.text)) return;
  result.problem = "the text is not UTF-8, and no coding cookie says what it is";
}

void settle_codec(Decoded& result, std::string_view cookie) {
  const Codec codec = codec_of(cookie);
  if (result.encoding == Encoding::utf8_bom && dashed_name(cookie) != "utf-8" &&
      !is_variant(dashed_name(cookie), "utf-8")) {
    result.problem = "the coding cookie contradicts the byte order mark";
    return;
  }
  switch (codec) {
    case Codec::utf8:
      return settle_utf8(result);
    case Codec::unknown:
      result.problem = "the encoding that the coding cookie names is not supported";
      return;
    case Codec::ascii:
      if (!widen(result.text, codec)) result.problem = "the text is not ASCII, as its cookie says";
      return;
    case Codec::latin1:
      widen(result.text, codec);
      result.encoding = Encoding::latin1;
      return;
    case Codec::cp1252:
      result.encoding = Encoding::cp1252;
      if (!widen(result.text, codec)) {
        result.problem = "the text is not windows-1252, as its cookie says";
      }
      return;
  }
}

}  // namespace

Decoded decode(std::string bytes) {
  Decoded result;
  Wide wide{};
  if (is_wide(bytes, wide)) {
    result.text = narrow(bytes, wide);
    result.encoding = wide.encoding;
    result.problem = "the file is in UTF-16 or UTF-32, which Python does not read";
    return result;
  }
  if (bytes.compare(0, 3, "\xef\xbb\xbf") == 0) {
    bytes.erase(0, 3);
    result.encoding = Encoding::utf8_bom;
  }
  result.text = std::move(bytes);
  if (result.text.find('\0') != std::string::npos) {
    result.problem = "the file contains a NUL byte";
    return result;
  }
  const std::string cookie(cookie_of_text(result.text));
  if (cookie.empty()) {
    settle_utf8(result);
  } else {
    settle_codec(result, cookie);
  }
  return result;
}

}  // namespace djaz::python
